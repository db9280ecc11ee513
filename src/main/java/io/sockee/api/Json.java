package io.sockee.api;

/**
 * A piece of JSON as text, sent and received unchanged.
 *
 * @param text valid JSON; what is not is sent as it is and breaks the message it is part of
 */
public record Json(String text) {

    /** An object without fields. */
    public static final Json EMPTY_OBJECT = new Json("{}");
}
