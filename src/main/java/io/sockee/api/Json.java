package io.sockee.api;

/**
 * A piece of JSON as text. It is sent as it is, and an argument of this type is exactly the text that the client sent. Within
 * another value, such as a record's component, it has the same meaning but perhaps other white space and escapes.
 *
 * @param text valid JSON. It is not checked: an invalid text is sent as it is, and makes the whole message invalid
 */
public record Json(String text) {

    /** An object without fields. */
    public static final Json EMPTY_OBJECT = new Json("{}");
}
