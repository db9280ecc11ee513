package io.sockee.proxy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The proxies whose headers are believed. Each adds to a request's headers, on the right, what it saw itself; so the headers are
 * read from the right, as long as they come from a trusted proxy. The first address that is not one of a trusted proxy is the
 * client's. At a malformed or hidden element reading ends, with what is known by then. Immutable; safe for any thread.
 */
public final class TrustedProxies {
    private static final int MAX_HOPS = 32;

    private final AddressList addresses;
    private final Set<String> counts;

    private TrustedProxies(AddressList addresses, Set<String> counts) {
        this.addresses = addresses;
        this.counts = Set.copyOf(counts);
    }

    /** No proxy: no header is believed. */
    public static TrustedProxies none() {
        return new TrustedProxies(AddressList.NONE, Set.of());
    }

    /**
     * The proxies at these addresses.
     *
     * @param ranges addresses such as {@code 192.0.2.7} and ranges such as {@code fd00::/8}
     * @param headers which of {@link ForwardedHeaders#NAMES} they set: others may come from clients, as the proxies let them pass
     * @throws IllegalArgumentException when one is neither an address nor a range; the message is that text
     */
    public static TrustedProxies of(Collection<String> ranges, Set<String> headers) {
        return new TrustedProxies(AddressList.of(ranges), headers);
    }

    /** Whether the headers of a request from this address count. */
    public boolean trusts(String address) {
        return addresses.contains(address);
    }

    private boolean trusts(IpAddress address) {
        return addresses.contains(address);
    }

    /**
     * How a request arrived at the outermost trusted proxy.
     *
     * @param direct how it arrived at this server
     */
    public Arrival arrival(Arrival direct, ForwardedHeaders headers) {
        if (!trusts(direct.address())) {
            return direct;
        }
        return counts.contains(ForwardedHeaders.FORWARDED)
                ? byForwarded(direct, headers.forwarded())
                : byOldHeaders(direct, headers.only(counts));
    }

    private Arrival byForwarded(Arrival direct, List<String> lines) {
        Arrival arrival = direct;
        FromTheRight elements = new FromTheRight(lines);
        for (int hop = 0; hop < MAX_HOPS && elements.hasNext(); hop++) {
            Optional<ForwardedElement> parsed = ForwardedElement.parse(elements.next());
            if (parsed.isEmpty()) {
                return arrival;
            }
            ForwardedElement element = parsed.get();
            arrival = arrived(arrival, element.scheme(), element.host());
            if (element.client().isEmpty()) {
                return arrival;
            }
            arrival = arrival.from(element.client().get().toString());
            if (!trusts(element.client().get())) {
                return arrival;
            }
        }
        return arrival;
    }

    /**
     * By {@code X-Forwarded-*}, which do not tell which scheme and host belong to which proxy. So the last ones count: the
     * nearest proxy has set them, or passed them on from a proxy that it trusts.
     */
    private Arrival byOldHeaders(Arrival direct, ForwardedHeaders headers) {
        Arrival arrival = arrived(
                direct,
                last(headers.schemes()).flatMap(ForwardedElement::scheme),
                last(headers.hosts()).flatMap(Authority::parse));
        FromTheRight addresses = new FromTheRight(headers.addresses());
        for (int hop = 0; hop < MAX_HOPS && addresses.hasNext(); hop++) {
            String text = addresses.next();
            Optional<IpAddress> client = IpAddress.parse(text).or(() -> ForwardedElement.node(text));
            if (client.isEmpty()) {
                return arrival;
            }
            arrival = arrival.from(client.get().toString());
            if (!trusts(client.get())) {
                return arrival;
            }
        }
        return arrival;
    }

    private static Arrival arrived(Arrival before, Optional<String> scheme, Optional<Authority> host) {
        Arrival arrival = scheme.map(before::by).orElse(before);
        return host.map(arrival::at).orElse(arrival);
    }

    private static Optional<String> last(List<String> lines) {
        FromTheRight elements = new FromTheRight(lines);
        return elements.hasNext() ? Optional.of(elements.next()) : Optional.empty();
    }
}
