package io.sockee.routing;

/** The application cannot start; the message says what is wrong, where, and what to do. */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }
}
