package io.sockee.api;

/**
 * The arguments that a client sent, as they came. Given to {@code emit} or {@code send}, they are passed on unchanged, binary
 * attachments included, without being parsed. Immutable; safe for any thread.
 */
public interface Arguments {

    /** {@return how many there are} */
    int size();

    /**
     * The text of an argument; binary data shows as its placeholder.
     *
     * @param index its position, from 0
     * @return valid JSON, as the client sent it
     * @throws RefusedException when there is no argument at that position
     */
    String json(int index);

    /**
     * An argument, bound to a type.
     *
     * @param index its position, from 0
     * @param type the type to bind it to
     * @param <T> the type
     * @return the argument
     * @throws RefusedException when it cannot be bound, or is missing; the message names the argument and what was expected
     */
    <T> T get(int index, Class<T> type);
}
