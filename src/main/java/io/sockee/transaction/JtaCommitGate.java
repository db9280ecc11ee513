package io.sockee.transaction;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * The gate of a server with JTA (Jakarta Transactions 2.0). A transaction in which something is sent has one list of departures
 * and one interposed synchronization; a thread without a transaction only pays for a look at its status.
 */
public final class JtaCommitGate implements CommitGate {
    private static final Logger LOG = System.getLogger(JtaCommitGate.class.getName());
    private static final Object KEY = JtaCommitGate.class.getName();

    private final TransactionSynchronizationRegistry registry;
    private final Counters counters;
    private final int limit;

    /**
     * @param limit how many departures may wait for one transaction; one more throws an {@link IllegalStateException}
     */
    public JtaCommitGate(TransactionSynchronizationRegistry registry, int limit, Counters counters) {
        this.registry = registry;
        this.limit = limit;
        this.counters = counters;
    }

    @Override
    public boolean isOpen() {
        int status = registry.getTransactionStatus();
        // COMMITTED is what other synchronizations see after the commit, while the thread still has the transaction.
        return status == Status.STATUS_NO_TRANSACTION || status == Status.STATUS_COMMITTED;
    }

    @Override
    public void defer(Departure departure) {
        switch (registry.getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED -> departure.leave();
            case Status.STATUS_ACTIVE, Status.STATUS_PREPARING, Status.STATUS_PREPARED, Status.STATUS_COMMITTING ->
                departures().add(departure);
            default -> drop(departure); // it has been or will be rolled back
        }
    }

    private Departures departures() {
        if (registry.getResource(KEY) instanceof Departures present) {
            return present;
        }
        Departures departures = new Departures(limit, this::drop);
        registry.registerInterposedSynchronization(departures);
        registry.putResource(KEY, departures);
        return departures;
    }

    @Override
    public void whenEnded(Consumer<Boolean> told) {
        switch (registry.getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION -> {
                // nothing ends
            }
            case Status.STATUS_COMMITTED -> told.accept(true);
            case Status.STATUS_ACTIVE, Status.STATUS_PREPARING, Status.STATUS_PREPARED, Status.STATUS_COMMITTING ->
                departures().whenEnded(told);
            default -> told.accept(false);
        }
    }

    @Override
    public boolean rollBackLeftOver() {
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return false;
        }
        try {
            Jta.rollBack();
        } catch (SystemException | RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A transaction that a call had left open could not be rolled back", e);
        }
        return true;
    }

    private void drop(Departure departure) {
        counters.count(Counter.EMITS_ROLLED_BACK);
        try {
            departure.drop();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "An emit could not be dropped with its transaction", e);
        }
    }
}
