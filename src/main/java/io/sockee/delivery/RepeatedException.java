package io.sockee.delivery;

/** A request has the Idempotency-Key of an earlier one that asked for something else. Nothing was done. */
public final class RepeatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RepeatedException() {
        super("This Idempotency-Key was used for another request.");
    }
}
