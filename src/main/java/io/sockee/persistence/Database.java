package io.sockee.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a schema. They are opened when the database is first reached, which may be long after the start, and then
 * migrated and compared with the entities. Safe for any thread.
 *
 * <p>No {@code persistence.xml} names them: containers open such units when they deploy, and fail when the database is
 * down, and one application can have but one such file in its classes, which is the application's own.
 */
public final class Database implements Entities, AutoCloseable {

    /** Where the data source is, on every server. */
    public static final String DATA_SOURCE = "java:comp/env/jdbc/sockee";

    private static final Logger LOG = System.getLogger(Database.class.getName());
    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);

    /** How long an answer of the database may take; what is asked here is answered in milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The same while it migrates: that may mean to make an index of a large table. */
    private static final Duration PATIENCE_FOR_MIGRATIONS = Duration.ofMinutes(10);

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
            throw ConnectionFailure.isIn(e) ? unavailable(e) : e;
        } catch (Exception e) { // not the work's: what can be wrong with that came to light with the flush
            throw unavailable(e);
        }
    }

    private ServerJtaPlatform platform() {
        ServerJtaPlatform present = platform;
        if (present == null) {
            present = new ServerJtaPlatform(); // one too many is no harm
            platform = present;
        }
        return present;
    }

    /**
     * In a transaction of its own. Not by the UserTransaction: where @Transactional surrounds the caller, it is forbidden,
     * even without a transaction.
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
            // Servers say "rolled back" of a commit whose answer got lost, too: only the database's own word counts.
            throw ConnectionFailure.isRefusal(e)
                    ? e
                    : new OutcomeUnknownException(
                            "The database did not say what has come of a commit: "
                                    + rootOf(e).getMessage(),
                            e);
        }
    }

    private static <T> T with(EntityManagerFactory factory, Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            T result = work.apply(entities);
            entities.flush(); // one that is closed before the commit does not do so by itself
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
                    .doWork(connection -> {}); // takes one: its absence is told here, by this name
            return entities;
        } catch (RuntimeException e) {
            entities.close();
            throw ConnectionFailure.isIn(e) ? unavailable(e) : e;
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
            factory = openOutsideOfTransactions();
            lastFailure = null;
            return factory;
        } catch (DatabaseUnavailableException | SchemaException e) {
            lastFailure = e;
            throw e;
        } finally {
            lastTried = System.nanoTime();
        }
    }

    /** Migrations commit by themselves, which no connection does that belongs to a transaction of the server. */
    private EntityManagerFactory openOutsideOfTransactions() {
        ServerJtaPlatform platform = new ServerJtaPlatform();
        if (platform.getCurrentStatus() == Status.STATUS_NO_TRANSACTION) {
            return reallyOpen();
        }
        TransactionManager transactions = platform.retrieveTransactionManager();
        try {
            Transaction suspended = transactions.suspend();
            try {
                return reallyOpen();
            } finally {
                transactions.resume(suspended);
            }
        } catch (SystemException | InvalidTransactionException e) {
            throw new IllegalStateException("The transaction cannot be suspended.", e);
        }
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private EntityManagerFactory reallyOpen() {
        try {
            DataSource source = InitialContext.doLookup(DATA_SOURCE);
            Migrations.apply(schema, new ImpatientSource(source, false, PATIENCE_FOR_MIGRATIONS));
            boolean isolate = Isolation.mustBeSet(new ImpatientSource(source, false, PATIENCE), platform());
            SessionFactory opened = configuration(new ImpatientSource(source, isolate, PATIENCE))
                    .buildSessionFactory();
            AnnotationMemory.forget(opened);
            try {
                opened.getSchemaManager().validateMappedObjects();
            } catch (RuntimeException e) {
                opened.close();
                throw e instanceof SchemaManagementException
                        ? new SchemaException("The tables differ from what Sockee needs: " + e.getMessage(), e)
                        : e;
            }
            LOG.log(Level.INFO, "The database is ready.");
            return opened;
        } catch (NameNotFoundException e) {
            throw new SchemaException("There is no data source " + DATA_SOURCE + ": define it on the server.", e);
        } catch (NamingException e) {
            throw new SchemaException(
                    "The data source " + DATA_SOURCE + " cannot be used: "
                            + rootOf(e).getMessage(),
                    e);
        } catch (SQLException e) {
            throw unavailable(e);
        } catch (PersistenceException e) {
            throw ConnectionFailure.isIn(e) ? unavailable(e) : new SchemaException("The entities cannot be used.", e);
        }
    }

    private Configuration configuration(DataSource source) {
        Configuration configuration = new Configuration();
        entities.forEach(configuration::addAnnotatedClass);
        Map<String, Object> properties = Map.of(
                "hibernate.connection.datasource", source,
                "hibernate.transaction.coordinator_class", "jta",
                "hibernate.transaction.jta.platform", platform(),
                "hibernate.jdbc.batch_size", "50",
                "hibernate.order_inserts", "true", // else a batch ends where another table's row comes in between
                "hibernate.order_updates", "true",
                "hibernate.jdbc.time_zone", "UTC",
                // What a transaction reads and writes are its own: nothing is shared between nodes.
                "hibernate.cache.use_second_level_cache", "false",
                "jakarta.persistence.validation.mode", "none");
        properties.forEach((key, value) -> configuration.getProperties().put(key, value));
        return configuration;
    }

    private static DatabaseUnavailableException unavailable(Exception cause) {
        return new DatabaseUnavailableException(
                "The database cannot be reached: " + rootOf(cause).getMessage(), cause);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Whether the application has the data source; says nothing of the database behind it, nor whether it can be used. */
    @SuppressWarnings("BanJNDI")
    public static boolean isDefined() {
        try {
            return InitialContext.doLookup(DATA_SOURCE) instanceof DataSource;
        } catch (NameNotFoundException e) {
            return false;
        } catch (NamingException e) {
            return true; // it has, and something is wrong with it: whoever opens it is told what
        }
    }

    /** Whether what is stored ends with the server, as far as that can be seen: the database has to be there. */
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
