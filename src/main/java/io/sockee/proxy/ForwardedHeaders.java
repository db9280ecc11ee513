package io.sockee.proxy;

import java.util.List;
import java.util.Set;

/**
 * What proxies say of a request: the values of these headers, one for each line, in their order.
 *
 * @param forwarded {@code Forwarded} (RFC 7239)
 * @param addresses {@code X-Forwarded-For}
 * @param schemes {@code X-Forwarded-Proto}
 * @param hosts {@code X-Forwarded-Host}
 */
public record ForwardedHeaders(
        List<String> forwarded, List<String> addresses, List<String> schemes, List<String> hosts) {
    public static final String FORWARDED = "Forwarded";
    public static final String FOR = "X-Forwarded-For";
    public static final String PROTO = "X-Forwarded-Proto";
    public static final String HOST = "X-Forwarded-Host";

    /** The names of all these headers. */
    public static final List<String> NAMES = List.of(FORWARDED, FOR, PROTO, HOST);

    /** These headers without those that are not named. */
    ForwardedHeaders only(Set<String> names) {
        return new ForwardedHeaders(
                names.contains(FORWARDED) ? forwarded : List.of(),
                names.contains(FOR) ? addresses : List.of(),
                names.contains(PROTO) ? schemes : List.of(),
                names.contains(HOST) ? hosts : List.of());
    }

    public ForwardedHeaders {
        forwarded = List.copyOf(forwarded);
        addresses = List.copyOf(addresses);
        schemes = List.copyOf(schemes);
        hosts = List.copyOf(hosts);
    }
}
