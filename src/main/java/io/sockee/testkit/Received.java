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

    /** The first argument, bound to a type. */
    public <T> T get(Class<T> type) {
        return arguments.get(0, type);
    }

    /** The argument at a position from 0, bound to a type. */
    public <T> T get(int index, Class<T> type) {
        return arguments.get(index, type);
    }
}
