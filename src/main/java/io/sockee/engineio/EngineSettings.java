package io.sockee.engineio;

import java.util.Set;

/**
 * The settings of an Engine.IO server; times are in milliseconds, sizes in bytes.
 *
 * @param pingInterval from a pong to the next ping
 * @param pingTimeout how long a client may take to answer a ping
 * @param upgradeTimeout how long a probe may take to become the transport
 * @param maxPayload the largest request body and the largest WebSocket message taken from a client
 * @param maxPackets how many packets a request body may have
 * @param maxPollPayload how much one poll is answered with; a single message may be larger
 * @param maxPollPackets with how many packets one poll is answered, at most
 * @param transports the transports offered
 * @param allowUpgrades whether a polling connection may go on over WebSocket
 * @param maxQueuedMessages how many messages may wait to be sent on one connection
 * @param maxQueuedBytes how many bytes may wait to be sent on one connection
 * @param closeWhenFull whether a connection with more is closed; otherwise what is more is dropped and counted
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

    /** How long a closed session waits for the rest to go, or for another poll that fetches some of it. */
    static final long CLOSE_TIMEOUT = 30_000;

    /** How long after a WebSocket it may take the container to tell the application that it is stopped. */
    static final long GOING_AWAY_PAUSE = 250;

    /** How often a waiting poll is ended while a probe is under way. */
    static final long UPGRADE_CHECK_INTERVAL = 100;

    /** After so many checks without a poll the client of a probe has left polling. */
    static final int UPGRADE_QUIET_CHECKS = 10;

    public EngineSettings {
        transports = Set.copyOf(transports);
    }

    /** The packet that tells a client of its session. */
    String openPacket(String sid, boolean offersUpgrade) {
        return EnginePacketType.OPEN.packet() + "{\"sid\":\"" + sid + "\",\"upgrades\":["
                + (offersUpgrade ? "\"websocket\"" : "") + "],\"pingInterval\":" + pingInterval
                + ",\"pingTimeout\":" + pingTimeout + ",\"maxPayload\":" + maxPayload + "}";
    }

    boolean upgradable() {
        return allowUpgrades && transports.contains(Transport.WEBSOCKET);
    }
}
