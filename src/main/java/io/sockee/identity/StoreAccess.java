package io.sockee.identity;

import io.sockee.identity.AuthException.Kind;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.Entities;
import io.sockee.persistence.SchemaException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;

/** Reaches the store, each time in a transaction. */
final class StoreAccess {
    private static final Logger LOG = System.getLogger(StoreAccess.class.getName());

    private final Entities entities;

    StoreAccess(Entities entities) {
        this.entities = entities;
    }

    /**
     * Runs work on the store.
     *
     * @throws AuthException of the kind UNAVAILABLE when the database cannot be asked
     */
    <T> T call(Function<UserStore, T> work) {
        try {
            return entities.call(manager -> work.apply(new UserStore(manager)));
        } catch (DatabaseUnavailableException | SchemaException e) {
            LOG.log(Level.WARNING, e.getMessage());
            throw new AuthException(Kind.UNAVAILABLE, "The database is not available. Try again later.");
        }
    }
}
