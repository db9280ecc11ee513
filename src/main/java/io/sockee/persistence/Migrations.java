package io.sockee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the schema to the state that the entities need. On MariaDB, MySQL and PostgreSQL several servers may start at once: Flyway locks. */
final class Migrations {

    /** How many there are for each database. A class path that hides some must not pass for an empty one. */
    static final int COUNT = 2;

    private static final String TABLE = "sockee_schema_history";

    private Migrations() {}

    /**
     * Migrates.
     *
     * @throws SQLException when the database cannot be reached
     * @throws SchemaException when it can, but the migrations cannot be applied
     */
    static void apply(DataSource source) throws SQLException {
        apply(source, Migrations.class.getClassLoader());
    }

    /** Migrates, by the migrations that a class path has. */
    static void apply(DataSource source, ClassLoader classPath) throws SQLException {
        Product product;
        try (Connection connection = source.getConnection()) {
            product = Product.of(connection);
        }
        Flyway flyway = configured(source, product, classPath).load();
        try {
            // Not what the database's history has besides: a beginning, or migrations that were once here.
            long found = Stream.of(flyway.info().all())
                    .filter(migration -> migration.getType() == CoreMigrationType.SQL)
                    .filter(migration -> migration.getState().isResolved())
                    .count();
            if (found < COUNT) {
                throw new SchemaException("Only " + found + " of " + COUNT + " migrations were found at "
                        + product.location() + ": the class path is incomplete.");
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

    static FluentConfiguration configured(DataSource source, Product product, ClassLoader classPath) {
        return Flyway.configure(classPath)
                .dataSource(source)
                .locations(product.location())
                .callbackLocations(product.location()) // its own default is looked for in vain, and logged as an error
                .table(TABLE)
                // A database may have tables of the application, or Sockey's own after the move.
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }
}
