package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.proxy.Arrival;
import io.sockee.session.SessionDoor;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.channels.SocketChannel;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the adapters of all paths share, whatever protocol is spoken there: who may connect, and how a request is read.
 *
 * @param arrivals knows what proxies may tell
 * @param bodies bounds the bodies that are under way
 * @param limits how many connections there may be
 * @param roles the roles that callers may have, if the server has authenticated them
 * @param webSockets those with framing of our own, where they are chosen
 * @param peers looks whether the clients of requests that wait are still there
 * @param sessions how clients come by their sessions; null where there are none
 * @param executor runs what may block in the container for a short while, such as closes
 */
public record Entry(
        OriginPolicy origins,
        Arrivals arrivals,
        Bodies bodies,
        ConnectionLimits limits,
        Set<String> roles,
        DirectWebSockets webSockets,
        ClosedPeers peers,
        @Nullable SessionDoor sessions,
        Executor executor) {

    /** The same with other rules for origins. */
    public Entry with(OriginPolicy other) {
        return new Entry(other, arrivals, bodies, limits, roles, webSockets, peers, sessions, executor);
    }

    /** The same where clients have no sessions. */
    public Entry withoutSessions() {
        return new Entry(origins, arrivals, bodies, limits, roles, webSockets, peers, null, executor);
    }

    /** Whether a request that may begin a connection would begin one too many; takes one handshake from its address's credit. */
    boolean isFull(HttpServletRequest request) {
        return !limits.admits(arrivals.of(request).customer());
    }

    /**
     * Whether a request that names a session of SockJS is not to be looked at, since its address has named too many that are not
     * there: see {@link ConnectionLimits#isGuessing}.
     */
    boolean isGuessing(HttpServletRequest request) {
        return limits.isGuessing(arrivals.of(request).customer());
    }

    /** A request has named a session of SockJS that is not there, or not its client's, and has begun none. */
    void missed(HttpServletRequest request) {
        limits.missed(arrivals.of(request).customer());
    }

    /** Whether the page that the request comes from may connect. What comes from no page may. */
    boolean allowsOrigin(HttpServletRequest request) {
        return !isOfPage(request)
                || origins.allows(originOf(request), arrivals.of(request).origin());
    }

    /**
     * Whether a page, of this server or another one, has brought the request about. Scripts and images that it loads have no {@code
     * Origin}, and browsers of some age, or without encryption, tell its address alone.
     */
    private static boolean isOfPage(HttpServletRequest request) {
        if (request.getHeader("Origin") != null) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                ? request.getHeader("Referer") != null
                : site.equals("cross-site") || site.equals("same-site");
    }

    /** The page's origin, as the browser tells it, else by the page's address; that of no page when it tells neither. */
    private static String originOf(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return origin;
        }
        String page = request.getHeader("Referer");
        int host = page == null ? -1 : page.indexOf("://");
        if (page == null || host < 0) {
            return "null";
        }
        int path = page.indexOf('/', host + 3);
        return path < 0 ? page : page.substring(0, path);
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
        HandshakeRequest handshake = new HandshakeRequest(
                request.getRequestURI() + (queryString == null ? "" : "?" + queryString),
                query,
                headers,
                arrival.address(),
                arrival.secure(),
                headers.containsKey("origin"),
                System.currentTimeMillis(),
                caller(request));
        return sessions != null && trusts(request) ? sessions.recognized(handshake) : handshake;
    }

    /**
     * A request that opens a connection, with the client's session: where it brings none, its answer may bring one. Not for a page
     * that is let in only as any page is.
     */
    SessionDoor.Opening opening(HttpServletRequest request, HandshakeRequest handshake) {
        return sessions == null || !trusts(request)
                ? new SessionDoor.Opening(handshake, Optional.empty())
                : sessions.opening(handshake);
    }

    /** The same, but an id that nobody knows any more is replaced; run once, on this thread or on another. */
    void openingChecked(HttpServletRequest request, HandshakeRequest handshake, Consumer<SessionDoor.Opening> then) {
        if (sessions == null || !trusts(request)) {
            then.accept(new SessionDoor.Opening(handshake, Optional.empty()));
        } else {
            sessions.openingChecked(handshake, then);
        }
    }

    /** Whether the request may act in the name of its browser's user: it comes from no page, or from one that is trusted. */
    boolean trusts(HttpServletRequest request) {
        return !isOfPage(request)
                || origins.trusts(originOf(request), arrivals.of(request).origin());
    }

    /**
     * Whom the server has authenticated, with those of the application's roles that the caller has. Nobody for a page that is
     * let in only as any page is.
     */
    Optional<HandshakeRequest.Caller> caller(HttpServletRequest request) {
        if (!trusts(request)) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getUserPrincipal())
                .filter(principal ->
                        principal.getName() != null && !principal.getName().isEmpty())
                .map(principal -> new HandshakeRequest.Caller(
                        principal.getName(),
                        roles.stream().filter(request::isUserInRole).collect(Collectors.toSet())));
    }

    /**
     * Tells whether the client of a request that has not been answered, or not to its end, has closed its connection; false when
     * the container does not show that.
     */
    BooleanSupplier gone(HttpServletRequest request) {
        ServletRequest container = UnreadBody.container(request);
        if (UnreadBody.isUndertow(container)) {
            return UndertowPeer.of(container, peers);
        }
        SocketChannel socket = libertySocket(container);
        if (socket == null) {
            return () -> false;
        }
        boolean encrypted = container.getAttribute("jakarta.servlet.request.cipher_suite") != null;
        return () -> peers.hasClosed(socket, encrypted);
    }

    /**
     * Tells whether some bytes of an answer can be written without blocking. Open Liberty's answers cannot, whatever they say: the
     * thread that writes waits until the client reads. So the socket is looked at; true where that is not possible, or not needed.
     */
    BooleanSupplier takes(HttpServletRequest request) {
        ServletRequest container = UnreadBody.container(request);
        SocketChannel socket = UnreadBody.isUndertow(container) ? null : libertySocket(container);
        return socket == null ? () -> true : () -> peers.takes(socket);
    }

    private static @Nullable SocketChannel libertySocket(ServletRequest container) {
        return hasOwnConnection(container) ? LibertySockets.of(container) : null;
    }

    /** A connection of HTTP/2 carries other requests, too, and is read all the time. */
    private static boolean hasOwnConnection(ServletRequest container) {
        return container.getProtocol().startsWith("HTTP/1.");
    }
}
