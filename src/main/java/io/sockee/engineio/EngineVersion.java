package io.sockee.engineio;

import io.sockee.connection.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the versions of Engine.IO. A session has one version from its beginning to its end; a version has no
 * state and serves all of its sessions, on any thread; nothing blocks. Frames to the client come from the protocol above as they
 * go over a WebSocket: text with its packet type, which all versions write alike, and binary as {@link #frame} makes it.
 */
interface EngineVersion {

    /** The value of {@code EIO} by which clients ask for it. */
    String number();

    /** Whether a value of {@code EIO} asks for it, or none does. */
    boolean isMeantBy(@Nullable String eio);

    /** The packet that tells a client of its session. */
    String openPacket(EngineSettings settings, String sid, boolean offersUpgrade);

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
     * @param takesBytes whether the client takes payloads that are no text
     */
    PayloadWriter payload(int limit, boolean takesBytes);

    /** The answer to a poll, in UTF-8, that consists of one text packet. */
    byte[] single(String packet);

    /** Unpacks the body of a POST, a packet at a time, so that what follows a bad packet costs nothing. */
    PayloadReader packets(String body);

    /** The same for a body of bytes, where {@linkplain #takes the version takes} such. The reader owns them. */
    PayloadReader packets(byte[] body);

    // --- Binary messages --------------------------------------------------------------------------------------

    /** Whether a text packet stands for a binary message. */
    boolean isBinary(String packet);

    /** The message that such a packet stands for; null when it is malformed. */
    byte @Nullable [] binary(String packet);

    /** The message in a binary frame of a client, which may be the frame itself; null when the frame is malformed. */
    byte @Nullable [] message(byte[] frame);

    /** The frame by which a binary message goes to clients. */
    Frame.Binary frame(byte[] message);

    /** The text packet that stands for the bytes of such a frame. */
    String base64(byte[] frame);

    // --- The heartbeat ----------------------------------------------------------------------------------------

    /** Whether clients ping, each time within ping interval and ping timeout together, and the server answers; else it pings. */
    boolean clientPings();

    /** Packs frames into one payload, one after the other. Used by one thread. */
    interface PayloadWriter {

        /** Adds a frame; false when it has to wait for the next payload, because of the limit or because it is the close. */
        boolean add(Frame frame);

        boolean isEmpty();

        /** Whether the payload is text, in UTF-8; as long as nothing else is added. */
        boolean isText();

        /** The payload. */
        byte[] bytes();
    }

    /** The packets of one payload. Used by one thread. */
    interface PayloadReader {

        /** Whether there are more packets than the limit; looks no further than it has to. Asked before the first is read. */
        boolean hasMoreThan(int limit);

        /** The next packet: text with its type, or a binary message. Null after the last, and where no packet follows. */
        Frame.@Nullable Message read();

        /** Whether what follows the packets that were read is no packet. */
        boolean isBroken();
    }
}
