package io.sockee.routing;

import io.sockee.api.RefusedException;

/** What a client is told of a failure that nobody expected: an id, which is in the log. */
final class FailedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
        super(message);
    }
}
