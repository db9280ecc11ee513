package io.sockee.bridge;

import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.sockjs.SockJsFrames;
import io.sockee.wire.Wire;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packets of another wire as messages of SockJS, which has texts only: text stays as it is, and binary attachments become {@code b}
 * and their bytes in base64, as in a payload of Engine.IO. A packet is one frame with its attachments; a raw WebSocket, which has no
 * frames of SockJS, gets a text for each.
 */
final class SockJsWire implements Wire {
    private final Wire packets;
    private final boolean raw;

    /**
     * @param packets writes text with Engine.IO's packet type
     * @param raw whether the form is that of raw WebSockets
     */
    SockJsWire(Wire packets, boolean raw) {
        this.packets = packets;
        this.raw = raw;
    }

    private Frames messages(Frames packet) {
        List<String> messages = new ArrayList<>(packet.count());
        for (int i = 0; i < packet.count(); i++) {
            Frame frame = packet.get(i);
            if (frame instanceof Frame.Text text) {
                messages.add(text.text());
            } else if (frame instanceof Frame.Binary binary) {
                messages.add("b" + Base64.getEncoder().encodeToString(binary.bytes()));
            } else {
                throw new IllegalStateException("no part of a packet: " + frame);
            }
        }
        return raw ? Frames.texts(messages) : SockJsFrames.messages(messages);
    }

    /** Reads what is left when the {@link SockJsBridge} has taken the packet type off. */
    @Override
    public Reader reader() {
        return packets.reader();
    }

    @Override
    public Frames connect(String namespace, String socketId) {
        return messages(packets.connect(namespace, socketId));
    }

    @Override
    public Frames connectError(String namespace, String message, @Nullable String data) {
        return messages(packets.connectError(namespace, message, data));
    }

    @Override
    public Frames disconnect(String namespace) {
        return messages(packets.disconnect(namespace));
    }

    @Override
    public Frames event(String namespace, Event event, long ackId) {
        return messages(packets.event(namespace, event, ackId));
    }

    @Override
    public Frames ack(String namespace, RawArguments arguments, long ackId) {
        return messages(packets.ack(namespace, arguments, ackId));
    }
}
