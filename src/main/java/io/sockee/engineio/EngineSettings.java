package io.sockee.engineio;

import java.util.Set;

/**
 * The settings of an Engine.IO server; times are in milliseconds, sizes in bytes.
 *
 * @param pingInterval from a pong, or the opening, to the next ping
 * @param pingTimeout how long a client may take to answer a ping
 * @param upgradeTimeout how long a probe may take to become the transport
 * @param maxPayload the largest request body and the largest WebSocket message taken from a client
 * @param maxPackets how many packets a request body may have
 * @param maxPollPayload how large the answer to one poll may be; a single message may be larger
 * @param maxPollPackets how many packets the answer to one poll may have
 * @param transports the transports offered
 * @param allowUpgrades whether a polling connection may go on over WebSocket
 * @param maxQueuedMessages how many messages may wait to be sent on one connection
 * @param maxQueuedBytes how many bytes may wait to be sent on one connection
 * @param closeWhenFull whether a connection is closed when its queue is full; otherwise the message is dropped and counted
 */
public record EngineSettings(
        long pingInterval,
        long pingTimeout,
        long upgradeTimeout,
        int maxPayload,
        int maxPackets,
        int maxPollPayload,
        int maxPollPackets,
        Set<Transport> transports,
        boolean allowUpgrades,
        int maxQueuedMessages,
        long maxQueuedBytes,
        boolean closeWhenFull) {

    /** How long a closed session waits for what is queued to go out; each further poll that fetches some begins this anew. */
    static final long CLOSE_TIMEOUT = 30_000;

    /** How often a waiting poll is ended while a probe is under way. */
    static final long UPGRADE_CHECK_INTERVAL = 100;

    /** After so many checks without a poll the client of a probe has left polling. */
    static final int UPGRADE_QUIET_CHECKS = 10;

    public EngineSettings {
        transports = Set.copyOf(transports);
    }

    /**
     * The packet that tells a client of its session.
     *
     * @param more further members of its JSON, with a comma before each
     */
    String openPacket(String sid, boolean offersUpgrade, String more) {
        return EnginePacketType.OPEN.packet() + "{\"sid\":\"" + sid + "\",\"upgrades\":["
                + (offersUpgrade ? "\"websocket\"" : "") + "],\"pingInterval\":" + pingInterval
                + ",\"pingTimeout\":" + pingTimeout + more + "}";
    }

    boolean upgradable() {
        return allowUpgrades && transports.contains(Transport.WEBSOCKET);
    }
}
