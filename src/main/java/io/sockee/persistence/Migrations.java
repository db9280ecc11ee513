package io.sockee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables to the state that the entities need. Blocks. Several nodes may start at once: Flyway locks. */
final class Migrations {

    private Migrations() {}

    /**
     * Migrates.
     *
     * @throws SQLException when the database cannot be reached
     * @throws SchemaException when it can, but the migrations cannot be applied
     */
    static void apply(Schema schema, DataSource source) throws SQLException {
        apply(schema, source, Migrations.class.getClassLoader());
    }

    /** Migrates with the migrations of a class path. */
    static void apply(Schema schema, DataSource source, ClassLoader classPath) throws SQLException {
        Product product;
        try (Connection connection = source.getConnection()) {
            product = Product.of(connection);
        }
        apply(schema, product, classPath, database -> database.dataSource(source));
    }

    /**
     * Migrates a database of a given product.
     *
     * @param database sets where the database is
     */
    static void apply(
            Schema schema, Product product, ClassLoader classPath, UnaryOperator<FluentConfiguration> database)
            throws SQLException {
        MigrationFiles files = new MigrationFiles(classPath, product.folder(schema), schema.migrations());
        if (files.found() < schema.migrations().size()) {
            throw new SchemaException("Only " + files.found() + " of "
                    + schema.migrations().size() + " migrations were found at classpath:" + product.folder(schema)
                    + ": the class path is incomplete.");
        }
        try {
            migrate(configured(schema, product, classPath, database).load());
        } catch (FlywayException e) {
            if (ConnectionFailure.isIn(e)) {
                throw new SQLException(e.getMessage(), e);
            }
            throw new SchemaException("The database could not be migrated: " + e.getMessage(), e);
        }
    }

    /** Tries a second time if need be: Flyway locks a table that another server may just be creating. */
    private static void migrate(Flyway flyway) {
        try {
            Object unused = flyway.migrate();
        } catch (FlywayException first) {
            if (ConnectionFailure.isIn(first)) {
                throw first;
            }
            try {
                Object unused = flyway.migrate();
            } catch (FlywayException second) {
                first.addSuppressed(second);
                throw first;
            }
        }
    }

    static FluentConfiguration configured(
            Schema schema, Product product, ClassLoader classPath, UnaryOperator<FluentConfiguration> database) {
        return database.apply(Flyway.configure(MigrationFiles.withoutCallbacks(classPath)))
                // With both of these Flyway looks for nothing itself.
                .resourceProvider(new MigrationFiles(classPath, product.folder(schema), schema.migrations()))
                .javaMigrationClassProvider(List::of)
                .callbackLocations(new Location[0])
                .table(schema.history())
                // A database may have tables of the application, or Sockey's own after the move.
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }
}
