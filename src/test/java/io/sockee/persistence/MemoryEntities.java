package io.sockee.persistence;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** The tables in a database of its own in memory, as the migrations make them; transactions without a server. */
public final class MemoryEntities implements Entities, AutoCloseable {
    private final Connection open; // the database lives as long as it
    private final SessionFactory factory;

    /**
     * @param classes the entities
     */
    public MemoryEntities(List<Class<?>> classes) {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        try {
            open = DriverManager.getConnection(url);
            for (Path migration : migrations()) {
                open.createStatement().execute(Files.readString(migration));
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.connection.pool_size", "20")
                .setProperty("hibernate.jdbc.time_zone", "UTC")
                .setProperty("hibernate.jdbc.batch_size", "50")
                .setProperty("hibernate.hbm2ddl.auto", "validate");
        classes.forEach(configuration::addAnnotatedClass);
        factory = configuration.buildSessionFactory();
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sql", "h2"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
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
    public String value(String sql) {
        try (var rows = open.createStatement().executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getObject(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement. */
    public void execute(String sql) {
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
