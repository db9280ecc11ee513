package io.sockee.api;

/**
 * A CDI bean that says what clients are told when a controller throws one of the application's own exceptions. Without a
 * mapper they are told {@code Internal error.} and an id.
 *
 * <p>The mapper whose exception is nearest to the class of what was thrown is asked; when there is none for it, the one
 * for its cause, and so on. What is mapped is not logged.
 *
 * @param <E> the exception; with two mappers for the same one the application does not start
 */
@FunctionalInterface
public interface ExceptionMapper<E extends Throwable> {

    /**
     * Says what the client is told. Runs on the thread of the call, after its transaction has ended; must not block.
     *
     * @param exception what was thrown, or one of its causes
     * @return the refusal that is told in its place
     */
    RefusedException map(E exception);
}
