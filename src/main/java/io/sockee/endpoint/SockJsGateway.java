package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.session.SessionDoor;
import io.sockee.sockjs.SockJsPages;
import io.sockee.sockjs.SockJsServer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * What the adapters of one SockJS prefix share.
 *
 * @param prefix where it is served, such as {@code /echo}
 * @param entry what they share with all other paths
 * @param entropy random bits, unpredictable ones
 */
public record SockJsGateway(String prefix, SockJsServer server, SockJsPages pages, Entry entry, IntSupplier entropy) {

    /**
     * A request, as what is above sees it. Where all origins may connect, nobody is logged in by the container: any page may have
     * the iframe page in its own, and that page's requests are like those of this server's own pages.
     */
    HandshakeRequest handshake(HttpServletRequest request, Map<String, String> query) {
        HandshakeRequest handshake = entry.handshake(request, query);
        return entry.origins().allowsAll() ? handshake.anonymous() : handshake;
    }

    /** A request that opens a connection; see {@link Entry#opening}, and {@link #handshake}. */
    SessionDoor.Opening opening(HttpServletRequest request, Map<String, String> query) {
        HandshakeRequest handshake = handshake(request, query);
        return entry.origins().allowsAll()
                ? new SessionDoor.Opening(handshake, Optional.empty())
                : entry.opening(request, handshake);
    }

    /** Whom the container has authenticated; as {@link #handshake}. */
    Optional<HandshakeRequest.Caller> caller(HttpServletRequest request) {
        return entry.origins().allowsAll() ? Optional.empty() : entry.caller(request);
    }
}
