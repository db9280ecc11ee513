package io.sockee.endpoint;

import io.sockee.proxy.Arrival;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Refuses what is meant for other hosts, and then keeps clients to HTTPS, where the settings say so. One filter, since the
 * order of two would be the container's choice: nobody is to be sent to a foreign host. It covers the whole application:
 * pages are read before they connect.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ArrivalFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ArrivalFilter.class.getName());
    private static final long SAID_AGAIN = TimeUnit.MINUTES.toNanos(1);

    /** The request has come to a server that does not answer for its host (RFC 9110, section 15.5.20). */
    private static final int MISDIRECTED = 421;

    /** The method and the body of a request stay what they were (RFC 9110, section 15.4.9). */
    private static final int PERMANENT_REDIRECT = 308;

    private static final AtomicLong SAID = new AtomicLong(System.nanoTime() - SAID_AGAIN);

    @Inject
    private transient Arrivals arrivals;

    @Inject
    private transient EngineGateways gateways;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (admits(arrivals, gateways, request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** Whether the request may come in; where it may not, it has been answered. */
    static boolean admits(
            Arrivals arrivals, EngineGateways gateways, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return isForThisServer(arrivals, request, response) && isSecureEnough(arrivals, gateways, request, response);
    }

    private static boolean isForThisServer(Arrivals arrivals, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HostPolicy hosts = arrivals.hosts();
        boolean local = arrivals.isLocal(request);
        if (hosts.isOpen() && !local) {
            return true;
        }
        Arrival arrival = arrivals.of(request);
        if (hosts.allows(arrival, local)) {
            return true;
        }
        tell(arrival.host());
        LastWord.refuse(
                request,
                response,
                MISDIRECTED,
                "text/plain",
                "This server is not known by this name: see the setting sockee.hosts.");
        return false;
    }

    private static void tell(String host) {
        long now = System.nanoTime();
        long before = SAID.get();
        if (now - before >= SAID_AGAIN && SAID.compareAndSet(before, now)) {
            LOG.log(
                    Level.WARNING,
                    "Requests for the host ''{0}'' are refused: if that is this server, name it in sockee.hosts.",
                    host);
        }
    }

    /** Without that policy it costs a look. */
    private static boolean isSecureEnough(
            Arrivals arrivals, EngineGateways gateways, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpsPolicy policy = arrivals.https();
        if (policy.isOff()) {
            return true;
        }
        HttpsPolicy.Verdict verdict =
                policy.decide(arrivals.of(request), request.getMethod(), connects(gateways, request), target(request));
        if (verdict instanceof HttpsPolicy.Verdict.Secure secure) {
            response.setHeader("Strict-Transport-Security", secure.header());
            return true;
        }
        if (verdict instanceof HttpsPolicy.Verdict.Redirect redirect) {
            response.setHeader("Location", redirect.location());
            LastWord.refuse(request, response, PERMANENT_REDIRECT, "text/plain", "");
        } else {
            response.setHeader("Connection", "close");
            LastWord.refuse(request, response, HttpServletResponse.SC_FORBIDDEN, "text/plain", "HTTPS is required.");
        }
        return false;
    }

    private static boolean connects(EngineGateways gateways, HttpServletRequest request) {
        String info = request.getPathInfo();
        return Entry.isUpgrade(request) || gateways.isServed(request.getServletPath() + (info == null ? "" : info));
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
