package io.sockee.address;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which sockets of a namespace a message is for.
 *
 * @param rooms those in any of these rooms; all, when there are none
 * @param except but not those in any of these
 */
public record Target(Set<String> rooms, Set<String> except) {

    /** All sockets. */
    public static final Target EVERYONE = new Target(Set.of(), Set.of());

    public Target {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }

    /** More rooms. */
    public Target to(String... more) {
        return new Target(union(rooms, more), except);
    }

    /** More exceptions. */
    public Target except(String... more) {
        return new Target(rooms, union(except, more));
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
