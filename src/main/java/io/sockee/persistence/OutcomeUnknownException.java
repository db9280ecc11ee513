package io.sockee.persistence;

/**
 * The database did not say what has come of a commit: what was to be done has been done or has not. Whoever can find out has
 * to look; whoever tries again may do it twice.
 */
public final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
