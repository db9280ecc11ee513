package io.sockee.persistence;

import org.jspecify.annotations.Nullable;

/** The database cannot be asked at the moment. What was to be done was not done, and can be tried again. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
