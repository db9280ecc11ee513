package io.sockee.persistence;

import org.jspecify.annotations.Nullable;

/** The database can be reached, but is not what Sockee needs, which only its owner can change. Trying again does not help. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    SchemaException(String message) {
        super(message);
    }
}
