package io.sockee.endpoint;

import io.sockee.proxy.Arrival;

/**
 * What happens to requests that come without TLS.
 *
 * @param port the port of the server's HTTPS, as clients see it
 * @param hstsMaxAge seconds for which browsers use HTTPS only, by themselves (RFC 6797)
 */
public record HttpsPolicy(Mode mode, int port, long hstsMaxAge) {

    /** How strict it is. */
    public enum Mode {
        /** They are answered as all others. */
        OFF,
        /** Pages are sent to HTTPS, everything else is refused. */
        REDIRECT,
        /** Everything is refused. */
        REQUIRE
    }

    /** Lets all requests pass. */
    static final HttpsPolicy OFF = new HttpsPolicy(Mode.OFF, 443, 0);

    /** What is to be done with a request. */
    sealed interface Verdict {
        /** It came with TLS: the answer gets this {@code Strict-Transport-Security}. */
        record Secure(String header) implements Verdict {}

        /** The client is to ask again, at this address. */
        record Redirect(String location) implements Verdict {}

        /** It is not answered without TLS. */
        record Refuse() implements Verdict {}
    }

    boolean isOff() {
        return mode == Mode.OFF;
    }

    /**
     * Decides on a request, when not {@linkplain #isOff() off}.
     *
     * @param connects whether it opens or carries a connection: such clients follow no redirects, and what they have sent
     *     could already have been read on the way
     * @param target path and query as they were sent
     */
    Verdict decide(Arrival arrival, String method, boolean connects, String target) {
        if (arrival.secure()) {
            return new Verdict.Secure("max-age=" + hstsMaxAge);
        }
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (mode != Mode.REDIRECT || !reads || connects || arrival.host().isEmpty()) {
            return new Verdict.Refuse();
        }
        return new Verdict.Redirect("https://" + arrival.host() + (port == 443 ? "" : ":" + port) + target);
    }
}
