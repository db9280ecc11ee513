package io.sockee.boot;

import io.sockee.delivery.DeviceSweep;
import io.sockee.identity.Identity;
import io.sockee.persistence.Database;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.SchemaException;
import io.sockee.routing.DeploymentException;
import io.sockee.session.MemorySessions;
import io.sockee.session.SessionStore;
import io.sockee.session.StoredSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sockee's own tables, for all parts that need some. An application without users and sites need not have the libraries for
 * them: no class of these is loaded before the tables are opened, not even by the container's proxy of this bean.
 */
@ApplicationScoped
public class Tables {
    private static final Logger LOG = System.getLogger(Tables.class.getName());

    /** How many sessions are kept in memory; of more, the one that was changed longest ago ends. */
    private static final int MOST_IN_MEMORY = 10_000;

    private @Nullable Database database; // opened at the start, by the thread that starts

    /**
     * Opens the database, once for all parts. Blocks. If it cannot be reached, that is logged, and tried again with each use.
     *
     * @throws DeploymentException when it can be reached and cannot be used
     */
    Database open() {
        Database tables = database;
        if (tables == null) {
            tables = new Database(Stream.of(Identity.entities(), DeviceSweep.entities(), StoredSessions.entities())
                    .flatMap(List::stream)
                    .toList());
            database = tables;
        }
        try {
            Object unused = tables.open();
        } catch (DatabaseUnavailableException e) {
            LOG.log(Level.WARNING, "{0} What needs it is refused until it can be.", e.getMessage());
        } catch (SchemaException e) {
            LOG.log(Level.ERROR, "The database cannot be used", e);
            throw new DeploymentException(String.valueOf(e.getMessage()));
        }
        return tables;
    }

    /** Where sessions are kept: in the tables or, without a data source, in memory. Blocks. */
    SessionStore sessions() {
        return Database.isDefined() ? new StoredSessions(open()) : new MemorySessions(MOST_IN_MEMORY);
    }

    /** The tables, if anything needs them. */
    Optional<Database> opened() {
        return Optional.ofNullable(database);
    }

    void close() {
        if (database != null) {
            database.close();
        }
    }
}
