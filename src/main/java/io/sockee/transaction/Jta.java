package io.sockee.transaction;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * The server's transactions, if it has them. They are looked up in JNDI once, and remembered: both objects serve all threads,
 * and some threads cannot look anything up, such as those that read from WildFly's network. To roll back must work there too.
 */
public final class Jta {
    private static final String TRANSACTION = "java:comp/UserTransaction";
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private static volatile @Nullable Jta found;

    private final TransactionSynchronizationRegistry registry;
    private final UserTransaction transaction;

    private Jta(TransactionSynchronizationRegistry registry, UserTransaction transaction) {
        this.registry = registry;
        this.transaction = transaction;
    }

    /** Both, under their standard names (Jakarta Transactions 2.0, section 5). */
    @SuppressWarnings("BanJNDI") // the names are constants of the standard
    private static Jta find() throws NamingException {
        Jta present = found;
        if (present == null) {
            present = new Jta(InitialContext.doLookup(REGISTRY), InitialContext.doLookup(TRANSACTION));
            found = present;
        }
        return present;
    }

    /** The registry; empty where there are no transactions. */
    public static Optional<TransactionSynchronizationRegistry> registry() {
        try {
            return Optional.of(find().registry);
        } catch (NamingException e) {
            return Optional.empty(); // no Jakarta EE server, or one without transactions
        }
    }

    /**
     * Has the transaction of this thread, if there is one, end with a roll-back. Does nothing without a server, as in a test.
     *
     * @throws IllegalStateException when the server's transactions cannot be found; thrown through the caller's transaction, it
     *     rolls that back too
     */
    public static void markRollbackOnly() {
        TransactionSynchronizationRegistry present;
        try {
            present = find().registry;
        } catch (NoInitialContextException e) {
            return;
        } catch (NamingException e) {
            throw missing(e);
        }
        if (present.getTransactionStatus() == Status.STATUS_ACTIVE) {
            present.setRollbackOnly();
        }
    }

    /** Rolls the transaction of this thread back. */
    static void rollBack() throws SystemException {
        Jta present;
        try {
            present = find();
        } catch (NamingException e) {
            throw missing(e);
        }
        present.transaction.rollback();
    }

    private static IllegalStateException missing(NamingException cause) {
        return new IllegalStateException("no " + REGISTRY + " and " + TRANSACTION, cause);
    }
}
