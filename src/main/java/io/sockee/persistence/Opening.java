package io.sockee.persistence;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.tool.schema.spi.SchemaManagementException;

/**
 * One attempt to open the tables of a schema: they are migrated, and then compared with the entities. Blocks.
 *
 * @param entities the classes of all entities of the schema
 */
record Opening(Schema schema, List<Class<?>> entities, ServerJtaPlatform platform) {
    private static final Logger LOG = System.getLogger(Database.class.getName());

    private static final String NO_DRIVER = "DSRA4000E";

    /** How long an answer of the database may take; ordinary ones take milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The same for migrations, which may have to make an index of a large table. */
    private static final Duration PATIENCE_FOR_MIGRATIONS = Duration.ofMinutes(10);

    /**
     * Opens them.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached
     * @throws SchemaException when it can, but cannot be used
     */
    static EntityManagerFactory of(Schema schema, List<Class<?>> entities, ServerJtaPlatform platform) {
        return new Opening(schema, entities, platform).outsideOfTransactions();
    }

    /** Opens without the thread's transaction: migrations commit by themselves, which a connection in a transaction cannot. */
    private EntityManagerFactory outsideOfTransactions() {
        if (platform.getCurrentStatus() == Status.STATUS_NO_TRANSACTION) {
            return open();
        }
        TransactionManager transactions = platform.retrieveTransactionManager();
        try {
            Transaction suspended = transactions.suspend();
            try {
                return open();
            } finally {
                transactions.resume(suspended);
            }
        } catch (SystemException | InvalidTransactionException e) {
            throw new IllegalStateException("The transaction cannot be suspended.", e);
        }
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private EntityManagerFactory open() {
        try {
            DataSource source = InitialContext.doLookup(Database.DATA_SOURCE);
            Migrations.apply(schema, new ImpatientSource(source, false, PATIENCE_FOR_MIGRATIONS));
            boolean isolate = Isolation.mustBeSet(new ImpatientSource(source, false, PATIENCE), platform);
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
            throw new SchemaException(
                    "There is no data source " + Database.DATA_SOURCE + ": define it on the server.", e);
        } catch (NamingException e) {
            throw unusable(e);
        } catch (SQLException e) {
            throw ConnectionFailure.unavailable(e);
        } catch (PersistenceException e) {
            throw ConnectionFailure.isIn(e)
                    ? ConnectionFailure.unavailable(e)
                    : new SchemaException("The entities cannot be used.", e);
        }
    }

    /** Open Liberty finds a driver by the beginning of the URL, and speaks of the library where it finds none. */
    static SchemaException unusable(NamingException failure) {
        String reason = String.valueOf(ConnectionFailure.rootOf(failure).getMessage());
        return new SchemaException(
                "The data source " + Database.DATA_SOURCE + " cannot be used: " + reason
                        + (reason.contains(NO_DRIVER)
                                ? " If the driver's JARs are there, the URL begins with no driver's name: jdbc:h2:,"
                                        + " jdbc:mariadb:, jdbc:postgresql:."
                                : ""),
                failure);
    }

    private Configuration configuration(DataSource source) {
        Configuration configuration = new Configuration();
        entities.forEach(configuration::addAnnotatedClass);
        Map<String, Object> properties = Map.of(
                "hibernate.connection.datasource", source,
                "hibernate.transaction.coordinator_class", "jta",
                "hibernate.transaction.jta.platform", platform,
                "hibernate.jdbc.batch_size", "50",
                "hibernate.order_inserts", "true", // else a row of another table ends a batch
                "hibernate.order_updates", "true",
                "hibernate.jdbc.time_zone", "UTC",
                // What a transaction reads and writes are its own: nothing is shared between nodes.
                "hibernate.cache.use_second_level_cache", "false",
                "jakarta.persistence.validation.mode", "none");
        properties.forEach((key, value) -> configuration.getProperties().put(key, value));
        return configuration;
    }
}
