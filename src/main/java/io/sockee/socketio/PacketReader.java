package io.sockee.socketio;

import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of one connection: {@code <type>[<attachments>-][<namespace>,][<ack id>][<json>]}. Keeps a binary
 * packet until its attachments are there. Whatever breaks the protocol gives a {@link Packet.Malformed}, after which the
 * reader must not be used again; nothing is thrown.
 *
 * <p>For one thread at a time; does not block.
 */
final class PacketReader implements Wire.Reader {

    /** Ack ids are counters; this is how far JavaScript counts exactly. */
    private static final long MAX_ID = (1L << 53) - 1;

    /** As many digits as that number has. */
    private static final int MAX_DIGITS = 16;

    private static final Packet AWAITING = new Packet.Awaiting();
    private static final Packet UNEXPECTED = new Packet.Malformed("a text where an attachment was due, or the reverse");
    private static final Packet UNKNOWN_TYPE = new Packet.Malformed("unknown packet type");
    private static final Packet BAD_ATTACHMENTS = new Packet.Malformed("illegal number of attachments");
    private static final Packet BAD_PAYLOAD = new Packet.Malformed("invalid payload");
    private static final Packet BAD_ACK_ID = new Packet.Malformed("invalid ack id");
    private static final Packet RESERVED_NAME = new Packet.Malformed("reserved event name");

    private final EventReader events;
    private final int maxAttachments;

    private Packet.@Nullable InNamespace pending;
    private int due;
    private final List<byte[]> arrived = new ArrayList<>(0);

    /**
     * @param maxAttachments how many attachments a packet may have
     */
    PacketReader(EventReader events, int maxAttachments) {
        this.events = events;
        this.maxAttachments = maxAttachments;
    }

    @Override
    public Packet text(String frame, int offset) {
        if (pending != null) {
            return UNEXPECTED;
        }
        PacketType type = offset < frame.length() ? PacketType.of(frame.charAt(offset)) : null;
        if (type == null || type == PacketType.CONNECT_ERROR) {
            return UNKNOWN_TYPE;
        }
        int at = offset + 1;
        int attachments = 0;
        if (type.isBinary()) {
            int end = endOfDigits(frame, at);
            if (end == at || end - at > MAX_DIGITS || end == frame.length() || frame.charAt(end) != '-') {
                return BAD_ATTACHMENTS;
            }
            long announced = Long.parseLong(frame, at, end, 10);
            if (announced < 1 || announced > maxAttachments) {
                return BAD_ATTACHMENTS;
            }
            attachments = (int) announced;
            at = end + 1;
        }
        String namespace = "/";
        if (at < frame.length() && frame.charAt(at) == '/') {
            int comma = frame.indexOf(',', at);
            int end = comma < 0 ? frame.length() : comma;
            namespace = frame.substring(at, end);
            at = comma < 0 ? end : end + 1;
        }
        int digits = endOfDigits(frame, at);
        if (digits - at > MAX_DIGITS) {
            return BAD_ACK_ID;
        }
        long ackId = digits == at ? Wire.NO_ACK : Long.parseLong(frame, at, digits, 10);
        if (ackId > MAX_ID) {
            return BAD_ACK_ID;
        }
        String json = frame.substring(digits);
        return switch (type) {
            case CONNECT -> connect(namespace, json);
            case DISCONNECT -> json.isEmpty() ? new Packet.Disconnect(namespace) : BAD_PAYLOAD;
            case EVENT, BINARY_EVENT -> event(namespace, ackId, json, attachments);
            case ACK, BINARY_ACK -> ack(namespace, ackId, json, attachments);
            case CONNECT_ERROR -> UNKNOWN_TYPE; // only servers send it
        };
    }

    private Packet connect(String namespace, String json) {
        if (json.isEmpty()) {
            return new Packet.Connect(namespace, null);
        }
        return events.isObject(json) ? new Packet.Connect(namespace, json) : BAD_PAYLOAD;
    }

    private Packet event(String namespace, long ackId, String json, int attachments) {
        Event event = events.event(json, attachments).orElse(null);
        if (event == null) {
            return BAD_PAYLOAD;
        }
        if (Event.isReserved(event.name())) {
            return RESERVED_NAME;
        }
        return complete(new Packet.Emit(namespace, ackId, event), attachments);
    }

    private Packet ack(String namespace, long ackId, String json, int attachments) {
        if (ackId == Wire.NO_ACK) {
            return BAD_ACK_ID;
        }
        RawArguments arguments = events.arguments(json, attachments).orElse(null);
        return arguments == null ? BAD_PAYLOAD : complete(new Packet.Ack(namespace, ackId, arguments), attachments);
    }

    private Packet complete(Packet.InNamespace packet, int attachments) {
        if (attachments == 0) {
            return packet;
        }
        pending = packet;
        due = attachments;
        return AWAITING;
    }

    /** An attachment of the packet before it. */
    @Override
    public Packet binary(byte[] attachment) {
        Packet.InNamespace packet = pending;
        if (packet == null) {
            return UNEXPECTED;
        }
        arrived.add(attachment);
        if (arrived.size() < due) {
            return AWAITING;
        }
        List<byte[]> attachments = List.copyOf(arrived);
        arrived.clear();
        pending = null;
        if (packet instanceof Packet.Emit emit) {
            return new Packet.Emit(emit.namespace(), emit.ackId(), emit.event().with(attachments));
        } else if (packet instanceof Packet.Ack ack) {
            return new Packet.Ack(ack.namespace(), ack.ackId(), ack.arguments().with(attachments));
        }
        return packet;
    }

    private static int endOfDigits(String frame, int from) {
        int at = from;
        while (at < frame.length() && frame.charAt(at) >= '0' && frame.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
