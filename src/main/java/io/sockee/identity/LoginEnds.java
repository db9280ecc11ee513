package io.sockee.identity;

import java.util.Collection;

/** Is told when logins end, so that what they had opened can be closed. On the thread that ended them, after the commit. */
public interface LoginEnds {

    /**
     * Logins have ended.
     *
     * @param digests those of their tokens
     */
    void ended(Collection<String> digests);
}
