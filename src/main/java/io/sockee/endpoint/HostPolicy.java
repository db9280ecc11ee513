package io.sockee.endpoint;

import io.sockee.proxy.Arrival;
import io.sockee.proxy.IpAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts are this server's. A page of a stranger's can have its own name resolved to this server (DNS rebinding):
 * then its {@code Host} and its {@code Origin} are one, and only the name tells that it is foreign. Addresses are no names,
 * and nobody else's name ends in {@code localhost}.
 */
public final class HostPolicy {
    private static final String ALL = "*";

    /** All hosts are welcome. */
    static final HostPolicy ANY = new HostPolicy(Set.of(ALL), Set.of());

    private final Set<String> hosts;
    private final Set<String> ofOrigins;

    /**
     * @param hosts names, {@code *.example.org} for those below another one, {@code *} for all; none where it is not known
     * @param origins those of other sites that may connect
     */
    public HostPolicy(Set<String> hosts, Set<String> origins) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.ofOrigins = origins.stream().map(HostPolicy::hostOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String hostOf(String origin) {
        return origin.replaceFirst("^[^:]*://", "").replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    /** Whether nobody has said which they are. */
    public boolean isOpen() {
        return hosts.isEmpty();
    }

    /**
     * Whether a request is for this server. Where nobody has said what it is called, it is asked only of requests from its
     * own machine: any name may be its own, but what a browser beside it asks for by a name that is not local is a page that
     * has lured it there.
     *
     * @param local whether it comes from this machine, and from no proxy that is known
     */
    boolean allows(Arrival arrival, boolean local) {
        String host = arrival.host();
        if (hosts.contains(ALL) || isSafe(host)) {
            return true;
        }
        if (hosts.isEmpty()) {
            return !local || host.isEmpty() || ofOrigins.contains(host);
        }
        return hosts.contains(host) || hosts.stream().anyMatch(pattern -> isBelow(host, pattern));
    }

    private static boolean isBelow(String host, String pattern) {
        return pattern.startsWith("*.") && host.length() >= pattern.length() && host.endsWith(pattern.substring(1));
    }

    private static boolean isSafe(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return IpAddress.parse(bare).isPresent() || host.equals("localhost") || host.endsWith(".localhost");
    }
}
