package io.sockee.endpoint;

import io.sockee.proxy.Arrival;
import io.sockee.proxy.ForwardedHeaders;
import io.sockee.proxy.IpAddress;
import io.sockee.proxy.TrustedProxies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * Tells how requests arrived. Whatever needs a client's address or the server's own origin asks here, since the request
 * itself only knows the last proxy. Configured once, at the start; then safe for any thread.
 */
@ApplicationScoped
public class Arrivals {
    private volatile TrustedProxies proxies = TrustedProxies.none();
    private volatile HttpsPolicy https = HttpsPolicy.OFF;
    private volatile HostPolicy hosts = HostPolicy.ANY;

    /** Sets which proxies are trusted, what happens to requests without TLS, and which hosts are this server's. */
    public void configure(TrustedProxies trusted, HttpsPolicy policy, HostPolicy names) {
        proxies = trusted;
        https = policy;
        hosts = names;
    }

    HostPolicy hosts() {
        return hosts;
    }

    HttpsPolicy https() {
        return https;
    }

    /** How the request arrived at the outermost trusted proxy, or here when there is none. */
    public Arrival of(HttpServletRequest request) {
        String host = request.getHeader("Host");
        Arrival direct = Arrival.direct(
                request.getRemoteAddr(),
                request.isSecure(),
                host == null ? null : host.strip(),
                request.getServerName(),
                request.getServerPort());
        TrustedProxies trusted = proxies;
        return trusted.trusts(direct.address()) ? trusted.arrival(direct, headers(request)) : direct;
    }

    /** Whether the request comes from this machine itself, such as from a developer's browser, and not from a known proxy. */
    boolean isLocal(HttpServletRequest request) {
        return IpAddress.isLoopback(request.getRemoteAddr()) && !proxies.trusts(request.getRemoteAddr());
    }

    private static ForwardedHeaders headers(HttpServletRequest request) {
        return new ForwardedHeaders(
                lines(request, ForwardedHeaders.FORWARDED),
                lines(request, ForwardedHeaders.FOR),
                lines(request, ForwardedHeaders.PROTO),
                lines(request, ForwardedHeaders.HOST));
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
