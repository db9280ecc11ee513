package io.sockee.proxy;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host and, if it was named, its port, as in the header {@code Host}. */
record Authority(String host, OptionalInt port) {
    private static final int MAX_LENGTH = 280;
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[([0-9A-Fa-f:.]{2,45})])(?::(\\d{1,5}))?");

    /** Reads a host and port; nothing for a text that could not stand in a URL as it is. */
    static Optional<Authority> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()
                || (matcher.group(2) != null
                        && IpAddress.parse(matcher.group(2)).isEmpty())) {
            return Optional.empty();
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        if (matcher.group(3) == null) {
            return Optional.of(new Authority(host, OptionalInt.empty()));
        }
        int port = Integer.parseInt(matcher.group(3));
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new Authority(host, OptionalInt.of(port)));
    }
}
