package io.sockee.sockjs;

import java.util.EnumSet;
import java.util.Set;

/**
 * The options of one prefix; times are in milliseconds, sizes in bytes.
 *
 * @param transports those that clients may use
 * @param clientUrl where iframe pages find SockJS's client
 * @param responseLimit how much one streaming answer brings before it ends, and the client asks again
 * @param heartbeatDelay from one heartbeat to the next
 * @param pingTimeout how long the answer to a WebSocket's ping may take, which goes with each heartbeat
 * @param disconnectDelay how long a session is kept that nobody receives from
 * @param jsessionid whether answers set the cookie {@code JSESSIONID}, which some load balancers need for sticky sessions
 * @param maxPayload the largest request body and the largest WebSocket message taken from a client
 * @param maxMessages how many messages a payload may have
 * @param maxQueuedMessages how many messages may wait to be sent on one connection
 * @param maxQueuedBytes how much may wait to be sent on one connection
 * @param closeWhenFull whether a connection is closed when its queue is full; otherwise the message is dropped and counted
 */
public record SockJsSettings(
        Set<Transport> transports,
        String clientUrl,
        int responseLimit,
        long heartbeatDelay,
        long pingTimeout,
        long disconnectDelay,
        boolean jsessionid,
        int maxPayload,
        int maxMessages,
        int maxQueuedMessages,
        long maxQueuedBytes,
        boolean closeWhenFull) {

    /** How long a closed connection may take to read what was queued. */
    static final long CLOSE_TIMEOUT = 30_000;

    public SockJsSettings {
        transports = Set.copyOf(transports);
    }

    /** The same, and clients may use all transports. */
    public SockJsSettings withAllTransports() {
        return new SockJsSettings(
                EnumSet.allOf(Transport.class),
                clientUrl,
                responseLimit,
                heartbeatDelay,
                pingTimeout,
                disconnectDelay,
                jsessionid,
                maxPayload,
                maxMessages,
                maxQueuedMessages,
                maxQueuedBytes,
                closeWhenFull);
    }

    /** Whether clients may use a transport. */
    public boolean has(Transport transport) {
        return transports.contains(transport);
    }
}
