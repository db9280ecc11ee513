package io.sockee.identity;

import java.util.Collection;

/**
 * Is told when logins end, so that their sockets can be ended. Called on the thread that ended them, after the work in the
 * database; if that thread is in a transaction of its caller, this has not been committed yet.
 */
@FunctionalInterface
public interface LoginEnds {

    /**
     * Logins have ended.
     *
     * @param logins their ids
     */
    void ended(Collection<Long> logins);
}
