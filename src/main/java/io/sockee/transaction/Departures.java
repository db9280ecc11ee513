package io.sockee.transaction;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What waits for the end of one transaction, at most so many as the limit says. Safe for any thread, since a time-out may roll
 * the transaction back on another thread than the one that works in it; the lock is this transaction's alone.
 */
final class Departures implements Synchronization {
    private static final Logger LOG = System.getLogger(Departures.class.getName());

    private final int limit;
    private final Consumer<CommitGate.Departure> dropped;
    private List<CommitGate.Departure> waiting = new ArrayList<>(4);
    private final List<Consumer<Boolean>> curious = new ArrayList<>(1);
    private boolean ended;

    Departures(int limit, Consumer<CommitGate.Departure> dropped) {
        this.limit = limit;
        this.dropped = dropped;
    }

    void add(CommitGate.Departure departure) {
        if (!wait(departure)) {
            dropped.accept(departure); // the transaction's time-out has rolled it back meanwhile
        }
    }

    /** Has somebody told how the transaction ends, after everything has left or was dropped. */
    void whenEnded(Consumer<Boolean> told) {
        synchronized (this) {
            if (!ended) {
                curious.add(told);
                return;
            }
        }
        told.accept(false); // ended by its time-out: after a commit nobody asks here
    }

    private synchronized boolean wait(CommitGate.Departure departure) {
        if (ended) {
            return false;
        }
        if (waiting.size() >= limit) {
            throw new IllegalStateException("More than " + limit + " emits wait for the end of one transaction"
                    + " (see sockee.transactions.max-emits). Emit less, or commit more often.");
        }
        return waiting.add(departure);
    }

    @Override
    public void beforeCompletion() {
        // nothing is sent before the outcome is known
    }

    @Override
    public void afterCompletion(int status) {
        List<CommitGate.Departure> last = end();
        boolean committed = status == Status.STATUS_COMMITTED;
        last.forEach(committed ? Departures::leave : dropped);
        curious.forEach(told -> told.accept(committed)); // nothing is added after the end
    }

    private synchronized List<CommitGate.Departure> end() {
        ended = true;
        List<CommitGate.Departure> last = waiting;
        waiting = List.of();
        return last;
    }

    /** One that fails must keep neither the others from leaving nor the container from finishing. */
    private static void leave(CommitGate.Departure departure) {
        try {
            departure.leave();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "An emit failed after the commit of its transaction", e);
        }
    }
}
