package io.sockee.delivery;

/** More waits to be stored than may. Nothing was done. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
        super("The server is busy. Nothing was accepted. Try again later.");
    }
}
