package io.sockee.routing;

import io.sockee.api.RefusedException;

/**
 * An argument is missing, is not what the method takes, or is one too many where that is refused. The message, which the client
 * gets, says which argument and what was expected, and quotes nothing of it.
 */
final class BindingException extends RefusedException {
    private static final long serialVersionUID = 1L;

    BindingException(String message) {
        super(message);
    }
}
