package io.sockee.proxy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request arrived: from which client, and at which scheme, host and port the client addressed it.
 *
 * @param address the client's address, IPv6 in its shortest form
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address, IPv6 in brackets, in lower case; empty when the request named none that can be
 * @param port the port, also when it is the scheme's own
 */
public record Arrival(String address, String scheme, String host, int port) {
    static final String HTTP = "http";
    static final String HTTPS = "https";

    /**
     * What the server itself knows.
     *
     * @param peer the address at the other end of the connection
     * @param secure whether the connection has TLS
     * @param host the header {@code Host}
     * @param port the server's port, for requests without that header
     */
    public static Arrival direct(String peer, boolean secure, @Nullable String host, String serverName, int port) {
        String scheme = secure ? HTTPS : HTTP;
        String address = IpAddress.parse(peer).map(IpAddress::toString).orElse(peer);
        if (host == null) {
            return new Arrival(
                    address,
                    scheme,
                    Authority.parse(serverName).map(Authority::host).orElse(""),
                    port);
        }
        Optional<Authority> authority = Authority.parse(host);
        return new Arrival(
                address,
                scheme,
                authority.map(Authority::host).orElse(""),
                authority.map(known -> known.port().orElse(ownPort(scheme))).orElse(port));
    }

    /** Whether the client's way here began with TLS. */
    public boolean secure() {
        return scheme.equals(HTTPS);
    }

    /**
     * Whom limits by address count: the address, or of IPv6 the half that names a customer, who has all addresses that
     * begin with it.
     */
    public String customer() {
        return customer(address);
    }

    /** The same of an address alone. */
    public static String customer(String address) {
        return IpAddress.parse(address).map(IpAddress::customer).orElse(address);
    }

    /** The origin of pages that this server gives to this client. */
    public String origin() {
        return scheme + "://" + host + ":" + port;
    }

    Arrival from(String client) {
        return new Arrival(client, scheme, host, port);
    }

    /** Over another scheme; a port that is the old one's own becomes the new one's own. */
    Arrival by(String newScheme) {
        return new Arrival(address, newScheme, host, port == ownPort(scheme) ? ownPort(newScheme) : port);
    }

    Arrival at(Authority authority) {
        return new Arrival(address, scheme, authority.host(), authority.port().orElse(ownPort(scheme)));
    }

    private static int ownPort(String scheme) {
        return scheme.equals(HTTPS) ? 443 : 80;
    }
}
