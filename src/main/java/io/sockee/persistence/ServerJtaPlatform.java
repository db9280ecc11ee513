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
 * The server's transactions, for Hibernate: by their standard names, except the transaction manager, which has none. What each
 * call needs is looked up only once. Safe for any thread.
 */
public final class ServerJtaPlatform implements JtaPlatform {
    private static final long serialVersionUID = 1L;
    private static final String WILDFLY = "java:jboss/TransactionManager";
    private static final String LIBERTY = "com.ibm.tx.jta.TransactionManagerFactory";

    /** Finds an object by its name. */
    @FunctionalInterface
    interface Directory {
        Object lookup(String name) throws NamingException;
    }

    private final transient Directory directory;
    private transient volatile @Nullable TransactionManager manager;
    private transient volatile @Nullable TransactionSynchronizationRegistry registry;

    /** That of the server. */
    @SuppressWarnings("BanJNDI") // the names are constants of the standard
    public ServerJtaPlatform() {
        this(InitialContext::doLookup);
    }

    ServerJtaPlatform(Directory directory) {
        this.directory = directory;
    }

    private Object lookup(String name) {
        try {
            return directory.lookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("no " + name, e);
        }
    }

    private TransactionSynchronizationRegistry registry() {
        TransactionSynchronizationRegistry present = registry;
        if (present == null) {
            present = (TransactionSynchronizationRegistry) lookup("java:comp/TransactionSynchronizationRegistry");
            registry = present;
        }
        return present;
    }

    /** By the server's own names. Hibernate needs it to suspend transactions while it reads the database's metadata. */
    @Override
    public TransactionManager retrieveTransactionManager() {
        TransactionManager present = manager;
        if (present == null) {
            present = findManager();
            manager = present;
        }
        return present;
    }

    private TransactionManager findManager() {
        try {
            return (TransactionManager) lookup(WILDFLY);
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
        return (UserTransaction) lookup("java:comp/UserTransaction");
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
