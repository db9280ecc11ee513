package io.sockee.address;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which sockets of a namespace a message is for.
 *
 * @param everyone whether it is for all sockets; if not, it is for those in the rooms, and without rooms for nobody
 * @param rooms sockets in any of these rooms
 * @param except sockets in any of these rooms do not get it
 */
public record Target(boolean everyone, Set<String> rooms, Set<String> except) {

    /** All sockets. */
    public static final Target EVERYONE = new Target(true, Set.of(), Set.of());

    public Target {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }

    /** The target with more rooms. From the first room on, it is no longer for everyone. */
    public Target to(String... more) {
        return new Target(false, union(rooms, more), except);
    }

    /** The target with more exceptions. */
    public Target except(String... more) {
        return new Target(everyone, rooms, union(except, more));
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
