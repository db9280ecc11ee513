package io.sockee.routing;

import io.sockee.api.RefusedException;

/** The caller may not call a method, by its annotations. */
final class AccessException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final boolean known;

    /**
     * @param known whether it is a user who may not; else nobody is logged in
     */
    AccessException(boolean known) {
        super(known ? Access.NOT_ALLOWED : Access.NOT_LOGGED_IN);
        this.known = known;
    }

    boolean isKnown() {
        return known;
    }
}
