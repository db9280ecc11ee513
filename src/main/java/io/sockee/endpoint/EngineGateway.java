package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineRequest;
import io.sockee.engineio.EngineServer;
import io.sockee.proxy.Arrival;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the adapters of one Engine.IO path share: its server, who may connect, and how a request is read.
 *
 * @param arrivals knows what proxies may tell
 * @param bodies bounds the bodies that are under way
 * @param limits how many connections there may be
 * @param cookie the name of a cookie that carries the session's id, if one is wanted
 * @param roles the roles that callers may have, if the server has authenticated them
 * @param webSockets those with framing of our own, where they are chosen
 * @param peers looks whether the clients of polls are still there
 * @param executor runs what may block in the container for a short while, such as closes
 */
public record EngineGateway(
        EngineServer server,
        OriginPolicy origins,
        Arrivals arrivals,
        Bodies bodies,
        ConnectionLimits limits,
        Optional<String> cookie,
        boolean servesClient,
        Set<String> roles,
        DirectWebSockets webSockets,
        ClosedPeers peers,
        Executor executor) {

    /** Why the request must be refused, or nothing when it may go on. */
    Optional<EngineError> check(HttpServletRequest request, Map<String, String> query) {
        return server.check(new EngineRequest(
                request.getMethod(),
                query.get("transport"),
                query.get("EIO"),
                query.get("sid"),
                isUpgrade(request),
                request.getHeader("Origin"),
                allowsOrigin(request)));
    }

    /** Whether a request that {@linkplain #check passed} would begin one connection too many. */
    boolean isFull(HttpServletRequest request, Map<String, String> query) {
        return query.getOrDefault("sid", "").isEmpty()
                && !limits.admits(arrivals.of(request).customer());
    }

    /** Whether the page that the request comes from may connect. */
    public boolean allowsOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || origins.allows(origin, arrivals.of(request).origin());
    }

    /** The value of {@code Set-Cookie} that tells a session's id, if a cookie is wanted. */
    Optional<String> cookieHeader(String sid, boolean secure) {
        return cookie.map(name -> name + "=" + sid + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }

    /** Whether the request asks for a WebSocket. */
    static boolean isUpgrade(HttpServletRequest request) {
        return names(request, "Upgrade", "websocket");
    }

    /** Whether a header is a list, in one line or several, with a word in it, in whatever case. */
    static boolean names(HttpServletRequest request, String header, String word) {
        if (request.getHeader(header) == null) {
            return false; // as of almost every request, at less cost
        }
        Enumeration<String> lines = request.getHeaders(header);
        while (lines.hasMoreElements()) {
            for (String part : lines.nextElement().split(",", -1)) {
                if (part.strip().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    HandshakeRequest handshake(HttpServletRequest request, Map<String, String> query) {
        Map<String, List<String>> headers = HandshakeHeaders.of(request);
        @Nullable String queryString = request.getQueryString();
        Arrival arrival = arrivals.of(request);
        return new HandshakeRequest(
                request.getRequestURI() + (queryString == null ? "" : "?" + queryString),
                query,
                headers,
                arrival.address(),
                arrival.secure(),
                headers.containsKey("origin"),
                System.currentTimeMillis(),
                caller(request));
    }

    /**
     * Whom the server has authenticated, with those of the application's roles that the caller has. Nobody for a page that is
     * let in only as any page is.
     */
    private Optional<HandshakeRequest.Caller> caller(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null && !origins.trusts(origin, arrivals.of(request).origin())) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getUserPrincipal())
                .filter(principal ->
                        principal.getName() != null && !principal.getName().isEmpty())
                .map(principal -> new HandshakeRequest.Caller(
                        principal.getName(),
                        roles.stream().filter(request::isUserInRole).collect(Collectors.toSet())));
    }
}
