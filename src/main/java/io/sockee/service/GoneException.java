package io.sockee.service;

/** Nothing can be sent to a client that has gone, which the application may not have heard of yet. */
final class GoneException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient ServiceConnection connection;

    GoneException(ServiceConnection connection, String message) {
        super(message);
        this.connection = connection;
    }

    boolean isOf(ServiceConnection other) {
        return connection == other;
    }
}
