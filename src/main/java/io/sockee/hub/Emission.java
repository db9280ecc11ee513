package io.sockee.hub;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one or many sockets of a namespace, encoded once for each wire form, however many receive it.
 */
public final class Emission {

    /** Puts an event into the form of one wire. */
    public interface Encoder {
        Frames encode(String namespace, Event event);
    }

    private record Encoded(Encoder encoder, Frames frames) {}

    private final String namespace;
    private final Event event;
    private final boolean onlyIfWritable;
    private volatile @Nullable Encoded encoded;

    /**
     * @param onlyIfWritable whether a socket that cannot take it at once does without it
     */
    public Emission(String namespace, Event event, boolean onlyIfWritable) {
        this.namespace = namespace;
        this.event = event;
        this.onlyIfWritable = onlyIfWritable;
    }

    public Event event() {
        return event;
    }

    public boolean onlyIfWritable() {
        return onlyIfWritable;
    }

    /** The event as an encoder writes it. */
    public Frames frames(Encoder encoder) {
        Encoded last = encoded;
        if (last == null || last.encoder() != encoder) {
            // Two threads may both encode: they write the same, and no lock is held by a broadcast.
            last = new Encoded(encoder, encoder.encode(namespace, event));
            encoded = last;
        }
        return last.frames();
    }
}
