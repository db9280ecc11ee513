package io.sockee.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of any Jakarta EE server, by their standard names alone, for Hibernate. It has no transaction manager,
 * which no standard name leads to, and needs none.
 */
public final class ServerJtaPlatform implements JtaPlatform {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"BanJNDI", "TypeParameterUnusedInFormals"}) // the names are constants of the standard
    private static <T> T lookup(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("no " + name, e);
        }
    }

    private static TransactionSynchronizationRegistry registry() {
        return lookup("java:comp/TransactionSynchronizationRegistry");
    }

    @Override
    @SuppressWarnings("NullAway") // Hibernate then uses the user transaction
    public @Nullable TransactionManager retrieveTransactionManager() {
        return null;
    }

    @Override
    public UserTransaction retrieveUserTransaction() {
        return lookup("java:comp/UserTransaction");
    }

    @Override
    public Object getTransactionIdentifier(Transaction transaction) {
        return transaction;
    }

    @Override
    public boolean canRegisterSynchronization() {
        return getCurrentStatus() == Status.STATUS_ACTIVE;
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        registry().registerInterposedSynchronization(synchronization);
    }

    @Override
    public int getCurrentStatus() {
        return registry().getTransactionStatus();
    }
}
