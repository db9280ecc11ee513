package io.sockee.identity;

import io.sockee.identity.AuthException.Kind;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.Entities;
import io.sockee.persistence.OutcomeUnknownException;
import io.sockee.persistence.SchemaException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Runs work on the store, each time in a transaction. Blocks; safe for any thread. */
final class StoreAccess {
    private static final Logger LOG = System.getLogger(StoreAccess.class.getName());

    /** Failures are logged at most this often, in nanoseconds: while the database is away, every call fails. */
    private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

    /** How long a call waits for its turn: while the database answers, that is a matter of milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Entities entities;
    private final Bulkhead bulkhead;
    private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

    /**
     * @param calls how many calls may be under way at a time
     */
    StoreAccess(Entities entities, int calls) {
        this.entities = entities;
        this.bulkhead = new Bulkhead(calls, PATIENCE);
    }

    /**
     * Runs work on the store, when it has its turn.
     *
     * @throws AuthException of the kind UNAVAILABLE when the database cannot be asked; its message says whether it is known
     *     that nothing was done
     */
    <T> T call(Function<UserStore, T> work) {
        try {
            return bulkhead.pass(() -> callNow(work));
        } catch (Bulkhead.StuckException e) {
            log(String.valueOf(e.getMessage()));
            throw unavailable();
        }
    }

    /** Runs work of the server's own, of which there is little, without waiting for a turn; throws the same. */
    <T> T callNow(Function<UserStore, T> work) {
        try {
            return entities.call(manager -> work.apply(new UserStore(manager)));
        } catch (DatabaseUnavailableException | SchemaException e) {
            log(String.valueOf(e.getMessage()));
            throw unavailable();
        } catch (OutcomeUnknownException e) {
            log(String.valueOf(e.getMessage()));
            throw new AuthException(
                    Kind.UNAVAILABLE, "The database broke off. Whether it was done is not known. Try again later.");
        }
    }

    private static AuthException unavailable() {
        return new AuthException(Kind.UNAVAILABLE, "The database is not available. Try again later.");
    }

    private void log(String why) {
        long now = System.nanoTime();
        long due = nextLog.get();
        if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_INTERVAL)) {
            LOG.log(Level.WARNING, why);
        }
    }
}
