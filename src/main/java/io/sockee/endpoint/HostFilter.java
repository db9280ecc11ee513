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

/** Refuses requests for other hosts. It covers the whole application, pages too, since pages are read before they connect. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HostFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(HostFilter.class.getName());
    private static final long SAID_AGAIN = TimeUnit.MINUTES.toNanos(1);

    /** The request has come to a server that does not answer for its host (RFC 9110, section 15.5.20). */
    private static final int MISDIRECTED = 421;

    private final AtomicLong said = new AtomicLong(System.nanoTime() - SAID_AGAIN);

    @Inject
    private transient Arrivals arrivals;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HostPolicy hosts = arrivals.hosts();
        boolean local = arrivals.isLocal(request);
        if (hosts.isOpen() && !local) {
            chain.doFilter(request, response);
            return;
        }
        Arrival arrival = arrivals.of(request);
        if (hosts.allows(arrival, local)) {
            chain.doFilter(request, response);
            return;
        }
        tell(arrival.host());
        LastWord.refuse(
                request,
                response,
                MISDIRECTED,
                "text/plain",
                "This server is not known by this name: see the setting sockee.hosts.");
    }

    private void tell(String host) {
        long now = System.nanoTime();
        long before = said.get();
        if (now - before >= SAID_AGAIN && said.compareAndSet(before, now)) {
            LOG.log(
                    Level.WARNING,
                    "Requests for the host ''{0}'' are refused: if that is this server, name it in sockee.hosts.",
                    host);
        }
    }
}
