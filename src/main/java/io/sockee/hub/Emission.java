package io.sockee.hub;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one or many sockets of a namespace, written once for each wire form, however many receive it. One
 * room has recipients of all forms.
 */
public final class Emission {

    /** The event in one form, and what it was written to before in others: most often nothing. */
    private record Written(
            Wire wire, Frames frames, @Nullable Written others) {}

    private final String namespace;
    private final Event event;
    private final boolean onlyIfWritable;
    private volatile @Nullable Written written;

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

    /**
     * The event as a wire has it. The first recipient that needs a form has it written, all others get the same frames; two
     * threads may both write one, the same, so that no lock is held by a broadcast.
     */
    public Frames frames(Wire wire) {
        Written present = written;
        for (Written one = present; one != null; one = one.others()) {
            if (one.wire() == wire) {
                return one.frames();
            }
        }
        Frames frames = wire.event(namespace, event, Wire.NO_ACK);
        written = new Written(wire, frames, present);
        return frames;
    }
}
