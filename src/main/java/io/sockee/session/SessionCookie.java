package io.sockee.session;

import io.sockee.connection.HandshakeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that carries the id of a session.
 *
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}; with the last, browsers want it to be {@code Secure}
 * @param maxAge how long browsers keep it; zero for until they are closed
 */
public record SessionCookie(String name, String path, String sameSite, Duration maxAge) {

    /**
     * The id in the cookie of a request, if there is one that could be ours. None when there are several of the name: one of them was
     * set by somebody else, for another path or by another host of the same domain.
     */
    Optional<String> in(HandshakeRequest request) {
        List<String> lines = request.headers().getOrDefault("cookie", List.of());
        List<String> values = new ArrayList<>(1);
        for (String line : lines) {
            for (String pair : line.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(name) && cookie.length() > name.length() && cookie.charAt(name.length()) == '=') {
                    values.add(cookie.substring(name.length() + 1).strip());
                }
            }
        }
        return values.size() == 1 ? Optional.of(values.get(0)).filter(Sessions::isId) : Optional.empty();
    }

    /** The value of {@code Set-Cookie}. Scripts cannot read it. */
    String header(String id, boolean secure) {
        return name + "=" + id + "; Path=" + path + "; HttpOnly; SameSite=" + sameSite
                + (maxAge.isZero() ? "" : "; Max-Age=" + maxAge.toSeconds())
                + (secure || sameSite.equals("None") ? "; Secure" : "");
    }
}
