package io.sockee.session;

import io.sockee.connection.HandshakeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that carries the id of a session.
 *
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}; with the last, browsers want it to be {@code Secure}
 * @param maxAge how long browsers keep it; zero for until they are closed
 */
public record SessionCookie(String name, String path, String sameSite, Duration maxAge) {

    /** The id in the cookie of a request, if there is one that could be ours. */
    Optional<String> in(HandshakeRequest request) {
        List<String> lines = request.headers().getOrDefault("cookie", List.of());
        for (String line : lines) {
            for (String pair : line.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(name) && cookie.length() > name.length() && cookie.charAt(name.length()) == '=') {
                    String value = cookie.substring(name.length() + 1).strip();
                    return Sessions.isId(value) ? Optional.of(value) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** The value of {@code Set-Cookie}. Scripts cannot read it. */
    String header(String id, boolean secure) {
        return name + "=" + id + "; Path=" + path + "; HttpOnly; SameSite=" + sameSite
                + (maxAge.isZero() ? "" : "; Max-Age=" + maxAge.toSeconds())
                + (secure || sameSite.equals("None") ? "; Secure" : "");
    }
}
