package io.sockee.api;

/**
 * The arguments that a client sent, as they came. Given to {@code emit} or {@code send}, they are passed on byte for
 * byte, binary attachments included, without being parsed.
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
     * @param type what it is to become
     * @param <T> the same
     * @return the argument
     * @throws RefusedException when it cannot be; the message names the argument and what was expected
     */
    <T> T get(int index, Class<T> type);
}
