package io.sockee.api;

/** What a client sends to be known by. It has secrets: nothing of it belongs into a log. Immutable; safe for any thread. */
public interface Credentials {

    /**
     * The client's parameters, bound to a type such as a record. Over HTTP Basic they are {@code {name, password}}.
     *
     * @param type the type to bind them to
     * @param <T> the type
     * @return the parameters
     * @throws RefusedException when they cannot be bound
     */
    <T> T as(Class<T> type);

    /** {@return the client's address} */
    String address();
}
