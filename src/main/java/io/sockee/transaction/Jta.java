package io.sockee.transaction;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's transactions, where it has any. */
public final class Jta {
    private static final String TRANSACTION = "java:comp/UserTransaction";
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private Jta() {}

    /** The registry under its standard name (Jakarta Transactions 2.0, section 5). */
    @SuppressWarnings("BanJNDI") // the name is a constant of the standard
    public static Optional<TransactionSynchronizationRegistry> registry() {
        try {
            return Optional.of(InitialContext.doLookup(REGISTRY));
        } catch (NamingException e) {
            return Optional.empty(); // no Jakarta EE server, or one without transactions
        }
    }

    /** Sees to it that the transaction of this thread, if there is one, is rolled back in the end. */
    public static void markRollbackOnly() {
        registry()
                .filter(registry -> registry.getTransactionStatus() == Status.STATUS_ACTIVE)
                .ifPresent(TransactionSynchronizationRegistry::setRollbackOnly);
    }

    /** Rolls the transaction of this thread back. */
    @SuppressWarnings("BanJNDI") // the name is a constant of the standard
    static void rollBack() throws SystemException {
        UserTransaction transaction;
        try {
            transaction = InitialContext.doLookup(TRANSACTION);
        } catch (NamingException e) {
            throw new IllegalStateException("no " + TRANSACTION, e);
        }
        transaction.rollback();
    }
}
