package io.sockee.persistence;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Reaches entities, in transactions. Safe for any thread. */
@FunctionalInterface
public interface Entities {

    /**
     * Runs work in the transaction of the thread, or in one of its own that is committed at the end.
     *
     * @throws DatabaseUnavailableException when the database cannot be asked; nothing was done
     * @throws OutcomeUnknownException when the connection broke in the commit, or something else hid what has come of it
     */
    <T> T call(Function<EntityManager, T> work);
}
