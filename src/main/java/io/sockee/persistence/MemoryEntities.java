package io.sockee.persistence;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;

/**
 * Tables in a database of their own, in memory, made by the migrations, with transactions that need no server. For tests: it is
 * in the JAR of the test kit, not on a server. H2 has to be on the class path.
 */
public final class MemoryEntities implements Entities, AutoCloseable {
    /** A connection for each transaction: in memory that costs nothing, and Hibernate's own pool comes with a warning. */
    private record Unpooled(String url) implements ConnectionProvider {
        private static final long serialVersionUID = 1L;

        @Override
        public Connection getConnection() throws SQLException {
            return DriverManager.getConnection(url);
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnknownUnwrapTypeException(type);
        }
    }

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final Connection open; // keeps the database alive
    private final SessionFactory factory;

    /**
     * Makes the tables.
     *
     * @param entities the classes of all entities
     */
    public MemoryEntities(List<Class<?>> entities) {
        open = connect();
        migrate();
        Configuration configuration = new Configuration();
        entities.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("hibernate.connection.provider_class", new Unpooled(url));
        factory = configuration
                .setProperty("hibernate.jdbc.time_zone", "UTC")
                .setProperty("jakarta.persistence.validation.mode", "none")
                .buildSessionFactory();
    }

    private void migrate() {
        try {
            Migrations.apply(
                    Schema.SOCKEE,
                    Product.H2,
                    MemoryEntities.class.getClassLoader(),
                    database -> database.dataSource(url, "", ""));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Users in memory need H2: add com.h2database:h2 to the test dependencies.", e);
        }
    }

    /** A connection beside the entities, open as long as they are. */
    public Connection connection() {
        return open;
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        return factory.fromTransaction(work::apply);
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
