package io.sockee.testkit;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;

/**
 * An event that a client received.
 *
 * @param event its name
 * @param arguments its arguments
 * @param ack answers it, if the server asked for an answer
 */
public record Received(String event, Arguments arguments, Ack ack) {

    /**
     * The first argument, bound to a type.
     *
     * @param type what it is to become
     * @param <T> the same
     * @return the argument
     */
    public <T> T get(Class<T> type) {
        return arguments.get(0, type);
    }

    /**
     * An argument, bound to a type.
     *
     * @param index its position, from 0
     * @param type what it is to become
     * @param <T> the same
     * @return the argument
     */
    public <T> T get(int index, Class<T> type) {
        return arguments.get(index, type);
    }
}
