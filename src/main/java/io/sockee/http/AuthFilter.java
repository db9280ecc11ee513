package io.sockee.http;

import io.sockee.endpoint.Cors;
import io.sockee.endpoint.EngineGateway;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.OriginPolicy;
import io.sockee.endpoint.SocketIoEndpoint;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Lets the pages in that may open sockets, and no others. */
@WebFilter(urlPatterns = AuthApplication.PATH + "/*", asyncSupported = true)
public class AuthFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        EngineGateway gateway = gateways.get(SocketIoEndpoint.PATH);
        OriginPolicy origins = gateway.origins();
        response.setHeader("Cache-Control", "no-store");
        if (!gateway.allowsOrigin(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("application/json");
            response.getOutputStream()
                    .write("{\"ok\":false,\"err\":\"This origin is not allowed.\",\"res\":false}"
                            .getBytes(StandardCharsets.UTF_8));
        } else if (Cors.isPreflight(request)) {
            Cors.preflight(request, response, origins);
        } else {
            Cors.addHeaders(request, response, origins);
            chain.doFilter(request, response);
        }
    }
}
