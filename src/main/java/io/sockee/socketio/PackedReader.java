package io.sockee.socketio;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.socketio.PackedInput.Kind;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets in MessagePack: maps with {@code type}, {@code nsp}, {@code data} and {@code id}, in any order; other keys are passed over, as
 * clients send some that are their own. Whatever breaks the protocol gives a {@link Packet.Malformed}; nothing is thrown.
 *
 * <p>For one thread at a time; does not block.
 */
final class PackedReader implements Wire.Reader {

    /** As for text: how far JavaScript counts exactly. */
    private static final long MAX_ID = (1L << 53) - 1;

    private static final int ABSENT = -1;

    private static final Packet TEXT = new Packet.Malformed("a text where MessagePack was due");
    private static final Packet BROKEN = new Packet.Malformed("no packet in MessagePack, or one past its limits");
    private static final Packet UNKNOWN_TYPE = new Packet.Malformed("unknown packet type");
    private static final Packet BAD_PAYLOAD = new Packet.Malformed("invalid payload");
    private static final Packet BAD_ACK_ID = new Packet.Malformed("invalid ack id");
    private static final Packet RESERVED_NAME = new Packet.Malformed("reserved event name");

    private final int maxDepth;
    private final int maxAttachments;

    PackedReader(int maxDepth, int maxAttachments) {
        this.maxDepth = maxDepth;
        this.maxAttachments = maxAttachments;
    }

    @Override
    public Packet text(String frame, int offset) {
        return TEXT;
    }

    @Override
    public Packet binary(byte[] message) {
        PackedInput in = new PackedInput(message);
        try {
            return in.next() == Kind.MAP ? new Fields(in).packet() : BROKEN;
        } catch (BrokenPacketException e) {
            return BROKEN;
        }
    }

    /** The fields of one packet. */
    private final class Fields {
        private final PackedInput in;
        private long type = ABSENT;
        private @Nullable String namespace;
        private long ackId = Wire.NO_ACK;
        private int data = ABSENT; // where it begins

        Fields(PackedInput in) {
            this.in = in;
        }

        Packet packet() throws BrokenPacketException {
            for (int fields = in.count(); fields > 0; fields--) {
                if (in.next() != Kind.TEXT) {
                    return BROKEN;
                }
                field(in.text());
            }
            if (!in.isAtEnd()) {
                return BROKEN;
            }
            String of = namespace == null ? "/" : namespace;
            if (type == PacketType.CONNECT.number()) {
                return connect(of);
            } else if (type == PacketType.DISCONNECT.number()) {
                return isEmpty() ? new Packet.Disconnect(of) : BAD_PAYLOAD;
            } else if (type == PacketType.EVENT.number() || type == PacketType.BINARY_EVENT.number()) {
                return event(of);
            } else if (type == PacketType.ACK.number() || type == PacketType.BINARY_ACK.number()) {
                return ack(of);
            }
            return UNKNOWN_TYPE; // a CONNECT_ERROR, too: only servers send it
        }

        /** What is there twice is broken: whoever looked at the first, and who looks at the last, would see two packets. */
        private void field(String name) throws BrokenPacketException {
            switch (name) {
                case "type" -> {
                    once(type == ABSENT && in.next() == Kind.INTEGER);
                    type = in.integer();
                    once(type >= 0);
                }
                case "nsp" -> {
                    once(namespace == null && in.next() == Kind.TEXT);
                    namespace = in.text();
                    once(namespace.startsWith("/"));
                }
                case "id" -> id();
                case "data" -> {
                    once(data == ABSENT);
                    data = in.position();
                    in.skip();
                }
                default -> in.skip();
            }
        }

        private void id() throws BrokenPacketException {
            Kind kind = in.next();
            if (kind != Kind.NIL && kind != Kind.UNDEFINED) {
                once(ackId == Wire.NO_ACK && kind == Kind.INTEGER && in.integer() >= 0 && in.integer() <= MAX_ID);
                ackId = in.integer();
            }
        }

        private static void once(boolean right) throws BrokenPacketException {
            if (!right) {
                throw new BrokenPacketException();
            }
        }

        /** Whether there are no data, whatever way that is said; else the input stands where they begin. */
        private boolean isEmpty() throws BrokenPacketException {
            if (data == ABSENT) {
                return true;
            }
            in.position(data);
            Kind kind = in.next();
            in.position(data);
            return kind == Kind.NIL || kind == Kind.UNDEFINED;
        }

        private Packet connect(String of) throws BrokenPacketException {
            if (isEmpty()) {
                return new Packet.Connect(of, null);
            }
            boolean isObject = in.next() == Kind.MAP;
            in.position(data);
            if (!isObject) {
                return BAD_PAYLOAD;
            }
            StringBuilder json = new StringBuilder();
            new PackedJson(in, json, maxDepth, 0).value();
            return new Packet.Connect(of, json.toString());
        }

        private Packet event(String of) throws BrokenPacketException {
            if (isEmpty() || in.next() != Kind.ARRAY || in.count() == 0) {
                return BAD_PAYLOAD;
            }
            int arguments = in.count() - 1;
            Kind kind = in.next();
            if (kind != Kind.TEXT && kind != Kind.INTEGER) {
                return BAD_PAYLOAD;
            }
            String name = kind == Kind.TEXT ? in.text() : Long.toString(in.integer());
            return Event.isReserved(name)
                    ? RESERVED_NAME
                    : new Packet.Emit(of, ackId, new Event(name, arguments(arguments)));
        }

        private Packet ack(String of) throws BrokenPacketException {
            if (ackId == Wire.NO_ACK) {
                return BAD_ACK_ID;
            }
            return isEmpty() || in.next() != Kind.ARRAY
                    ? BAD_PAYLOAD
                    : new Packet.Ack(of, ackId, arguments(in.count()));
        }

        private RawArguments arguments(int count) throws BrokenPacketException {
            if (count == 0) {
                return RawArguments.NONE;
            }
            StringBuilder json = new StringBuilder();
            int[] starts = new int[count];
            PackedJson values = new PackedJson(in, json, maxDepth - 1, maxAttachments);
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    json.append(',');
                }
                starts[i] = json.length();
                values.value();
            }
            return RawArguments.joined(json.toString(), starts, values.attachments());
        }
    }
}
