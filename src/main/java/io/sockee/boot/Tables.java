package io.sockee.boot;

import io.sockee.delivery.DeviceSweep;
import io.sockee.identity.Identity;
import io.sockee.persistence.Database;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.SchemaException;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;

/** Sockee's own tables, for all parts that have some. */
@ApplicationScoped
public class Tables {
    private static final Logger LOG = System.getLogger(Tables.class.getName());
    private static final List<Class<?>> USERS = Identity.entities();

    private final Database database = new Database(
            Stream.concat(USERS.stream(), DeviceSweep.entities().stream()).toList());

    /**
     * Opens the database. One that is down may come up later; one that is wrong has to be mended first.
     *
     * @throws DeploymentException when it can be reached and cannot be used
     */
    Database open() {
        try {
            Object unused = database.open();
        } catch (DatabaseUnavailableException e) {
            LOG.log(Level.WARNING, "{0} What needs it is refused until it can be.", e.getMessage());
        } catch (SchemaException e) {
            LOG.log(Level.ERROR, "The database cannot be used", e);
            throw new DeploymentException(String.valueOf(e.getMessage()));
        }
        return database;
    }

    void close() {
        database.close();
    }
}
