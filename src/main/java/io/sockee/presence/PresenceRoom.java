package io.sockee.presence;

import io.sockee.event.Event;
import io.sockee.hub.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is present in a room, on all nodes, and who watches here. Changes are gathered until they are told: who comes and goes in
 * between is never told of. Not safe for threads: {@link PresenceRooms} changes a room by one thread at a time.
 */
final class PresenceRoom {
    private final String name;
    private final Map<String, Present> present = new LinkedHashMap<>();
    private final Map<String, Present> joined = new LinkedHashMap<>();
    private final Map<String, Present> left = new LinkedHashMap<>();
    private final Set<Member> watchers = new LinkedHashSet<>();
    private final Set<Member> newcomers = new LinkedHashSet<>();
    private final Set<Member> leavers = new LinkedHashSet<>(); // who have still to be told that they are told no more
    private boolean telling; // somebody is going to tell, or does

    /** Events for members, in order. */
    record Telling(List<Event> events, List<Member> members) {}

    PresenceRoom(String name) {
        this.name = name;
    }

    void put(Present one) {
        if (present.putIfAbsent(one.ref(), one) == null && left.remove(one.ref()) == null) {
            joined.put(one.ref(), one);
        }
    }

    void remove(String ref) {
        Present one = present.remove(ref);
        if (one != null && joined.remove(ref) == null) {
            left.put(ref, one);
        }
    }

    /** From now on the member is told: first who is here, then what changes. */
    void watch(Member member) {
        leavers.remove(member);
        if (!watchers.contains(member)) {
            newcomers.add(member);
        }
    }

    /** The member is told for a last time, that it hears no more. */
    void unwatch(Member member) {
        gone(member);
        leavers.add(member);
    }

    /** The member has gone. */
    void gone(Member member) {
        watchers.remove(member);
        newcomers.remove(member);
        leavers.remove(member);
    }

    List<Present> present() {
        return List.copyOf(present.values());
    }

    int size() {
        return present.size();
    }

    /** Whether somebody has to be asked to tell what waits; if so, the caller sees to it. */
    boolean beginsToTell() {
        if (telling || !hasNews()) {
            return false;
        }
        telling = true;
        return true;
    }

    private boolean hasNews() {
        return !newcomers.isEmpty() || !leavers.isEmpty() || !joined.isEmpty() || !left.isEmpty();
    }

    /** What has to be told now: to those who watched before what has changed, to the newcomers who is here. */
    List<Telling> take() {
        List<Telling> all = new ArrayList<>(3);
        if (!leavers.isEmpty()) {
            all.add(new Telling(List.of(PresenceText.over(name)), List.copyOf(leavers)));
            leavers.clear();
        }
        if ((!joined.isEmpty() || !left.isEmpty()) && !watchers.isEmpty()) {
            List<Event> difference = PresenceText.difference(name, left.values(), joined.values());
            all.add(new Telling(difference, List.copyOf(watchers)));
        }
        joined.clear();
        left.clear();
        if (!newcomers.isEmpty()) {
            all.add(new Telling(PresenceText.state(name, present.values()), List.copyOf(newcomers)));
            watchers.addAll(newcomers);
            newcomers.clear();
        }
        return all;
    }

    /** All that was taken has been told; true when there is more already, which the caller has to have told. */
    boolean goesOnTelling() {
        telling = hasNews();
        return telling;
    }

    /** Nobody is here, and nothing is under way. */
    @Nullable
    PresenceRoom orNothing() {
        boolean empty = present.isEmpty() && watchers.isEmpty() && !hasNews() && !telling;
        return empty ? null : this;
    }
}
