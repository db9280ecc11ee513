package io.sockee.http;

import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.Bodies;
import io.sockee.endpoint.BodyFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Takes bodies that are sent to where nobody reads one: files, and resources of Sockee that take none. It does so on containers
 * that would otherwise wait for the end of such a body on one of their threads.
 */
final class UnwantedBodyFilter extends BodyFilter {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY = 16 * 1024;
    private static final List<String> OWN = List.of("io.sockee.http.", "io.sockee.demo.");

    /** The name of WildFly's servlet for files. */
    private static final String FILES = "default";

    UnwantedBodyFilter(Bodies bodies, Arrivals arrivals) {
        super(bodies, arrivals);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isUnwanted(request)) {
            super.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isUnwanted(HttpServletRequest request) {
        if (!hasBody(request) || !isWaitedFor(request)) {
            return false;
        }
        String servlet = request.getHttpServletMapping().getServletName();
        ServletRegistration registered = request.getServletContext().getServletRegistration(servlet);
        String type = registered == null ? null : registered.getClassName();
        return servlet.equals(FILES)
                || (type != null
                        && OWN.stream().anyMatch(type::startsWith)
                        && !type.equals(AuthApplication.class.getName())
                        && !type.equals(SendApplication.class.getName()));
    }

    @Override
    protected Optional<Refusal> judge(HttpServletRequest request) {
        return Optional.empty();
    }

    @Override
    protected int maxBody() {
        return MAX_BODY;
    }

    @Override
    protected Refusal refusal(HttpServletRequest request, int status, String message) {
        return new Refusal(status, "text/plain;charset=UTF-8", message);
    }
}
