package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineSession;
import io.sockee.websocket.OpeningHandshake;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens WebSockets, and hands them what they cannot see themselves: their request's headers and address. What the protocol
 * refuses is refused here, while an HTTP answer can still be given. This is done by a servlet, not a filter, so that the
 * request has passed all filters, those of the application too.
 */
final class UpgradeAdapter {
    private static final Logger LOG = System.getLogger(UpgradeAdapter.class.getName());

    private final EngineGateway gateway;

    UpgradeAdapter(EngineGateway gateway) {
        this.gateway = gateway;
    }

    /** Serves a request that asks for a WebSocket. */
    void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Map<String, String> query = Query.parse(request.getQueryString());
        Optional<EngineError> refusal = gateway.check(request, query);
        if (refusal.isEmpty() && !(isComplete(request) && isAtPath(request) && isWanted(query))) {
            refusal = Optional.of(EngineError.BAD_REQUEST);
        }
        if (refusal.isPresent()) {
            HttpAnswers.refuseUpgrade(response, refusal.get());
            return;
        }
        if (gateway.isFull(request, query)) {
            response.setHeader("Connection", "close");
            HttpAnswers.refuseFull(response);
            return;
        }
        HandshakeRequest handshake = gateway.handshake(request, query);
        boolean opens = query.getOrDefault("sid", "").isEmpty();
        String sid = gateway.server().newSid();
        Optional<String> cookie = opens ? gateway.cookieHeader(sid, handshake.secure()) : Optional.empty();
        Upgrading upgrading = new Upgrading(gateway.server(), gateway.executor(), handshake, sid, cookie);
        if (gateway.webSockets().areChosen()) {
            gateway.webSockets().upgrade(request, response, upgrading);
        } else {
            upgrade(request, response, upgrading);
        }
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response, Upgrading upgrading)
            throws ServletException {
        Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
        if (!(container instanceof ServerContainer webSockets)) {
            throw new ServletException("This server has no WebSockets: no " + ServerContainer.class.getName()
                    + " in the servlet context. On Open Liberty, add the feature websocket-2.1.");
        }
        try {
            webSockets.upgradeHttpToWebSocket(
                    new Sessionless(request), response, EngineEndpoint.config(upgrading), Map.of());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client has gone before it had its WebSocket", e);
        }
    }

    /** False for a session that has closed too many: a client with one session could else have any number opened and closed. */
    private boolean isWanted(Map<String, String> query) {
        return gateway.server()
                .session(query.getOrDefault("sid", ""))
                .map(EngineSession::acceptsProbes)
                .orElse(true);
    }

    /** Whether the request is for the path itself, with a slash at the end or without: clients may be told to leave it out. */
    private static boolean isAtPath(HttpServletRequest request) {
        String below = request.getPathInfo();
        return below == null || below.equals("/");
    }

    /** Whether the upgrade has all headers that it needs. Containers treat others differently; here they are refused. */
    private static boolean isComplete(HttpServletRequest request) {
        return request.getProtocol().equals("HTTP/1.1")
                && EngineGateway.names(request, "Connection", "upgrade")
                && only(request, "Sec-WebSocket-Key")
                        .filter(OpeningHandshake::isKey)
                        .isPresent()
                && only(request, "Sec-WebSocket-Version").filter("13"::equals).isPresent();
    }

    /** A header that must not come twice: who is between might take the other one. */
    private static Optional<String> only(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        return values.size() == 1 ? Optional.of(values.get(0).strip()) : Optional.empty();
    }

    /** Open Liberty asks for an HTTP session at every upgrade, which would make one, and a cookie, for each client. */
    private static final class Sessionless extends HttpServletRequestWrapper {
        Sessionless(HttpServletRequest request) {
            super(request);
        }

        @Override
        @SuppressWarnings("NullAway") // the servlet API allows null for the method below; Open Liberty for both
        public HttpSession getSession() {
            return null;
        }

        @Override
        @SuppressWarnings("NullAway")
        public HttpSession getSession(boolean create) {
            return null;
        }
    }
}
