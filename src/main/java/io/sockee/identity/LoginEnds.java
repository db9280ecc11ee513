package io.sockee.identity;

import java.util.Collection;

/**
 * Is told when logins end, so that what they had opened can be closed. On the thread that ended them, after the work in the
 * database; where the caller had begun a transaction before, that is yet to be committed.
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
