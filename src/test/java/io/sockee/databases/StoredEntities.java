package io.sockee.databases;

import io.sockee.persistence.Entities;
import io.sockee.persistence.ReadCommitted;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** The tables in a database of their own; transactions without a server. */
public final class StoredEntities implements Entities, AutoCloseable {
    private final KeptConnections connections;
    private final SessionFactory factory;

    /**
     * @param classes the entities
     */
    public StoredEntities(DatabaseAddress database, List<Class<?>> classes) {
        connections = new KeptConnections(database.source());
        Configuration configuration = new Configuration()
                .setProperty("hibernate.jdbc.time_zone", "UTC")
                .setProperty("hibernate.jdbc.batch_size", "50")
                .setProperty("hibernate.order_inserts", "true")
                .setProperty("hibernate.order_updates", "true");
        // As on a server: MariaDB's own level is another one.
        configuration.getProperties().put("hibernate.connection.datasource", ReadCommitted.of(connections.source()));
        classes.forEach(configuration::addAnnotatedClass);
        factory = configuration.buildSessionFactory();
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            boolean done = false;
            try {
                T result = work.apply(entities);
                done = true;
                return result;
            } finally {
                if (done) {
                    entities.getTransaction().commit();
                } else {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    /** Compares the tables with the entities. */
    public void validate() {
        factory.getSchemaManager().validateMappedObjects();
    }

    @Override
    public void close() {
        factory.close();
        connections.close();
    }
}
