package io.sockee.probe;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

@WebFilter(urlPatterns = "/probe/*", asyncSupported = true)
public class ProbeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getParameter("refuse") != null) {
            response.setStatus(400);
            response.setContentType("application/json");
            response.getWriter().print("{\"code\":0,\"message\":\"Transport unknown\"}");
            return;
        }
        String id = request.getHeader("X-Id");
        String all = id + "|" + request.getRemoteAddr() + ":" + request.getRemotePort() + "|" + request.getScheme();
        CURRENT.set(all);
        try {
            if (request.getParameter("principal") == null) {
                chain.doFilter(request, response);
            } else {
                chain.doFilter(
                        new HttpServletRequestWrapper(request) {
                            @Override
                            public Principal getUserPrincipal() {
                                return () -> all;
                            }
                        },
                        response);
            }
        } finally {
            CURRENT.remove();
        }
    }
}
