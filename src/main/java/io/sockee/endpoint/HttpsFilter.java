package io.sockee.endpoint;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Redirects or refuses requests without TLS, when the settings say so. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HttpsFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** The method and the body of a request stay what they were (RFC 9110, section 15.4.9). */
    private static final int PERMANENT_REDIRECT = 308;

    @Inject
    private transient Arrivals arrivals;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpsPolicy policy = arrivals.https();
        if (policy.isOff()) {
            chain.doFilter(request, response);
            return;
        }
        HttpsPolicy.Verdict verdict =
                policy.decide(arrivals.of(request), request.getMethod(), connects(request), target(request));
        if (verdict instanceof HttpsPolicy.Verdict.Secure secure) {
            response.setHeader("Strict-Transport-Security", secure.header());
            chain.doFilter(request, response);
        } else if (verdict instanceof HttpsPolicy.Verdict.Redirect redirect) {
            response.setHeader("Location", redirect.location());
            LastWord.refuse(request, response, PERMANENT_REDIRECT, "text/plain", "");
        } else {
            response.setHeader("Connection", "close");
            LastWord.refuse(request, response, HttpServletResponse.SC_FORBIDDEN, "text/plain", "HTTPS is required.");
        }
    }

    private boolean connects(HttpServletRequest request) {
        String info = request.getPathInfo();
        return EngineGateway.isUpgrade(request)
                || gateways.isServed(request.getServletPath() + (info == null ? "" : info));
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
