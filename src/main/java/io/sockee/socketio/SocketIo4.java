package io.sockee.socketio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wire of Socket.IO, version 4 of its protocol, which clients of Socket.IO 1 and 2 speak. Other than in version 5, everybody
 * is in the main namespace without asking, a CONNECT has no payload but may have a query, which is taken for the auth payload,
 * and the answers to it are bare: nothing, or the refusal's data or text.
 */
public final class SocketIo4 implements Wire {
    private static final Packet MAIN = new Packet.Connect("/", null);
    private static final Packet BAD_PAYLOAD = new Packet.Malformed("a CONNECT with a payload");

    private final PacketForm writer;
    private final Supplier<Reader> readers;
    private final boolean refusesInText;

    /**
     * Packets as text.
     *
     * @param messagePrefix what the transport protocol below puts before each text message
     * @param binary makes the frame of a binary message, as that protocol has it
     * @param maxAttachments how many binary attachments a packet of a client may have
     */
    public SocketIo4(
            String messagePrefix, Function<byte[], Frame.Binary> binary, EventReader events, int maxAttachments) {
        this(new PacketWriter(messagePrefix, binary), () -> new PacketReader(events, maxAttachments), false);
    }

    /** @param refusesInText whether clients take nothing else for a refusal, such as an object */
    private SocketIo4(PacketForm writer, Supplier<Reader> readers, boolean refusesInText) {
        this.writer = writer;
        this.readers = readers;
        this.refusesInText = refusesInText;
    }

    /**
     * Packets in MessagePack, each in one binary message. In this version the server speaks first, so it has to know. Refusals are their texts
     * alone: the parser of such clients throws at anything else.
     *
     * @param binary makes the frame of a binary message, as the transport protocol below has it
     * @param maxDepth how deep the arrays and objects of a client's packet may be nested
     * @param maxAttachments how many times there may be bytes in a packet of a client
     */
    public static SocketIo4 messagePack(Function<byte[], Frame.Binary> binary, int maxDepth, int maxAttachments) {
        return new SocketIo4(
                new PackedPackets(binary), () -> new OldPackedReader(new PackedReader(maxDepth, maxAttachments)), true);
    }

    @Override
    public Reader reader() {
        return new OldReader(readers.get());
    }

    @Override
    public Optional<Packet> implied() {
        return Optional.of(MAIN);
    }

    /** Without the id: clients know it from the transport's. */
    @Override
    public Frames connect(String namespace, String socketId) {
        return writer.connect(namespace);
    }

    @Override
    public Frames connectError(String namespace, String message, @Nullable String data) {
        return writer.error(namespace, data == null || refusesInText ? quoted(message) : data);
    }

    private static String quoted(String message) {
        StringBuilder json = new StringBuilder(message.length() + 2);
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(message, json);
        return json.append('"').toString();
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

    /** Reads what version 5 has, too, and takes the query off the namespaces. */
    private static final class OldReader implements Reader {
        private final Reader packets;

        OldReader(Reader packets) {
            this.packets = packets;
        }

        @Override
        public Packet text(String frame, int offset) {
            return old(packets.text(withoutCommas(frame, offset), offset));
        }

        /** Where an application has written the query of a CONNECT by itself, there may be commas in it, which end a namespace. */
        private static String withoutCommas(String frame, int offset) {
            int query = frame.indexOf('?', offset);
            if (query < 0 || frame.charAt(offset) != PacketType.CONNECT.digit()) {
                return frame;
            }
            int end = frame.endsWith(",") ? frame.length() - 1 : frame.length();
            return frame.indexOf(',', query) == -1 || frame.indexOf(',', query) == end
                    ? frame
                    : frame.substring(0, query) + frame.substring(query, end).replace(",", "%2C");
        }

        @Override
        public Packet binary(byte[] message) {
            return old(packets.binary(message));
        }

        private static Packet old(Packet packet) {
            if (packet instanceof Packet.Connect connect) {
                return connect.auth() == null ? connect(connect.namespace()) : BAD_PAYLOAD;
            } else if (packet instanceof Packet.InNamespace there
                    && there.namespace().indexOf('?') >= 0) {
                return renamed(
                        there, there.namespace().substring(0, there.namespace().indexOf('?')));
            }
            return packet;
        }

        private static Packet connect(String namespace) {
            int query = namespace.indexOf('?');
            return query < 0
                    ? new Packet.Connect(namespace, null)
                    : new Packet.Connect(
                            namespace.substring(0, query), QueryObject.json(namespace.substring(query + 1)));
        }

        private static Packet renamed(Packet.InNamespace packet, String namespace) {
            if (packet instanceof Packet.Emit emit) {
                return new Packet.Emit(namespace, emit.ackId(), emit.event());
            } else if (packet instanceof Packet.Ack ack) {
                return new Packet.Ack(namespace, ack.ackId(), ack.arguments());
            }
            return new Packet.Disconnect(namespace);
        }
    }
}
