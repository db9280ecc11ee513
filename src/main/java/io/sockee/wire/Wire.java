package io.sockee.wire;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a client and its sockets speak: what the server has to say is written in it, what the client says is read
 * from it. There is one instance for each form, for as long as the server
 * runs, and connections of one form share it: it stands for the form wherever something is written once for many. Safe for
 * any thread; does not block.
 */
public interface Wire {

    /** An ack id that is not there: no answer is asked for. */
    long NO_ACK = -1;

    /** Begins to read what one client says. */
    Reader reader();

    /** The client is connected to the namespace. */
    Frames connect(String namespace, String socketId);

    /**
     * The client may not connect to the namespace.
     *
     * @param data JSON for the client's error, if there is any
     */
    Frames connectError(String namespace, String message, @Nullable String data);

    /** The client is disconnected from the namespace. */
    Frames disconnect(String namespace);

    /** An event, with the id of the ack that is asked for or {@link #NO_ACK}. */
    Frames event(String namespace, Event event, long ackId);

    /** The answer to an event of the client. */
    Frames ack(String namespace, RawArguments arguments, long ackId);

    /**
     * Reads the packets of one connection, and keeps those of which a part is still to come. What breaks the protocol is a
     * {@link Packet.Malformed}, after which the reader is not to be used again. For one thread at a time; does not block.
     */
    interface Reader {

        /** Reads a text message that begins at an offset of the frame. */
        Packet text(String frame, int offset);

        /** Reads a binary message, which is the reader's from now on. */
        Packet binary(byte[] message);
    }
}
