package io.sockee.persistence;

/** The database cannot be asked at the moment. What was to be done was not done, and can be tried again. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
