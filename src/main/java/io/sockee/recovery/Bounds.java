package io.sockee.recovery;

/**
 * What may be kept for clients that are away.
 *
 * @param maxMillis how long a client may be away
 * @param arrivedMillis after how many milliseconds a client that is here has had what it was sent: its heartbeat would have failed
 * @param maxPackets how many events may be kept for one socket
 * @param maxBytes how many bytes they may take, about
 * @param maxAway how many sockets may be away
 * @param maxTotalBytes how many bytes all events may take; one that was sent to many counts once
 */
public record Bounds(
        long maxMillis, long arrivedMillis, int maxPackets, long maxBytes, int maxAway, long maxTotalBytes) {}
