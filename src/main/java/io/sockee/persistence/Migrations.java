package io.sockee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables to the state that the entities need. Safe where several nodes start at once: Flyway locks. */
final class Migrations {

    /** How many of Sockee's own there are for each database. */
    static final int COUNT = 4;

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

    /** Migrates, by the migrations that a class path has. */
    static void apply(Schema schema, DataSource source, ClassLoader classPath) throws SQLException {
        Product product;
        try (Connection connection = source.getConnection()) {
            product = Product.of(connection);
        }
        apply(schema, product, Flyway.configure(classPath).dataSource(source));
    }

    /** Migrates a database that is known to be of a product. */
    static void apply(Schema schema, Product product, FluentConfiguration database) throws SQLException {
        Flyway flyway = configured(schema, product, database).load();
        try {
            // Not what the database's history has besides: a beginning, or migrations that were once here.
            long found = Stream.of(flyway.info().all())
                    .filter(migration -> migration.getType() == CoreMigrationType.SQL)
                    .filter(migration -> migration.getState().isResolved())
                    .count();
            if (found < schema.count()) {
                throw new SchemaException("Only " + found + " of " + schema.count() + " migrations were found at "
                        + product.location(schema) + ": the class path is incomplete.");
            }
            migrate(flyway);
        } catch (FlywayException e) {
            if (ConnectionFailure.isIn(e)) {
                throw new SQLException(e.getMessage(), e);
            }
            throw new SchemaException("The database could not be migrated: " + e.getMessage(), e);
        }
    }

    /** Twice if need be: Flyway has its lock on a table that another server may be making at this moment. */
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

    static FluentConfiguration configured(Schema schema, Product product, FluentConfiguration database) {
        String location = product.location(schema);
        return database.locations(location)
                .callbackLocations(location) // its own default is looked for in vain, and logged as an error
                .table(schema.history())
                // A database may have tables of the application, or Sockey's own after the move.
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }
}
