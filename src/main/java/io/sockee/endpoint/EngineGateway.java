package io.sockee.endpoint;

import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineRequest;
import io.sockee.engineio.EngineServer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the adapters of one Engine.IO path share.
 *
 * @param entry what they share with all other paths
 * @param cookie the name of a cookie that carries the session's id, if one is wanted
 * @param servesClient whether the files of clients are served there
 * @param jsonp whether clients may poll by scripts
 */
public record EngineGateway(
        EngineServer server, Entry entry, Optional<String> cookie, boolean servesClient, boolean jsonp) {

    /** A path without polls by scripts. */
    public EngineGateway(EngineServer server, Entry entry, Optional<String> cookie, boolean servesClient) {
        this(server, entry, cookie, servesClient, false);
    }

    /** Which script a poll, or a POST of a form, is of; null when it is of none, or such are not served. */
    @Nullable
    String script(Map<String, String> query) {
        return jsonp ? query.get("j") : null;
    }

    /** Why the request must be refused, or nothing when it may go on. */
    Optional<EngineError> check(HttpServletRequest request, Map<String, String> query) {
        return server.check(new EngineRequest(
                request.getMethod(),
                query.get("transport"),
                query.get("EIO"),
                query.get("sid"),
                Entry.isUpgrade(request),
                request.getHeader("Origin"),
                allowsOrigin(request)));
    }

    /** Whether a request that {@linkplain #check passed} would begin one connection too many. */
    boolean isFull(HttpServletRequest request, Map<String, String> query) {
        return query.getOrDefault("sid", "").isEmpty() && entry.isFull(request);
    }

    /** Whether the page that the request comes from may connect. */
    public boolean allowsOrigin(HttpServletRequest request) {
        return entry.allowsOrigin(request);
    }

    /** The value of {@code Set-Cookie} that tells a session's id, if a cookie is wanted. */
    Optional<String> cookieHeader(String sid, boolean secure) {
        return cookie.map(name -> name + "=" + sid + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }
}
