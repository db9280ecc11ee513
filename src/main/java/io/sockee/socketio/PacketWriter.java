package io.sockee.socketio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.wire.Wire;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Packets in the text form of Socket.IO. Safe for any thread. */
final class PacketWriter implements PacketForm {
    private static final String MAIN = "/";

    private final String messagePrefix;
    private final Function<byte[], Frame.Binary> binary;

    /**
     * @param messagePrefix what the transport protocol below puts before each text message; written here, so that a
     *     packet is put together once for all its recipients
     * @param binary makes the frame of a binary message, as that protocol has it
     */
    PacketWriter(String messagePrefix, Function<byte[], Frame.Binary> binary) {
        this.messagePrefix = messagePrefix;
        this.binary = binary;
    }

    /** The packet that says that the client is connected, and nothing more. */
    @Override
    public Frames connect(String namespace) {
        return frames(begin(PacketType.CONNECT, namespace, 0));
    }

    @Override
    public Frames connect(String namespace, String socketId) {
        return frames(begin(PacketType.CONNECT, namespace, 0)
                .append("{\"sid\":\"")
                .append(socketId)
                .append("\"}"));
    }

    @Override
    public Frames connect(String namespace, String socketId, String pid) {
        return frames(begin(PacketType.CONNECT, namespace, 0)
                .append("{\"sid\":\"")
                .append(socketId)
                .append("\",\"pid\":\"")
                .append(pid)
                .append("\"}"));
    }

    @Override
    public Frames connectError(String namespace, String message, @Nullable String data) {
        StringBuilder packet = begin(PacketType.CONNECT_ERROR, namespace, 0).append("{\"message\":");
        quote(message, packet);
        if (data != null) {
            packet.append(",\"data\":").append(data);
        }
        return frames(packet.append('}'));
    }

    /** A refusal in the form of version 4 of the protocol: any JSON. */
    @Override
    public Frames error(String namespace, String json) {
        return frames(begin(PacketType.CONNECT_ERROR, namespace, 0).append(json));
    }

    @Override
    public Frames disconnect(String namespace) {
        return frames(begin(PacketType.DISCONNECT, namespace, 0));
    }

    @Override
    public Frames event(String namespace, Event event, long ackId) {
        RawArguments arguments = event.arguments();
        PacketType type = arguments.attachments().isEmpty() ? PacketType.EVENT : PacketType.BINARY_EVENT;
        StringBuilder packet = begin(type, namespace, arguments.attachments().size());
        packet.ensureCapacity(packet.length() + event.name().length() + arguments.length() + 24);
        if (ackId != Wire.NO_ACK) {
            packet.append(ackId);
        }
        packet.append('[');
        quote(event.name(), packet);
        if (arguments.count() > 0) {
            packet.append(',');
            arguments.appendTo(packet);
        }
        return Frames.of(WellFormed.text(packet.append(']')), arguments.attachments(), binary);
    }

    @Override
    public Frames ack(String namespace, RawArguments arguments, long ackId) {
        PacketType type = arguments.attachments().isEmpty() ? PacketType.ACK : PacketType.BINARY_ACK;
        StringBuilder packet = begin(type, namespace, arguments.attachments().size());
        packet.append(ackId).append('[');
        arguments.appendTo(packet);
        return Frames.of(WellFormed.text(packet.append(']')), arguments.attachments(), binary);
    }

    private StringBuilder begin(PacketType type, String namespace, int attachments) {
        StringBuilder packet = new StringBuilder(64).append(messagePrefix).append(type.digit());
        if (attachments > 0) {
            packet.append(attachments).append('-');
        }
        if (!namespace.equals(MAIN)) {
            packet.append(namespace).append(',');
        }
        return packet;
    }

    private static Frames frames(StringBuilder packet) {
        return Frames.text(WellFormed.text(packet));
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, to);
        to.append('"');
    }
}
