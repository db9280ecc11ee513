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
 * What the application's observers are told of one socket's rooms. Two threads may join and leave the same room at a time, so
 * what was told is compared with the membership itself: each join is told once and followed by one leave. Safe for any thread;
 * the lock is this socket's alone.
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
    private int most = MAX_WAITING;

    /**
     * @param inside whether the socket is in a room at this moment
     * @param drain called when changes begin to wait; has {@link #next} called later, until nothing waits. Must not block
     */
    RoomChanges(Predicate<String> inside, Runnable drain) {
        this.inside = inside;
        this.drain = drain;
    }

    /** From now on changes are told, beginning with the rooms that the socket is in, in the order in which it joined them. */
    synchronized void open(Supplier<List<String>> rooms) {
        open = true; // first, so that no change falls between
        List<String> first = rooms.get();
        most = MAX_WAITING
                + first.size(); // a client that comes back may be in many: they do not count against what follows
        first.forEach(this::changed);
    }

    /** The socket has joined or left the room; false, and nothing is told, when too many changes wait. */
    synchronized boolean changed(String room) {
        boolean in = inside.test(room);
        if (!open || in == told.contains(room)) {
            return true;
        }
        if (waiting.size() >= most) {
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

    /** The socket is gone. Returns the rooms whose leave has to be told, after the changes that wait. */
    synchronized List<String> close() {
        open = false;
        List<String> left = List.copyOf(told);
        told.clear();
        return left;
    }
}
