package io.sockee.persistence;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Runs work on entities, in transactions. Safe for any thread; blocks. */
@FunctionalInterface
public interface Entities {

    /**
     * Runs work in the transaction of the thread; if there is none, in one of its own, which is committed at the end, or rolled
     * back when the work throws.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached or serve; nothing was done
     * @throws OutcomeUnknownException when it is not known whether the commit was made, as when the connection broke in it
     */
    <T> T call(Function<EntityManager, T> work);
}
