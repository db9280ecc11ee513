package io.sockee.proxy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy says in {@code Forwarded} (RFC 7239, section 4).
 *
 * @param client the address that sent the request to this proxy; empty when the proxy does not tell, or hides it
 * @param scheme the scheme by which the request came to this proxy
 * @param host the host that it asked this proxy for
 */
record ForwardedElement(Optional<IpAddress> client, Optional<String> scheme, Optional<Authority> host) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]";
    private static final Pattern PAIR =
            Pattern.compile("(" + TOKEN + "++)=(?:(" + TOKEN + "++)|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\")");
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*+;[ \\t]*+");
    private static final Pattern NODE_WITH_PORT =
            Pattern.compile("(\\[[^\\]]{2,64}]|[^:\\[\\]]{1,64})(?::(?:\\d{1,5}|_[A-Za-z0-9._-]{1,64}))?");
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_PAIRS = 16;

    /** Reads an element; nothing when a part that is used here breaks the rules. */
    static Optional<ForwardedElement> parse(String text) {
        Map<String, String> pairs = text.length() > MAX_LENGTH ? null : pairs(text);
        if (pairs == null) {
            return Optional.empty();
        }
        String node = pairs.get("for");
        String proto = pairs.get("proto");
        String host = pairs.get("host");
        Optional<IpAddress> client = node == null ? Optional.empty() : node(node);
        Optional<String> scheme = proto == null ? Optional.empty() : scheme(proto);
        Optional<Authority> authority = host == null ? Optional.empty() : Authority.parse(host);
        if ((node != null && client.isEmpty() && !isHidden(node))
                || (proto != null && scheme.isEmpty())
                || (host != null && authority.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new ForwardedElement(client, scheme, authority));
    }

    private static @Nullable Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(text);
        Matcher separator = SEPARATOR.matcher(text);
        int at = 0;
        while (true) {
            pair.region(at, text.length());
            if (!pair.lookingAt() || pairs.size() == MAX_PAIRS) {
                return null;
            }
            String value = pair.group(2) != null ? pair.group(2) : pair.group(3).replaceAll("\\\\(.)", "$1");
            if (pairs.put(pair.group(1).toLowerCase(Locale.ROOT), value) != null) {
                return null;
            }
            at = pair.end();
            if (at == text.length()) {
                return pairs;
            }
            separator.region(at, text.length());
            if (!separator.lookingAt()) {
                return null;
            }
            at = separator.end();
        }
    }

    /** An address with or without a port, IPv6 in brackets. */
    static Optional<IpAddress> node(String text) {
        Matcher matcher = NODE_WITH_PORT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String address = matcher.group(1);
        boolean bracketed = address.startsWith("[");
        return IpAddress.parse(bracketed ? address.substring(1, address.length() - 1) : address);
    }

    private static boolean isHidden(String node) {
        return node.equalsIgnoreCase("unknown") || node.startsWith("_");
    }

    /** The scheme that a proxy tells. Some tell the protocol of the connection (such as wss) instead of the URL's scheme. */
    static Optional<String> scheme(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> Optional.of(Arrival.HTTP);
            case "https", "wss" -> Optional.of(Arrival.HTTPS);
            default -> Optional.empty();
        };
    }
}
