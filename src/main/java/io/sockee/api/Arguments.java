package io.sockee.api;

/**
 * The arguments that a client sent, as they came. Given to {@code emit} or {@code send}, they are passed on byte for
 * byte, binary attachments included, without being parsed.
 */
public interface Arguments {

    /** How many there are. */
    int size();

    /** The JSON text of the argument at a position from 0; binary data shows as its placeholder. */
    String json(int index);

    /**
     * The argument at a position from 0, bound to a type.
     *
     * @throws RefusedException when it cannot be; the message names the argument and what was expected
     */
    <T> T get(int index, Class<T> type);
}
