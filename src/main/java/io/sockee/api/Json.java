package io.sockee.api;

/**
 * A piece of JSON as text. It is sent as it is, and an argument of this type is what the client sent to the last byte.
 * Received within another value, such as a record's component, it means the same but may be written differently: white
 * space, escapes.
 *
 * @param text valid JSON; what is not is sent as it is and breaks the message it is part of
 */
public record Json(String text) {

    /** An object without fields. */
    public static final Json EMPTY_OBJECT = new Json("{}");
}
