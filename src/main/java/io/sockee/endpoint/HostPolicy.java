package io.sockee.endpoint;

import io.sockee.proxy.Arrival;
import io.sockee.proxy.IpAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts are this server's. A stranger's page can have its own name resolved to this server's address (DNS rebinding):
 * then {@code Host} and {@code Origin} agree, and only the name shows that the page is foreign. Hosts that are addresses, or
 * whose names end in {@code localhost}, are always allowed, since no stranger can have them. Immutable.
 */
public final class HostPolicy {
    private static final String ALL = "*";

    /** Allows all hosts. */
    static final HostPolicy ANY = new HostPolicy(Set.of(ALL), Set.of());

    private final Set<String> hosts;
    private final Set<String> ofOrigins;

    /**
     * @param hosts names, {@code *.example.org} for all names below one, {@code *} for all; empty when nothing is configured
     * @param origins origins of other sites that may connect; when no hosts are configured, their hosts are allowed as well
     */
    public HostPolicy(Set<String> hosts, Set<String> origins) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.ofOrigins = origins.stream().map(HostPolicy::hostOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String hostOf(String origin) {
        return origin.replaceFirst("^[^:]*://", "").replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    /** Whether no hosts are configured. */
    public boolean isOpen() {
        return hosts.isEmpty();
    }

    /**
     * Whether a request is for this server. When no hosts are configured, only requests from this machine itself are checked:
     * the server may have any name, but a browser on the same machine would use a local one, unless a stranger's page has sent
     * it here.
     *
     * @param local whether the request comes from this machine, and not from a known proxy
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
