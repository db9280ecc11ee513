package io.sockee.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the application was told of one socket's rooms. Two threads may join and leave one room at a time: what is told is
 * always brought in line with what is, so that each join is told once and followed by one leave. The lock is this
 * socket's alone, and held only while something is put into the socket's queue.
 */
final class RoomChanges {
    private final Predicate<String> inside;
    private final Set<String> told = new LinkedHashSet<>(2);
    private boolean open;

    /**
     * @param inside whether the socket is in a room at this moment
     */
    RoomChanges(Predicate<String> inside) {
        this.inside = inside;
    }

    /** Takes a change to be told into the queue. */
    interface Teller {

        /** False when too much waits. */
        boolean tell(String room, boolean joined);
    }

    /** From now on changes are told, beginning with the rooms that the socket is in, as it joined them. */
    synchronized void open(List<String> rooms, Runnable first, Teller teller) {
        open = true;
        first.run();
        for (String room : rooms) {
            changed(room, teller);
        }
    }

    /** The socket has joined or left the room; false when too much waits. */
    synchronized boolean changed(String room, Teller teller) {
        if (!open) {
            return true;
        }
        boolean in = inside.test(room);
        boolean unheard = in ? told.add(room) : told.remove(room);
        return !unheard || teller.tell(room, in);
    }

    /** Nothing is told any more; returns the rooms whose end is still to be told. */
    synchronized List<String> close() {
        open = false;
        List<String> left = List.copyOf(told);
        told.clear();
        return left;
    }
}
