package io.sockee.traffic;

import io.sockee.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One packet that came or went.
 *
 * @param number counts the lines of a watch, from 1
 * @param millis when it was seen, in milliseconds since the epoch
 * @param socket the socket's id
 * @param event the event's name; null where the packet is no event
 * @param ackId by which an answer is asked for, or given; see {@link #hasAckId}
 * @param size the chars of its arguments' JSON and the bytes of its attachments, together
 * @param payload the beginning of its arguments' JSON; null where it was not asked for
 */
public record Line(
        long number,
        long millis,
        Way way,
        Kind kind,
        String socket,
        String namespace,
        @Nullable String event,
        long ackId,
        long size,
        @Nullable String payload) {

    /** Which way a packet goes. */
    public enum Way {
        /** From the client. */
        IN,
        /** To the client. */
        OUT
    }

    /** What a packet is. */
    public enum Kind {
        /** The client wants to join a namespace, or has joined it. */
        CONNECT,
        /** The client, or the server, leaves the namespace. */
        DISCONNECT,
        /** An event. */
        EVENT,
        /** The answer to an event. */
        ACK
    }

    /** Whether it asks for an answer, or is one. */
    public boolean hasAckId() {
        return ackId != Wire.NO_ACK;
    }

    /** Without what the client or the application has said. */
    @Override
    public String toString() {
        return "line " + number;
    }
}
