package io.sockee.persistence;

/**
 * It is not known whether a commit was made: its work has been done, or nothing has. The caller has to find out if it can; if it
 * tries again, the work may be done twice.
 */
public final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
