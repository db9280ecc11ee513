package io.sockee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the schema to the state that the entities need. Safe where several nodes start at once: Flyway locks. */
final class Migrations {

    /** How many there are for each database. A class path that hides some must not pass for an empty one. */
    static final int COUNT = 1;

    private static final String TABLE = "sockee_schema_history";

    private Migrations() {}

    /**
     * Migrates.
     *
     * @throws SQLException when the database cannot be reached
     * @throws SchemaException when it can, but the migrations cannot be applied
     */
    static void apply(DataSource source) throws SQLException {
        Product product;
        try (Connection connection = source.getConnection()) {
            product = Product.of(connection);
        }
        apply(product, configure().dataSource(source));
    }

    static FluentConfiguration configure() {
        return Flyway.configure(Migrations.class.getClassLoader());
    }

    /** Migrates a database that is known to be of a product. */
    static void apply(Product product, FluentConfiguration database) {
        Flyway flyway = database.locations(product.location())
                .callbackLocations(product.location()) // its own default is looked for in vain, and logged as an error
                .table(TABLE)
                // A database may have tables of the application, or Sockey's own after the move.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            MigrationInfoService before = flyway.info();
            if (before.all().length < COUNT) {
                throw new SchemaException("Only " + before.all().length + " of " + COUNT + " migrations were found at "
                        + product.location() + ": the class path is incomplete.");
            }
            Object unused = flyway.migrate();
        } catch (FlywayException e) {
            throw new SchemaException("The database could not be migrated: " + e.getMessage(), e);
        }
    }
}
