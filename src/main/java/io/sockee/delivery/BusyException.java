package io.sockee.delivery;

/** Too many requests wait to be stored. Nothing was done for this one. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
        super("The server is busy. Nothing was accepted. Try again later.");
    }
}
