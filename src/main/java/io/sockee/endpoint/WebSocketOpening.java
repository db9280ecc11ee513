package io.sockee.endpoint;

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

/** Opens the WebSocket of a request that has been checked: one with framing of our own where it is chosen, else the server's. */
final class WebSocketOpening {
    private static final Logger LOG = System.getLogger(WebSocketOpening.class.getName());

    private WebSocketOpening() {}

    /** Answers a checked request with 101, after which its WebSocket is opened. */
    static void open(Entry entry, HttpServletRequest request, HttpServletResponse response, Upgrading upgrading)
            throws IOException, ServletException {
        if (entry.webSockets().areChosen()) {
            entry.webSockets().upgrade(request, response, upgrading);
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

    /** Whether the upgrade has all headers that it needs. Containers treat others differently; here they are refused. */
    static boolean isComplete(HttpServletRequest request) {
        return request.getProtocol().equals("HTTP/1.1")
                && Entry.names(request, "Connection", "upgrade")
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
