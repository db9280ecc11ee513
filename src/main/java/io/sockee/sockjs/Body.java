package io.sockee.sockjs;

import io.sockee.websocket.Utf8;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body of a POST that brings messages: their JSON, in a form's field {@code d} or as it is. */
public final class Body {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FIELD = "d=";

    private static final String BROKEN = "\ufffd"; // which is no JSON: the client is told so

    private Body() {}

    /**
     * Reads it.
     *
     * @param type the header {@code Content-Type}; of other bodies than forms it may be anything
     * @param mayBeForm whether it may be a form
     */
    public static MessageReader.Result read(
            byte[] body, @Nullable String type, boolean mayBeForm, MessageReader reader) {
        if (!Utf8.isWellFormed(body)) {
            return MessageReader.BROKEN; // else different texts became one
        }
        String text = new String(body, StandardCharsets.UTF_8);
        boolean form = mayBeForm && type != null && type.strip().regionMatches(true, 0, FORM, 0, FORM.length());
        return reader.payload(form ? field(text) : text);
    }

    /** A text whose characters are the bytes of another one. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The field's value; empty when there is none. */
    private static String field(String form) {
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith(FIELD)) {
                String value = pair.substring(FIELD.length());
                try {
                    // Each byte a character first, so that what is no UTF-8 does not become the same text as something
                    // else.
                    byte[] bytes = URLDecoder.decode(utf8(value), StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
                    return Utf8.isWellFormed(bytes) ? new String(bytes, StandardCharsets.UTF_8) : BROKEN;
                } catch (IllegalArgumentException e) {
                    return value; // which is no JSON: the client is told so
                }
            }
        }
        return "";
    }
}
