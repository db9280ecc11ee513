package io.sockee.proxy;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A host and, if it was named, its port, as in the header {@code Host}. */
record Authority(String host, OptionalInt port) {
    private static final int MAX_LENGTH = 280;
    private static final int MAX_NAME = 255;
    private static final int MAX_DIGITS = 5;

    /** Reads a host and port; nothing for a text that could not stand in a URL as it is. */
    static Optional<Authority> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : nameEnd(text);
        if (end == 0 || (text.charAt(0) == '[' && !isAddress(text.substring(1, end - 1)))) {
            return Optional.empty();
        }
        String host = text.substring(0, end).toLowerCase(Locale.ROOT);
        if (end == text.length()) {
            return Optional.of(new Authority(host, OptionalInt.empty()));
        }
        int port = text.charAt(end) == ':' ? port(text, end + 1) : 0;
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new Authority(host, OptionalInt.of(port)));
    }

    /** By hand, as what follows: each request asks for it. */
    private static int nameEnd(String text) {
        int end = 0;
        while (end < text.length() && isOfName(text.charAt(end))) {
            end++;
        }
        return end > MAX_NAME ? 0 : end;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }

    /** Without a zone, which means nothing elsewhere. */
    private static boolean isAddress(String text) {
        return text.indexOf('%') < 0
                && text.length() >= 2
                && IpAddress.parse(text).isPresent();
    }

    /** The number that the rest of a text is; 0 if it is none. */
    private static int port(String text, int begin) {
        if (text.length() - begin > MAX_DIGITS) {
            return 0;
        }
        int port = 0;
        for (int i = begin; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            port = 10 * port + digit;
        }
        return port;
    }
}
