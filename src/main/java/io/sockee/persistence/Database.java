package io.sockee.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a schema. They are opened, migrated and compared with the entities when the database is first reached, which
 * may be long after the start. Safe for any thread; blocks on the database.
 *
 * <p>There is no {@code persistence.xml} for them: containers open such units when they deploy, and fail when the database is
 * down; and the one such file that an application can have in its classes is the application's own.
 */
public final class Database implements Entities, AutoCloseable {

    /** Where the data source is, on every server. */
    public static final String DATA_SOURCE = "java:comp/env/jdbc/sockee";

    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);

    private volatile @Nullable ServerJtaPlatform platform; // not made before it is needed: Hibernate may not be there
    private final Schema schema;
    private final List<Class<?>> entities;
    private volatile @Nullable EntityManagerFactory factory;
    private @Nullable RuntimeException lastFailure; // guarded by this, as is the next field
    private long lastTried = System.nanoTime() - RETRY;

    /**
     * Sockee's own tables.
     *
     * @param entities the classes of all entities
     */
    public Database(List<Class<?>> entities) {
        this(entities, Schema.SOCKEE);
    }

    /**
     * The tables of a schema.
     *
     * @param entities the classes of all its entities
     */
    public Database(List<Class<?>> entities, Schema schema) {
        this.entities = List.copyOf(entities);
        this.schema = schema;
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        EntityManagerFactory open = open();
        ServerJtaPlatform platform = platform();
        try {
            return platform.getCurrentStatus() == Status.STATUS_NO_TRANSACTION
                    ? inTransaction(platform.retrieveTransactionManager(), open, work)
                    : with(open, work);
        } catch (OutcomeUnknownException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ConnectionFailure.isIn(e) ? ConnectionFailure.unavailable(e) : e;
        } catch (Exception e) { // not the work's: what can be wrong with that came to light with the flush
            throw ConnectionFailure.unavailable(e);
        }
    }

    private ServerJtaPlatform platform() {
        ServerJtaPlatform present = platform;
        if (present == null) {
            present = new ServerJtaPlatform(); // two threads may each make one, which is harmless
            platform = present;
        }
        return present;
    }

    /**
     * Runs work in a transaction of its own. Not by the UserTransaction, which is forbidden within a method with @Transactional,
     * even when that has no transaction.
     */
    private static <T> T inTransaction(
            TransactionManager transaction, EntityManagerFactory factory, Function<EntityManager, T> work)
            throws Exception {
        transaction.begin();
        boolean done = false;
        try {
            T result = with(factory, work);
            done = true;
            return result;
        } finally {
            if (done) {
                commit(transaction);
            } else {
                transaction.rollback();
            }
        }
    }

    private static void commit(TransactionManager transaction) throws Exception {
        if (transaction.getStatus()
                == Status.STATUS_MARKED_ROLLBACK) { // it took too long, and the server has given it up
            transaction.rollback();
            throw new RollbackException("The transaction was given up before its commit.");
        }
        try {
            transaction.commit();
        } catch (Exception e) {
            // Servers also say "rolled back" of a commit whose answer got lost: only what the database says counts.
            throw ConnectionFailure.isRefusal(e)
                    ? e
                    : new OutcomeUnknownException(
                            "The database did not say what has come of a commit: "
                                    + ConnectionFailure.rootOf(e).getMessage(),
                            e);
        }
    }

    private static <T> T with(EntityManagerFactory factory, Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            T result = work.apply(entities);
            entities.flush(); // an entity manager that is closed before the commit does not flush by itself
            return result;
        }
    }

    /**
     * An entity manager that works in the transaction of the thread. The caller closes it when that has ended.
     *
     * @throws DatabaseUnavailableException when there is no connection for it
     */
    public EntityManager entityManager() {
        EntityManager entities = open().createEntityManager();
        try {
            entities.unwrap(Session.class)
                    .doWork(connection -> {}); // takes a connection, so that its absence is told here
            return entities;
        } catch (RuntimeException e) {
            entities.close();
            throw ConnectionFailure.isIn(e) ? ConnectionFailure.unavailable(e) : e;
        }
    }

    /**
     * Opens the persistence unit, if it is not open.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached; the next call tries again
     * @throws SchemaException when it can, but cannot be used
     */
    public EntityManagerFactory open() {
        EntityManagerFactory present = factory;
        return present == null ? tryToOpen() : present;
    }

    private synchronized EntityManagerFactory tryToOpen() {
        if (factory != null) {
            return factory;
        }
        if (lastFailure != null && System.nanoTime() - lastTried < RETRY) {
            throw lastFailure;
        }
        try {
            factory = Opening.of(schema, entities, platform());
            lastFailure = null;
            return factory;
        } catch (DatabaseUnavailableException | SchemaException e) {
            lastFailure = e;
            throw e;
        } finally {
            lastTried = System.nanoTime();
        }
    }

    /** Whether the application has the data source, whether or not the database behind it can be reached or used. */
    @SuppressWarnings("BanJNDI")
    public static boolean isDefined() {
        try {
            return InitialContext.doLookup(DATA_SOURCE) instanceof DataSource;
        } catch (NameNotFoundException e) {
            return false;
        } catch (NamingException e) {
            return hasNames(); // then it is there, but something is wrong with it, which is told when it is opened
        }
    }

    /** Whether the server looks up names at all: Open Liberty does not without one of the features that bring it. */
    @SuppressWarnings("BanJNDI")
    private static boolean hasNames() {
        try {
            Object unused = InitialContext.doLookup("java:comp/env");
            return true;
        } catch (NamingException e) {
            return false;
        }
    }

    /** Whether the database is one in memory, so that its contents end with the server; false when it cannot be reached. */
    @SuppressWarnings("BanJNDI")
    public boolean isInMemory() {
        try {
            DataSource source = InitialContext.doLookup(DATA_SOURCE);
            try (Connection connection = source.getConnection()) {
                return connection.getMetaData().getURL().startsWith("jdbc:h2:mem:");
            }
        } catch (NamingException | SQLException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }
}
