package io.sockee.endpoint;

import io.sockee.connection.Handshake;
import io.sockee.engineio.EngineError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses upgrades that the protocol refuses, while there is still an HTTP answer to give, and keeps the handshake for
 * the endpoint: WebSocket sessions do not know their request's headers and address. One subclass for each path.
 */
public abstract class UpgradeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** What the adapters of this filter's path share. */
    protected abstract EngineGateway gateway();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!EngineGateway.isUpgrade(request)) {
            chain.doFilter(request, response);
            return;
        }
        Map<String, String> query = Query.parse(request.getQueryString());
        Optional<EngineError> refusal = gateway().check(request, query);
        if (refusal.isEmpty() && !isComplete(request)) {
            refusal = Optional.of(EngineError.BAD_REQUEST);
        }
        if (refusal.isPresent()) {
            HttpAnswers.refuseUpgrade(response, refusal.get());
            return;
        }
        Handshake handshake = gateway().handshake(request, query);
        boolean opens = query.getOrDefault("sid", "").isEmpty();
        String sid = gateway().server().newSid();
        Optional<String> cookie = opens ? gateway().cookieHeader(sid, handshake.secure()) : Optional.empty();
        HandshakeConfigurator.during(
                new HandshakeConfigurator.Upgrading(handshake, sid, cookie),
                () -> chain.doFilter(new Sessionless(request), response));
    }

    /** Containers differ in what they make of half an upgrade; here it gets an answer. */
    private static boolean isComplete(HttpServletRequest request) {
        String connection = request.getHeader("Connection");
        String key = request.getHeader("Sec-WebSocket-Key");
        return connection != null
                && connection.toLowerCase(Locale.ROOT).contains("upgrade")
                && key != null
                && !key.isBlank()
                && "13".equals(request.getHeader("Sec-WebSocket-Version"));
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
