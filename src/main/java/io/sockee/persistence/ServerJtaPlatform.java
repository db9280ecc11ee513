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

/** The server's transactions, for Hibernate: by their standard names, but for the transaction manager, which has none. */
public final class ServerJtaPlatform implements JtaPlatform {
    private static final long serialVersionUID = 1L;
    private static final String WILDFLY = "java:jboss/TransactionManager";
    private static final String LIBERTY = "com.ibm.tx.jta.TransactionManagerFactory";

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

    /** Hibernate suspends transactions while it looks at the database's metadata; only the server's own names lead there. */
    @Override
    public TransactionManager retrieveTransactionManager() {
        try {
            return lookup(WILDFLY);
        } catch (IllegalStateException e) {
            return ofLiberty(e);
        }
    }

    private static TransactionManager ofLiberty(IllegalStateException notWildFly) {
        try {
            return (TransactionManager)
                    Class.forName(LIBERTY).getMethod("getTransactionManager").invoke(null);
        } catch (ReflectiveOperationException e) {
            notWildFly.addSuppressed(e);
            throw notWildFly;
        }
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
