package io.sockee.socket;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the application is told of one socket's rooms. Two threads may join and leave one room at a time: what is told is
 * always brought in line with what is, so that each join is told once and followed by one leave. The lock is this
 * socket's alone.
 */
final class RoomChanges {

    /** More would mean that rooms are joined and left faster than anybody can be told. */
    private static final int MAX_WAITING = 10_000;

    /**
     * A change to be told.
     *
     * @param joined whether the room was joined, not left
     */
    record Change(String room, boolean joined) {}

    private final Predicate<String> inside;
    private final Runnable drain;
    private final Set<String> told = new LinkedHashSet<>(2);
    private final Queue<Change> waiting = new ArrayDeque<>(2);
    private boolean open;

    /**
     * @param inside whether the socket is in a room at this moment
     * @param drain has {@link #next} asked for what waits, once, in its turn
     */
    RoomChanges(Predicate<String> inside, Runnable drain) {
        this.inside = inside;
        this.drain = drain;
    }

    /** From now on changes are told, beginning with the rooms that the socket is in, as it joined them. */
    synchronized void open(Supplier<List<String>> rooms) {
        open = true; // first, so that no change falls between
        rooms.get().forEach(this::changed);
    }

    /** The socket has joined or left the room; false when too much waits to be told. */
    synchronized boolean changed(String room) {
        boolean in = inside.test(room);
        if (!open || in == told.contains(room)) {
            return true;
        }
        if (waiting.size() >= MAX_WAITING) {
            return false; // it is not told, and so is not taken for told
        }
        boolean unused = in ? told.add(room) : told.remove(room);
        waiting.add(new Change(room, in));
        if (waiting.size() == 1) {
            drain.run();
        }
        return true;
    }

    /** The next change to be told, or null. */
    synchronized @Nullable Change next() {
        return waiting.poll();
    }

    /** Nothing changes any more; returns the rooms whose end is still to be told, after what waits. */
    synchronized List<String> close() {
        open = false;
        List<String> left = List.copyOf(told);
        told.clear();
        return left;
    }
}
