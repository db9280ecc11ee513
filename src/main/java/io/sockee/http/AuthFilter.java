package io.sockee.http;

import io.sockee.endpoint.Cors;
import io.sockee.endpoint.EngineGateway;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.LastWord;
import io.sockee.endpoint.OriginPolicy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets the same pages in that may open sockets, and no others. Placed behind the filter that knows for which hosts this server
 * answers: until that has been settled, no origin means anything.
 */
final class AuthFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient EngineGateways gateways;

    AuthFilter(EngineGateways gateways) {
        this.gateways = gateways;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        EngineGateway gateway = gateways.first();
        OriginPolicy origins = gateway.entry().origins();
        response.setHeader("Cache-Control", "no-store");
        if (!gateway.allowsOrigin(request)) {
            LastWord.refuse(
                    request,
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "application/json",
                    "{\"ok\":false,\"err\":\"This origin is not allowed.\",\"res\":false}");
        } else if (Cors.isPreflight(request)) {
            Cors.preflight(request, response, origins);
        } else {
            Cors.addHeaders(request, response, origins);
            chain.doFilter(request, response);
        }
    }
}
