package io.sockee.wire;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smallest wire: one letter for each packet behind Engine.IO's 4, and for an event the first of its name. */
public final class LetterWire implements Wire {
    private final List<String> events = new ArrayList<>();

    /** The names of the events that were written, once for each time. */
    public List<String> events() {
        return events;
    }

    @Override
    public Frames connect(String namespace, String socketId) {
        return packet("C");
    }

    @Override
    public Frames connectError(String namespace, String message, @Nullable String data) {
        return packet("X");
    }

    @Override
    public Frames disconnect(String namespace) {
        return packet("D");
    }

    @Override
    public Frames event(String namespace, Event event, long ackId) {
        events.add(event.name());
        return packet(event.name().substring(0, 1));
    }

    @Override
    public Frames ack(String namespace, RawArguments arguments, long ackId) {
        return packet("A");
    }

    private static Frames packet(String letter) {
        return Frames.text("4" + letter);
    }
}
