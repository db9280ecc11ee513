package io.sockee.transaction;

import java.util.function.Consumer;

/**
 * Everything that the application sends goes through this gate. It is open when the calling thread has no transaction; in a
 * transaction, what is sent waits for the commit, and is dropped with a roll-back.
 *
 * <p>Safe for any thread; does not block, except for {@link #rollBackLeftOver}. The transaction is always that of the calling
 * thread.
 */
public interface CommitGate {

    /** A gate for places that know no transactions. */
    CommitGate ALWAYS_OPEN = new CommitGate() {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void defer(Departure departure) {
            departure.leave();
        }

        @Override
        public void whenEnded(Consumer<Boolean> told) {
            // there is no transaction to end
        }

        @Override
        public boolean rollBackLeftOver() {
            return false;
        }
    };

    /** Something that waits to be sent; it has been encoded. */
    @FunctionalInterface
    interface Departure {

        /** The transaction has been committed. Runs on the thread that committed, in order; must not block. */
        void leave();

        /** The transaction has been rolled back: this will not leave. Runs on any thread; must not block. */
        default void drop() {
            // most have nothing to undo
        }
    }

    /** Whether what is sent may leave at once. False also when the thread's transaction cannot commit any more. */
    boolean isOpen();

    /** Lets a departure leave now, if the gate is open, else {@linkplain #defer after the commit}. */
    default void pass(Departure departure) {
        if (isOpen()) {
            departure.leave();
        } else {
            defer(departure);
        }
    }

    /**
     * Lets a departure leave after the commit, in order. Drops it, at once or later, if there is no commit.
     *
     * @throws IllegalStateException when too many wait for this transaction already
     */
    void defer(Departure departure);

    /**
     * Has somebody told how the transaction of this thread ends: true for a commit, after everything has left. Told on the
     * thread that ends the transaction, or at once if that has happened; not at all when there is no transaction.
     */
    void whenEnded(Consumer<Boolean> told);

    /**
     * Rolls back a transaction that the application's code began on this thread and did not end, so that it neither keeps its
     * locks nor holds what others emit on this thread. To be called when that code has returned. A failure is logged.
     *
     * @return whether there was one
     */
    boolean rollBackLeftOver();
}
