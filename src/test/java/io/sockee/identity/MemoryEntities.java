package io.sockee.identity;

import io.sockee.persistence.Entities;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** The tables in a database of its own in memory, as the migrations make them; transactions without a server. */
final class MemoryEntities implements Entities, AutoCloseable {
    private final Connection open; // the database lives as long as it
    private final SessionFactory factory;

    MemoryEntities() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        try {
            open = DriverManager.getConnection(url);
            open.createStatement().execute(Files.readString(Path.of("sql", "h2", "V1__users_and_keys.sql")));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        factory = new Configuration()
                .addAnnotatedClass(UserAccount.class)
                .addAnnotatedClass(UserKey.class)
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.jdbc.time_zone", "UTC")
                .buildSessionFactory();
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

    /** One value of the database. */
    String value(String sql) {
        try (var rows = open.createStatement().executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getObject(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try {
            open.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        factory.close();
        try {
            open.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
