package io.sockee.transaction;

import java.util.function.Consumer;

/**
 * Stands before everything that is sent by the application. It is open where there is no transaction; in one, what is
 * to be sent waits for the commit.
 *
 * <p>Safe for any thread; the transaction in question is that of the calling thread.
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

    /** Something that waits to be sent, encoded already. */
    @FunctionalInterface
    interface Departure {

        /** The commit has come. Runs on the thread that committed, after the departures before it; must not block. */
        void leave();

        /** The transaction was rolled back: it will never leave. */
        default void drop() {
            // most have nothing to undo
        }
    }

    /** Whether what is sent may leave at once. False also when the thread's transaction cannot commit any more. */
    boolean isOpen();

    /** Lets a departure leave now, or after the commit. */
    default void pass(Departure departure) {
        if (isOpen()) {
            departure.leave();
        } else {
            defer(departure);
        }
    }

    /**
     * Lets a departure leave after the commit, in order; drops it if there will be none.
     *
     * @throws IllegalStateException when too many wait for this transaction already
     */
    void defer(Departure departure);

    /**
     * Tells how the transaction of this thread ends: true for a commit, after everything has left. Nothing is told where
     * there is none.
     */
    void whenEnded(Consumer<Boolean> told);

    /**
     * Code of the application has ended on this thread: a transaction that it began and did not end is rolled back, so
     * that it neither keeps its locks nor swallows what others emit on the thread.
     *
     * @return whether there was one
     */
    boolean rollBackLeftOver();
}
