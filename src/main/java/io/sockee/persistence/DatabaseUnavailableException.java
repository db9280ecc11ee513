package io.sockee.persistence;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, or cannot serve, at the moment. Nothing was done; it can be tried again. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
