package io.sockee.socketio;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import org.jspecify.annotations.Nullable;

/** How packets are written: as text with attachments, or in MessagePack. Safe for any thread. */
interface PacketForm {

    /** The packet that says that the client is connected, and nothing more. */
    Frames connect(String namespace);

    Frames connect(String namespace, String socketId);

    Frames connect(String namespace, String socketId, String pid);

    Frames connectError(String namespace, String message, @Nullable String data);

    /** A refusal in the form of version 4 of the protocol: any JSON. */
    Frames error(String namespace, String json);

    Frames disconnect(String namespace);

    Frames event(String namespace, Event event, long ackId);

    Frames ack(String namespace, RawArguments arguments, long ackId);
}
