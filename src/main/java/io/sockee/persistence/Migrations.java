package io.sockee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;

/** Brings the schema to the state that the entities need. Safe where several nodes start at once: Flyway locks. */
final class Migrations {

    /** How many of Sockee's own there are for each database. */
    static final int COUNT = 1;

    private Migrations() {}

    /**
     * Migrates.
     *
     * @throws SQLException when the database cannot be reached
     * @throws SchemaException when it can, but the migrations cannot be applied
     */
    static void apply(Schema schema, DataSource source) throws SQLException {
        String location;
        try (Connection connection = source.getConnection()) {
            location = Product.of(connection).location(schema);
        }
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations(location)
                .callbackLocations(location) // its own default is looked for in vain, and logged as an error
                .table(schema.history())
                // A database may have tables of the application, or Sockey's own after the move.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            MigrationInfoService before = flyway.info();
            if (before.all().length < schema.count()) {
                throw new SchemaException("Only " + before.all().length + " of " + schema.count()
                        + " migrations were found at " + location + ": the class path is incomplete.");
            }
            Object unused = flyway.migrate();
        } catch (FlywayException e) {
            throw new SchemaException("The database could not be migrated: " + e.getMessage(), e);
        }
    }
}
