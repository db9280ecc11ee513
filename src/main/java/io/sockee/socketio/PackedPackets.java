package io.sockee.socketio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.wire.Wire;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Packets in MessagePack: a map with the type, the namespace, and what the type has of data and an id. Each is one binary message, and bytes
 * are where they belong. Safe for any thread.
 */
final class PackedPackets implements PacketForm {
    private static final int MARGIN = 48;

    private final Function<byte[], Frame.Binary> binary;

    /**
     * @param binary makes the frame of a binary message, as the transport protocol below has it
     */
    PackedPackets(Function<byte[], Frame.Binary> binary) {
        this.binary = binary;
    }

    @Override
    public Frames connect(String namespace) {
        return frames(begin(PacketType.CONNECT, namespace, 0, 2));
    }

    @Override
    public Frames connect(String namespace, String socketId) {
        return frames(begin(PacketType.CONNECT, namespace, socketId.length(), 3)
                .text("data")
                .map(1)
                .text("sid")
                .text(socketId));
    }

    @Override
    public Frames connect(String namespace, String socketId, String pid) {
        return frames(begin(PacketType.CONNECT, namespace, socketId.length() + pid.length(), 3)
                .text("data")
                .map(2)
                .text("sid")
                .text(socketId)
                .text("pid")
                .text(pid));
    }

    @Override
    public Frames connectError(String namespace, String message, @Nullable String data) {
        StringBuilder json = new StringBuilder("{\"message\":\"");
        JsonStringEncoder.getInstance().quoteAsString(message, json);
        json.append('"');
        if (data != null) {
            json.append(",\"data\":").append(data);
        }
        return error(namespace, json.append('}').toString());
    }

    @Override
    public Frames error(String namespace, String json) {
        PackedOutput packet =
                begin(PacketType.CONNECT_ERROR, namespace, json.length(), 3).text("data");
        new JsonPacked(List.of(), packet).value(json);
        return frames(packet);
    }

    @Override
    public Frames disconnect(String namespace) {
        return frames(begin(PacketType.DISCONNECT, namespace, 0, 2));
    }

    @Override
    public Frames event(String namespace, Event event, long ackId) {
        RawArguments arguments = event.arguments();
        int more = (int) Math.min(arguments.size() + event.name().length(), Integer.MAX_VALUE / 2);
        PackedOutput packet = begin(PacketType.EVENT, namespace, more, ackId == Wire.NO_ACK ? 3 : 4);
        if (ackId != Wire.NO_ACK) {
            packet.text("id").integer(ackId);
        }
        packet.text("data").array(arguments.count() + 1).text(event.name());
        items(arguments, packet);
        return frames(packet);
    }

    @Override
    public Frames ack(String namespace, RawArguments arguments, long ackId) {
        int more = (int) Math.min(arguments.size(), Integer.MAX_VALUE / 2);
        PackedOutput packet =
                begin(PacketType.ACK, namespace, more, 4).text("id").integer(ackId);
        packet.text("data").array(arguments.count());
        items(arguments, packet);
        return frames(packet);
    }

    private static void items(RawArguments arguments, PackedOutput packet) {
        if (arguments.count() > 0) {
            StringBuilder json = new StringBuilder(arguments.length() + 2).append('[');
            arguments.appendTo(json);
            new JsonPacked(arguments.attachments(), packet)
                    .items(json.append(']').toString());
        }
    }

    private static PackedOutput begin(PacketType type, String namespace, int more, int pairs) {
        return new PackedOutput(MARGIN + namespace.length() + more)
                .map(pairs)
                .text("type")
                .integer(type.number())
                .text("nsp")
                .text(namespace);
    }

    private Frames frames(PackedOutput packet) {
        return Frames.of(binary.apply(packet.toBytes()));
    }
}
