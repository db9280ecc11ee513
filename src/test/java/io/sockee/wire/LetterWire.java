package io.sockee.wire;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The smallest wire: one letter for each packet, behind Engine.IO's 4 or as a binary message. An event is the first letter of
 * its name, and asks for an answer where it comes from a client; everything is of one namespace.
 */
public final class LetterWire implements Wire {
    private final String namespace;
    private final List<String> events = new ArrayList<>();

    public LetterWire() {
        this("/");
    }

    public LetterWire(String namespace) {
        this.namespace = namespace;
    }

    /** The names of the events that were written, once for each time. */
    public List<String> events() {
        return events;
    }

    @Override
    public Reader reader() {
        return new Reader() {
            @Override
            public Packet text(String frame, int offset) {
                return frame.length() == offset + 1 ? packet(frame.charAt(offset)) : malformed();
            }

            @Override
            public Packet binary(byte[] message) {
                return message.length == 1 ? packet((char) message[0]) : malformed();
            }

            private Packet malformed() {
                return new Packet.Malformed("more or less than one letter");
            }

            private Packet packet(char letter) {
                return switch (letter) {
                    case 'C' -> new Packet.Connect(namespace, null);
                    case 'D' -> new Packet.Disconnect(namespace);
                    case 'A' -> new Packet.Ack(namespace, 0, RawArguments.NONE);
                    default -> new Packet.Emit(namespace, 0, new Event(String.valueOf(letter), RawArguments.NONE));
                };
            }
        };
    }

    @Override
    public Frames connect(String to, String socketId) {
        return packet("C");
    }

    @Override
    public Frames connectError(String to, String message, @Nullable String data) {
        return packet("X");
    }

    @Override
    public Frames disconnect(String from) {
        return packet("D");
    }

    @Override
    public Frames event(String in, Event event, long ackId) {
        events.add(event.name());
        return packet(event.name().substring(0, 1));
    }

    @Override
    public Frames ack(String in, RawArguments arguments, long ackId) {
        return packet("A");
    }

    private static Frames packet(String letter) {
        return Frames.text("4" + letter);
    }
}
