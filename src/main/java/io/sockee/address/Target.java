package io.sockee.address;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which sockets of a namespace a message is for.
 *
 * @param everyone whether it is for all of them; otherwise for those in the rooms, which is nobody where there are none
 * @param rooms those in any of these rooms
 * @param except but not those in any of these
 */
public record Target(boolean everyone, Set<String> rooms, Set<String> except) {

    /** All sockets. */
    public static final Target EVERYONE = new Target(true, Set.of(), Set.of());

    public Target {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }

    /** More rooms; the first ones narrow the choice to them. */
    public Target to(String... more) {
        return new Target(false, union(rooms, more), except);
    }

    /** More exceptions. */
    public Target except(String... more) {
        return new Target(everyone, rooms, union(except, more));
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
