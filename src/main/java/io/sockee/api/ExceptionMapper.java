package io.sockee.api;

/**
 * A CDI bean that says what clients are told when a controller throws one of the application's own exceptions. Without
 * one they are told {@code Internal error.} and an id.
 *
 * <p>The mapper whose exception is nearest to the class of what was thrown is asked; when there is none for it, the one
 * for its cause, and so on. What is mapped is not logged.
 *
 * @param <E> the exception; two mappers for the same one stop the deployment
 */
@FunctionalInterface
public interface ExceptionMapper<E extends Throwable> {

    /** What the client is told. Runs on the thread of the call, after its transaction has ended; must not block. */
    RefusedException map(E exception);
}
