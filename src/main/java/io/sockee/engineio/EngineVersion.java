package io.sockee.engineio;

import io.sockee.connection.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the versions of Engine.IO. A session has one from its beginning to its end; a version has no state of
 * its own and serves all of its sessions, on any thread. How a message begins in a frame is none of it: frames come ready
 * from the protocol above.
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

    /** Whether the body of a POST has more packets than so many; looks no further than it has to. */
    boolean hasMoreThan(int limit, String body);

    /** Whether a packet of a body stands for a binary message. */
    boolean isBinary(String packet);

    /** The message that such a packet stands for; null when it is malformed. */
    byte @Nullable [] binary(String packet);

    // --- WebSockets -------------------------------------------------------------------------------------------

    /** The message in a binary frame of a client, which may be the frame itself; null when the frame is malformed. */
    byte @Nullable [] message(byte[] frame);

    // --- Packets ----------------------------------------------------------------------------------------------

    /** Whether clients ping and the server answers, within the time of both settings; else the server pings. */
    boolean clientPings();

    /** A packet that clients leave out since it goes without saying: it is taken as if it had come first. */
    Optional<String> implied();

    /** Packs frames into one payload, one after the other. Used by one thread. */
    interface PayloadWriter {

        /** Adds a frame, unless it has to wait for the next payload: because of the limit, or as it is the end. */
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
