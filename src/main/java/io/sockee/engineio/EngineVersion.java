package io.sockee.engineio;

import io.sockee.connection.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the versions of Engine.IO. A session has one version from its beginning to its end; a version has no
 * state and serves all of its sessions, on any thread; nothing blocks. Text frames to the client come with their packet type
 * from the protocol above, so all versions must write it alike.
 */
interface EngineVersion {

    /** The value of {@code EIO} by which clients ask for it. */
    String number();

    // --- The bodies of polling --------------------------------------------------------------------------------

    /**
     * Whether the body of a POST may be of a type.
     *
     * @param type the request's {@code Content-Type}, if it has one
     */
    boolean takes(@Nullable String type);

    /**
     * Begins the answer to a poll.
     *
     * @param limit in bytes; a single packet may be larger
     */
    PayloadWriter payload(int limit);

    /** The answer to a poll, in UTF-8, that consists of one text packet. */
    byte[] single(String packet);

    /** Unpacks the body of a POST, a packet at a time, so that what follows a bad packet costs nothing. */
    PayloadReader packets(String body);

    /** Whether the body of a POST has more packets than the limit; looks no further than it has to. */
    boolean hasMoreThan(int limit, String body);

    /** Whether a packet of a body stands for a binary message. */
    boolean isBinary(String packet);

    /** The message that such a packet stands for; null when it is malformed. */
    byte @Nullable [] binary(String packet);

    // --- WebSockets -------------------------------------------------------------------------------------------

    /** The message in a binary frame of a client, which may be the frame itself; null when the frame is malformed. */
    byte @Nullable [] message(byte[] frame);

    // --- Packets ----------------------------------------------------------------------------------------------

    /** Whether clients ping, each time within ping interval and ping timeout together, and the server answers; else it pings. */
    boolean clientPings();

    /** A packet that clients of this version do not send although it is meant: taken as if it had come first. */
    Optional<String> implied();

    /** Packs frames into one payload, one after the other. Used by one thread. */
    interface PayloadWriter {

        /** Adds a frame; false when it has to wait for the next payload, because of the limit or because it is the close. */
        boolean add(Frame frame);

        boolean isEmpty();

        /** The payload, in UTF-8. */
        byte[] bytes();
    }

    /** The packets of one payload. Used by one thread. */
    interface PayloadReader {

        /** The next packet, or null after the last. */
        @Nullable
        String next();
    }
}
