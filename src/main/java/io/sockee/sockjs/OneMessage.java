package io.sockee.sockjs;

import org.jspecify.annotations.Nullable;

/**
 * Reads what nearly all payloads are: an array of one string without blanks, in one pass and without a parser. What is anything
 * else, or broken, is left to the parser, which knows why.
 */
final class OneMessage {
    private OneMessage() {}

    /** The string of {@code ["…"]}; null when the payload is not of this form. */
    static @Nullable String of(String json) {
        int end = json.length() - 2;
        if (end < 2 || json.charAt(0) != '[' || json.charAt(1) != '"' || json.charAt(end) != '"') {
            return null;
        }
        if (json.charAt(end + 1) != ']') {
            return null;
        }
        for (int i = 2; i < end; i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                return unescaped(json, i, end);
            }
            if (c < ' ' || c == '"') {
                return null;
            }
        }
        return json.substring(2, end);
    }

    private static @Nullable String unescaped(String json, int escape, int end) {
        StringBuilder text = new StringBuilder(end);
        int done = 2;
        int i = escape;
        while (i < end) {
            char c = json.charAt(i);
            if (c < ' ' || c == '"') {
                return null;
            }
            if (c != '\\') {
                i++;
                continue;
            }
            int length = json.charAt(i + 1) == 'u' ? 6 : 2;
            int decoded = i + length > end ? -1 : decoded(json, i + 1);
            if (decoded < 0) {
                return null;
            }
            text.append(json, done, i).append((char) decoded);
            i += length;
            done = i;
        }
        return text.append(json, done, end).toString();
    }

    /** The character of an escape, whose letter stands at a position; below 0 when there is no such escape. */
    private static int decoded(String json, int at) {
        return switch (json.charAt(at)) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex(json, at + 1);
            default -> -1;
        };
    }

    private static int hex(String json, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            char c = json.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
