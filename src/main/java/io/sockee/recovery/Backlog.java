package io.sockee.recovery;

import io.sockee.hub.Emission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to one socket and may not have arrived, in the order in which it goes to the client. Events are known by their
 * offsets; a client tells the last one that it has had. There is one for a socket's whole life, from connection to connection.
 *
 * <p>At its bounds the oldest events are left out: a client that had not got as far is not recovered. Safe for any thread. Events are
 * passed on under its lock, which is this socket's alone, so that order and replay agree.
 */
public final class Backlog {

    /** Hands an event to the client. Called under the backlog's lock: must not block. */
    @FunctionalInterface
    public interface Reader extends Consumer<Emission> {
        /** Has what was handed sent. Called without the lock. */
        default void flush() {}
    }

    /** Of how many events that were left out while they may come again it is known that they came. */
    private static final int PASSED_ON = 256;

    private final int maxPackets;
    private final long maxBytes;
    private final long maxTotal;
    private final AtomicLong total;
    private final Consumer<Backlog> onEnd;
    private final Deque<Emission> events = new ArrayDeque<>(0);
    private long bytes;
    private long latest = Long.MIN_VALUE; // of the numbers of all that it has taken
    private @Nullable String before; // the offset of the last event that was left out; first the one of the client
    private @Nullable Reader reader;
    private boolean away; // whether the socket is among those that are away, perhaps beside being here
    private boolean doubtful; // whether an event may come by two ways
    private final Deque<Long> passedOn = new ArrayDeque<>(0); // orders of what was left out and may come again
    private boolean back; // the client came back, and no sweep has been since
    private @Nullable Long backSince; // the time of the first sweep after that, until it has had what was sent again
    private boolean ended;

    /**
     * @param before the offset that the client had before its socket began; null when it has had none
     * @param onEnd told once, when it ends
     */
    Backlog(
            int maxPackets,
            long maxBytes,
            long maxTotal,
            AtomicLong total,
            @Nullable String before,
            Consumer<Backlog> onEnd) {
        this.before = before;
        this.onEnd = onEnd;
        this.maxPackets = maxPackets;
        this.maxBytes = maxBytes;
        this.maxTotal = maxTotal;
        this.total = total;
    }

    /** The client is here: it gets what comes, in its order. */
    public synchronized void attach(Reader to) {
        reader = to;
    }

    /** The client has gone: what comes is kept for it alone. */
    public synchronized void detach() {
        reader = null;
        away = true;
        doubtful = true;
    }

    /** The socket is no longer among those that are away: events come by one way again, but for those that are under way. */
    public synchronized void arrived() {
        away = false;
        back = true;
    }

    /**
     * The client is here again, and has had all up to an offset.
     *
     * @param offset null when it has had none
     * @param to gets what comes from now on
     * @return what it has missed; null when that is not known any more, and nothing has changed
     */
    public synchronized @Nullable List<Emission> resume(@Nullable String offset, Reader to) {
        List<Emission> missed = after(offset);
        if (missed != null) {
            reader = to;
        }
        return missed;
    }

    /** Whether all is here that came after an offset. */
    synchronized boolean reaches(@Nullable String offset) {
        return after(offset) != null;
    }

    private @Nullable List<Emission> after(@Nullable String offset) {
        if (ended) {
            return null;
        }
        List<Emission> missed = new ArrayList<>();
        Iterator<Emission> newest = events.descendingIterator();
        while (newest.hasNext()) {
            Emission event = newest.next();
            if (mark(event).offset().equals(offset)) {
                return reversed(missed);
            }
            if (mark(event).isKept()) {
                missed.add(event);
            }
        }
        boolean isBefore = before == null ? offset == null : before.equals(offset);
        return isBefore ? reversed(missed) : null;
    }

    private static List<Emission> reversed(List<Emission> newestFirst) {
        List<Emission> oldestFirst = new ArrayList<>(newestFirst.size());
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            oldestFirst.add(newestFirst.get(i));
        }
        return oldestFirst;
    }

    /** How many events are kept. */
    synchronized int size() {
        return events.size();
    }

    /**
     * Takes an event: keeps it, and passes it on and has it sent where the client is here. One that has come by another way does not
     * count.
     */
    public void take(Emission event) {
        Reader to = keepAndPassOn(event);
        if (to != null) {
            to.flush();
        }
    }

    private synchronized @Nullable Reader keepAndPassOn(Emission event) {
        Emission.Mark mark = mark(event);
        if (mark.order() > latest) { // so it has not come before: nothing has to be looked for
            latest = mark.order();
        } else if (doubtful && (isKept(event) || mark.offset().equals(before) || passedOn.contains(mark.order()))) {
            return null;
        }
        if (!ended && (mark.isKept() || reader != null)) {
            keep(event);
        }
        if (reader != null) {
            reader.accept(event);
        }
        return reader;
    }

    private boolean isKept(Emission event) {
        Iterator<Emission> newest = events.descendingIterator(); // two ways are about as long
        while (newest.hasNext()) {
            if (newest.next() == event) {
                return true;
            }
        }
        return false;
    }

    private static Emission.Mark mark(Emission event) {
        return Objects.requireNonNull(event.mark(), "an event without an offset");
    }

    private void keep(Emission event) {
        if (mark(event).keep()) {
            total.addAndGet(event.size());
        }
        events.addLast(event);
        bytes += event.size();
        while (events.size() > maxPackets || (bytes > maxBytes && events.size() > 1)) {
            leaveOut();
        }
        while (total.get() > maxTotal
                && !events.isEmpty()) { // others hold as much: each that gets something makes room
            leaveOut();
        }
    }

    private void leaveOut() {
        Emission oldest = events.removeFirst();
        bytes -= oldest.size();
        before = mark(oldest).offset();
        if (away && reader != null) {
            passedOn.addLast(mark(oldest).order());
            if (passedOn.size() > PASSED_ON) {
                passedOn.removeFirst();
            }
        }
        if (mark(oldest).release()) {
            total.addAndGet(-oldest.size());
        }
    }

    /**
     * Leaves out what the client has had, if it is here: what came some time ago. What was sent again is as old as its client is back.
     *
     * @param now monotonic, in nanoseconds
     * @param arrived after how many nanoseconds a client has had what it was sent, or its connection has ended
     */
    synchronized void trim(long now, long arrived) {
        if (reader == null || away) {
            return;
        }
        if (back) {
            back = false;
            backSince = now;
        }
        if (backSince != null && now - backSince < arrived) {
            return;
        }
        backSince = null;
        while (!events.isEmpty() && now - mark(events.getFirst()).nanos() > arrived) {
            leaveOut();
        }
        if (events.isEmpty()) {
            doubtful = false;
            passedOn.clear();
        }
    }

    /** Keeps nothing any more; the client gets what still comes, if it is here. */
    public synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        while (!events.isEmpty()) {
            leaveOut();
        }
        onEnd.accept(this);
    }
}
