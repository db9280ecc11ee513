package io.sockee.websocket;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What clients offer of permessage-deflate, and what of that is accepted (RFC 7692, section 7.1): the first offer whose parameters
 * are known, in order and can be kept. Each message stands for itself on both sides, so that a silent connection holds no window.
 * The window of what is sent is the largest, 15 bits, as Java has no other; what comes may have any.
 */
final class DeflateOffer {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_NO_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";
    private static final String MOST_BITS = "15";
    private static final String ANSWER = NAME + "; " + SERVER_NO_TAKEOVER + "; " + CLIENT_NO_TAKEOVER;

    private static final Set<String> BITS = Set.of("8", "9", "10", "11", "12", "13", "14", MOST_BITS);

    private final String text;
    private int at;

    private DeflateOffer(String text) {
        this.text = text;
    }

    /**
     * The value of {@code Sec-WebSocket-Extensions} that accepts one of the offers, if there is one that can be accepted.
     *
     * @param lines the values of the request's headers of that name, in order
     */
    static Optional<String> accept(List<String> lines) {
        DeflateOffer offers = new DeflateOffer(String.join(",", lines));
        do {
            Optional<String> answer = offers.next();
            if (answer.isPresent()) {
                return answer;
            }
        } while (offers.skipTo(','));
        return Optional.empty();
    }

    /** Reads one offer, as far as it can be accepted. */
    private Optional<String> next() {
        if (!NAME.equals(token())) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        String answer = ANSWER;
        while (take(';')) {
            String name = token();
            String value = take('=') ? value() : "";
            if (name == null || value == null || !seen.add(name) || !isAcceptable(name, value, at)) {
                return Optional.empty();
            }
            if (name.equals(SERVER_BITS)) {
                answer += "; " + SERVER_BITS + "=" + value;
            }
        }
        skipBlanks();
        return at == text.length() || text.charAt(at) == ',' ? Optional.of(answer) : Optional.empty();
    }

    private boolean isAcceptable(String name, String value, int end) {
        boolean bare = value.isEmpty() && text.charAt(end - 1) != '"' && text.charAt(end - 1) != '=';
        return switch (name) {
            case SERVER_NO_TAKEOVER, CLIENT_NO_TAKEOVER -> bare;
            case SERVER_BITS -> value.equals(MOST_BITS);
            case CLIENT_BITS -> bare || BITS.contains(value);
            default -> false;
        };
    }

    /** A token, or null if there is none. */
    private @Nullable String token() {
        skipBlanks();
        int from = at;
        while (at < text.length() && OpeningHandshake.isOfToken(text.charAt(at))) {
            at++;
        }
        return from == at ? null : text.substring(from, at);
    }

    /** A token, perhaps in quotes; null if there is none. */
    private @Nullable String value() {
        skipBlanks();
        if (at == text.length() || text.charAt(at) != '"') {
            return token();
        }
        at++;
        String token = token();
        return token != null && at < text.length() && text.charAt(at++) == '"' ? token : null;
    }

    private boolean take(char expected) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** Goes behind the next comma that is in no quotes; false when there is none. */
    private boolean skipTo(char end) {
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quoted && c == '\\') {
                at = Math.min(at + 1, text.length());
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == end && !quoted) {
                return true;
            }
        }
        return false;
    }
}
