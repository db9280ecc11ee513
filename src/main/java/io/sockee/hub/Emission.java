package io.sockee.hub;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one or many sockets of a namespace, written once for each wire form, however many receive it: the
 * members of one room may use different forms. Safe for any thread.
 */
public final class Emission {

    /** The event in one form, and in the forms that were written before, most often none. */
    private record Written(
            Wire wire, Frames frames, @Nullable Written others) {}

    private final String namespace;
    private final Event event;
    private final long ackId;
    private final boolean onlyIfWritable;
    private final boolean plain;
    private volatile @Nullable Written written;

    /**
     * An event that asks for no answers.
     *
     * @param onlyIfWritable whether it is dropped for a socket that cannot take it at once
     */
    public Emission(String namespace, Event event, boolean onlyIfWritable) {
        this(namespace, event, Wire.NO_ACK, onlyIfWritable, false);
    }

    private Emission(String namespace, Event event, long ackId, boolean onlyIfWritable, boolean plain) {
        this.namespace = namespace;
        this.event = event;
        this.ackId = ackId;
        this.onlyIfWritable = onlyIfWritable;
        this.plain = plain;
    }

    static Emission of(Publication publication) {
        return question(publication, Wire.NO_ACK);
    }

    /** A publication that asks each of its sockets for an answer, all under one id. */
    public static Emission question(Publication publication, long ackId) {
        return new Emission(
                publication.namespace(), publication.event(), ackId, publication.onlyIfWritable(), publication.plain());
    }

    public Event event() {
        return event;
    }

    public boolean onlyIfWritable() {
        return onlyIfWritable;
    }

    /**
     * The event as frames of a wire form. The first recipient of a form has it written; all others get the same frames. There
     * is no lock: two threads at the same moment may both write it.
     */
    public Frames frames(Wire wire) {
        Written present = written;
        for (Written one = present; one != null; one = one.others()) {
            if (one.wire() == wire) {
                return one.frames();
            }
        }
        Frames frames = wire.event(namespace, event, ackId);
        if (plain) {
            frames.leavePlain();
        }
        written = new Written(wire, frames, present);
        return frames;
    }
}
