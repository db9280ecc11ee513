package io.sockee.wire;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How packets look on the wire: writes those of the server, reads those of a client. There is one instance for each form, for
 * as long as the server runs, and all connections of that form share it: what goes to many is written once for each instance.
 * Safe for any thread; does not block.
 */
public interface Wire {

    /** An ack id that is not there: no answer is asked for. */
    long NO_ACK = -1;

    /** A new reader, for the packets of one connection. */
    Reader reader();

    /** A packet that clients of this form do not send although it is meant: taken as if it had come first. */
    default Optional<Packet> implied() {
        return Optional.empty();
    }

    /**
     * Whether clients of this form can come back for what they have missed: each event has its offset as one more argument then, and
     * clients tell the last one that they have had.
     */
    default boolean recovers() {
        return false;
    }

    /** The client is connected to the namespace. */
    Frames connect(String namespace, String socketId);

    /**
     * The same.
     *
     * @param pid the secret by which it can come back, where the form {@linkplain #recovers has} that
     */
    default Frames connect(String namespace, String socketId, String pid) {
        return connect(namespace, socketId);
    }

    /**
     * The client may not connect to the namespace.
     *
     * @param message what the client is told, as text
     * @param data JSON that goes with it; null when there is none
     */
    Frames connectError(String namespace, String message, @Nullable String data);

    /** The client is disconnected from the namespace. */
    Frames disconnect(String namespace);

    /** An event, with the id of the ack that is asked for or {@link #NO_ACK}. */
    Frames event(String namespace, Event event, long ackId);

    /** The answer to an event of the client. */
    Frames ack(String namespace, RawArguments arguments, long ackId);

    /**
     * Reads the packets of one connection, and keeps one whose attachments are still to come. What breaks the protocol gives a
     * {@link Packet.Malformed}, after which the reader must not be used again; nothing is thrown. For one thread at a time;
     * does not block.
     */
    interface Reader {

        /** Reads a text message that begins at an offset, in chars, of the frame. */
        Packet text(String frame, int offset);

        /** Reads a binary message. The bytes belong to the reader: the caller must not change them afterwards. */
        Packet binary(byte[] message);
    }
}
