package io.sockee.socketio;

/**
 * Text that has a UTF-8 form. A lone surrogate, which a client can send as an escape and a controller send on as a
 * character, has none: a container may replace it or drop the connection of whoever receives it. In JSON it is written
 * as an escape, as JavaScript's {@code JSON.stringify} does.
 */
final class WellFormed {
    private WellFormed() {}

    /** The packet, its lone surrogates escaped; they can only be within JSON strings. */
    static String text(StringBuilder packet) {
        String text = packet.toString();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    private static String escaped(String text, int from) {
        StringBuilder result = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                result.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                result.append(c).append(text.charAt(++i));
            } else {
                result.append("\\u").append(Integer.toHexString(c));
            }
        }
        return result.toString();
    }
}
