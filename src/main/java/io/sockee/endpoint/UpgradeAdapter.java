package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineRefusal;
import io.sockee.engineio.EngineSession;
import io.sockee.session.SessionDoor;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens WebSockets, and hands them what they cannot see themselves: their request's headers and address. What the protocol
 * refuses is refused here, while an HTTP answer can still be given. This is done by a servlet, not a filter, so that the
 * request has passed all filters, those of the application too.
 */
final class UpgradeAdapter {
    private final EngineGateway gateway;

    UpgradeAdapter(EngineGateway gateway) {
        this.gateway = gateway;
    }

    /** Serves a request that asks for a WebSocket. */
    void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Map<String, String> query = Query.parse(request.getQueryString());
        Optional<EngineRefusal> refusal = gateway.check(request, query);
        if (refusal.isPresent()) {
            HttpAnswers.refuseUpgrade(response, refusal.get());
            return;
        }
        if (!(WebSocketOpening.isComplete(request) && isAtPath(request) && isWanted(query))) {
            refuse(request, query, response);
            return;
        }
        if (gateway.isFull(request, query)) {
            response.setHeader("Connection", "close");
            HttpAnswers.refuseFull(response);
            return;
        }
        HandshakeRequest handshake = gateway.entry().handshake(request, query);
        boolean opens = query.getOrDefault("sid", "").isEmpty();
        Optional<String> sid = opens ? gateway.newSid(handshake) : Optional.of("");
        if (sid.isEmpty()) {
            refuse(request, query, response);
            return;
        }
        List<String> cookies = new ArrayList<>(0);
        SessionDoor.Opening opening = new SessionDoor.Opening(handshake, Optional.empty());
        if (opens) {
            gateway.cookieHeader(sid.get(), handshake.secure()).ifPresent(cookies::add);
            opening = gateway.entry().opening(request, handshake);
            opening.setCookie().ifPresent(cookies::add);
        }
        WebSocketOpening.open(
                gateway.entry(),
                request,
                response,
                Upgrading.of(gateway.server(), gateway.entry().executor(), opening.request(), sid.get(), cookies));
    }

    private void refuse(HttpServletRequest request, Map<String, String> query, HttpServletResponse response)
            throws IOException {
        EngineRefusal refusal = EngineRefusal.of(EngineError.BAD_REQUEST);
        gateway.refused(refusal, request, query);
        HttpAnswers.refuseUpgrade(response, refusal);
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
}
