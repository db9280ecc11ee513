package io.sockee.transaction;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The server's transactions, where it has any. They are looked up once, at the start of the application: both objects are
 * the same for all threads, and there are threads that find no names, such as those that read from WildFly's network. A
 * transaction that is to be rolled back must not depend on it.
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
    private static Optional<Jta> find() {
        Jta present = found;
        if (present == null) {
            try {
                present = new Jta(InitialContext.doLookup(REGISTRY), InitialContext.doLookup(TRANSACTION));
                found = present;
            } catch (NamingException e) {
                return Optional.empty(); // no Jakarta EE server, or one without transactions
            }
        }
        return Optional.of(present);
    }

    /** The registry; empty where there are no transactions. */
    public static Optional<TransactionSynchronizationRegistry> registry() {
        return find().map(jta -> jta.registry);
    }

    /**
     * Sees to it that the transaction of this thread, if there is one, is rolled back in the end.
     *
     * @throws IllegalStateException when the server's transactions are not to be found, which is a reason to roll back too
     */
    public static void markRollbackOnly() {
        TransactionSynchronizationRegistry present = present().registry;
        if (present.getTransactionStatus() == Status.STATUS_ACTIVE) {
            present.setRollbackOnly();
        }
    }

    /** Rolls the transaction of this thread back. */
    static void rollBack() throws SystemException {
        present().transaction.rollback();
    }

    private static Jta present() {
        return find().orElseThrow(() -> new IllegalStateException("no " + REGISTRY + " and " + TRANSACTION));
    }
}
