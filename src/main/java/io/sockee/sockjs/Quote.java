package io.sockee.sockjs;

/**
 * JSON strings as SockJS writes them: what browsers and proxies are known to spoil in transit is escaped, and so are lone
 * surrogates, which have no UTF-8 (sockjs-protocol, "JSON Unicode Encoding").
 */
final class Quote {
    private static final String HEX = "0123456789abcdef";

    private Quote() {}

    /** Adds a text in quotes. */
    static void append(StringBuilder to, String text) {
        append(to, text, false);
    }

    /** Adds a text in quotes, such that it can stand within a page's script, too: it ends none and begins no comment. */
    static void appendForScript(StringBuilder to, String text) {
        append(to, text, true);
    }

    private static void append(StringBuilder to, String text, boolean inScript) {
        to.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c) && !(inScript && c == '<')) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++; // a pair is a character like any other
                continue;
            }
            to.append(text, done, i);
            done = i + 1;
            escape(to, c);
        }
        to.append(text, done, text.length()).append('"');
    }

    private static boolean isPlain(char c) {
        if (c < 0x200c) {
            return c >= 0x20 && c != '"' && c != '\\';
        }
        return !(c <= 0x200f
                || (c >= 0x2028 && c <= 0x202f)
                || (c >= 0x2060 && c <= 0x206f)
                || Character.isSurrogate(c)
                || c >= 0xfff0);
    }

    private static void escape(StringBuilder to, char c) {
        switch (c) {
            case '"' -> to.append("\\\"");
            case '\\' -> to.append("\\\\");
            case '\b' -> to.append("\\b");
            case '\t' -> to.append("\\t");
            case '\n' -> to.append("\\n");
            case '\f' -> to.append("\\f");
            case '\r' -> to.append("\\r");
            default ->
                to.append("\\u")
                        .append(HEX.charAt(c >> 12))
                        .append(HEX.charAt((c >> 8) & 0xf))
                        .append(HEX.charAt((c >> 4) & 0xf))
                        .append(HEX.charAt(c & 0xf));
        }
    }
}
