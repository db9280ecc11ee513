package io.sockee.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread's turn at what has come on a connection. What the messages bring about, on this connection and on others, waits until
 * they have been handled, or for a short while: so the answers to many messages leave together, and so do broadcasts that follow
 * each other. A broadcast to many leaves in slices: this thread, which others wait for, sends the first, and helpers the others.
 * Other threads send at once. Belongs to its thread, which keeps nothing of it.
 */
final class Turn {
    private static final Logger LOG = System.getLogger(Turn.class.getName());

    /** What is sent waits for so long, or for half of the time that the writes will take, if that is more. */
    private static final long LEAST_NANOS = 1_000_000;

    private static final long NANOS_FOR_EACH = 4_000;

    /** So many connections are written to by one thread: some milliseconds. */
    static final int SLICE = 256;

    private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

    private final Executor helpers;
    private final LongSupplier nanos;
    private long since;
    private Batch waiting = new Batch();
    private @Nullable DirectChannel pinged;

    /** Carriers that are sent together, as soon as the turn comes to it. */
    static final class Batch {
        private final List<DirectCarrier> carriers = new ArrayList<>();
    }

    private Turn(Executor helpers, LongSupplier nanos) {
        this.helpers = helpers;
        this.nanos = nanos;
        since = nanos.getAsLong();
    }

    /**
     * Handles what has come, then sends what has been gathered.
     *
     * @param helpers send what is too much for this thread
     */
    static void take(Runnable input, Executor helpers) {
        take(input, helpers, System::nanoTime);
    }

    /** The same by a given clock, which tells nanoseconds. */
    static void take(Runnable input, Executor helpers, LongSupplier nanos) {
        if (CURRENT.get() != null) {
            input.run();
            return;
        }
        Turn turn = new Turn(helpers, nanos);
        CURRENT.set(turn);
        try {
            input.run();
        } finally {
            CURRENT.remove();
            turn.send();
        }
    }

    /** This thread's turn, if it has one. */
    static @Nullable Turn current() {
        return CURRENT.get();
    }

    /** What waits by now; what is sent already, or has been handed to helpers, is not among it. */
    Batch waiting() {
        return waiting;
    }

    /** Has a carrier wait until the others of this turn are sent. */
    void add(DirectCarrier carrier) {
        waiting.carriers.add(carrier);
    }

    /** A channel has an answer to a ping wait. */
    void pinged(DirectChannel channel) {
        if (pinged != channel) {
            pong();
            pinged = channel;
        }
    }

    /** Answers the ping that waits, if there is one. */
    void pong() {
        DirectChannel answers = pinged;
        pinged = null;
        if (answers != null) {
            answers.pong();
        }
    }

    /** A message has been handled, and the next one may follow. */
    static void handled() {
        Turn turn = CURRENT.get();
        if (turn == null || (turn.waiting.carriers.isEmpty() && turn.pinged == null)) {
            return;
        }
        if (turn.nanos.getAsLong() - turn.since
                >= Math.max(LEAST_NANOS, NANOS_FOR_EACH * turn.waiting.carriers.size())) {
            turn.send();
        }
    }

    /** Sends what this thread has gathered by now. */
    static void flush() {
        Turn turn = CURRENT.get();
        if (turn != null) {
            turn.send();
        }
    }

    private void send() {
        pong(); // before the messages
        while (!waiting.carriers.isEmpty()) { // a carrier with more than one write waits again
            List<DirectCarrier> now = waiting.carriers;
            waiting = new Batch();
            int own = Math.min(SLICE, now.size());
            for (int from = own; from < now.size(); from += SLICE) {
                handOver(now.subList(from, Math.min(from + SLICE, now.size())));
            }
            send(now.subList(0, own));
        }
        since = nanos.getAsLong();
    }

    private void handOver(List<DirectCarrier> slice) {
        try {
            helpers.execute(() -> send(slice));
        } catch (RuntimeException | Error e) { // they have ended, or get no thread
            LOG.log(Level.DEBUG, "No helper takes what is to be sent", e);
            send(slice);
        }
    }

    private static void send(List<DirectCarrier> slice) {
        slice.forEach(Turn::send);
    }

    private static void send(DirectCarrier carrier) {
        try {
            boolean unused = carrier.hurry(); // false: somebody had no time to wait
        } catch (RuntimeException | Error e) { // the others' turn comes all the same
            LOG.log(Level.ERROR, "A WebSocket could not be written to", e);
        }
    }
}
