package io.sockee.routing;

import io.sockee.api.RefusedException;

/** An argument is missing, one too many where that is refused, or not what the method takes; the message says which, and what was expected. */
final class BindingException extends RefusedException {
    private static final long serialVersionUID = 1L;

    BindingException(String message) {
        super(message);
    }
}
