package io.sockee.endpoint;

import io.sockee.connection.Handshake;
import io.sockee.engineio.EngineError;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
        if (refusal.isPresent()) {
            HttpAnswers.refuseUpgrade(response, refusal.get());
            return;
        }
        Handshake handshake = EngineGateway.handshake(request, query);
        HandshakeConfigurator.during(handshake, () -> chain.doFilter(request, response));
    }
}
