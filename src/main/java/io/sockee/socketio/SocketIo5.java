package io.sockee.socketio;

import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Wire;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The wire of Socket.IO, version 5 of its protocol, with its packets in their text form or in MessagePack. */
public final class SocketIo5 implements Wire {
    private final PacketForm writer;
    private final Supplier<Reader> readers;

    /**
     * Packets as text.
     *
     * @param messagePrefix what the transport protocol below puts before each text message; written here, so that a
     *     packet is put together once for all its recipients
     * @param maxAttachments how many binary attachments a packet of a client may have
     */
    public SocketIo5(String messagePrefix, EventReader events, int maxAttachments) {
        this(new PacketWriter(messagePrefix, Frame.Binary::new), () -> new PacketReader(events, maxAttachments));
    }

    private SocketIo5(PacketForm writer, Supplier<Reader> readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Packets in MessagePack, each in one binary message.
     *
     * @param maxDepth how deep the arrays and objects of a client's packet may be nested
     * @param maxAttachments how many times there may be bytes in a packet of a client
     */
    public static SocketIo5 messagePack(int maxDepth, int maxAttachments) {
        return new SocketIo5(new PackedPackets(Frame.Binary::new), () -> new PackedReader(maxDepth, maxAttachments));
    }

    @Override
    public Reader reader() {
        return readers.get();
    }

    @Override
    public Frames connect(String namespace, String socketId) {
        return writer.connect(namespace, socketId);
    }

    @Override
    public boolean recovers() {
        return true;
    }

    @Override
    public Frames connect(String namespace, String socketId, String pid) {
        return writer.connect(namespace, socketId, pid);
    }

    @Override
    public Frames connectError(String namespace, String message, @Nullable String data) {
        return writer.connectError(namespace, message, data);
    }

    @Override
    public Frames disconnect(String namespace) {
        return writer.disconnect(namespace);
    }

    @Override
    public Frames event(String namespace, Event event, long ackId) {
        return writer.event(namespace, event, ackId);
    }

    @Override
    public Frames ack(String namespace, RawArguments arguments, long ackId) {
        return writer.ack(namespace, arguments, ackId);
    }
}
