package io.sockee.delivery;

/** The database has not answered for a minute, so nobody waits any more. The change may still be made, or not. */
public final class HangingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HangingException() {
        super(
                "The database does not answer. Whether the message was accepted is not known. Try again later, with the same"
                        + " Idempotency-Key: without one it may be delivered twice.");
    }
}
