package io.sockee.hub;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.wire.Wire;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one or many sockets of a namespace, written once for each wire form, however many receive it: the
 * members of one room may use different forms. Safe for any thread.
 */
public final class Emission {

    /** The event in one form, and in the forms that were written before, most often none. */
    private record Written(
            Wire wire, Frames frames, @Nullable Written others) {}

    /** What is known of an event that clients may miss. Safe for any thread. */
    public static final class Mark {
        private final String offset;
        private final long order;
        private final long nanos;
        private final boolean kept;
        private final AtomicInteger keepers = new AtomicInteger();

        /**
         * @param offset by which clients name the event: no other event has it
         * @param order higher than that of each event that was numbered before
         * @param nanos when it was sent, in monotonic nanoseconds
         * @param kept whether it is sent again to those who have missed it
         */
        public Mark(String offset, long order, long nanos, boolean kept) {
            this.offset = offset;
            this.order = order;
            this.nanos = nanos;
            this.kept = kept;
        }

        public String offset() {
            return offset;
        }

        public long order() {
            return order;
        }

        public long nanos() {
            return nanos;
        }

        public boolean isKept() {
            return kept;
        }

        /** Somebody keeps the event; true for the first one. */
        public boolean keep() {
            return keepers.getAndIncrement() == 0;
        }

        /** Somebody keeps it no longer; true for the last one. */
        public boolean release() {
            return keepers.decrementAndGet() == 0;
        }
    }

    private final String namespace;
    private final Event event;
    private final long ackId;
    private final boolean onlyIfWritable;
    private final @Nullable Mark mark;
    private final boolean plain;
    private volatile @Nullable Written written;

    /**
     * An event that asks for no answers.
     *
     * @param onlyIfWritable whether it is dropped for a socket that cannot take it at once
     */
    public Emission(String namespace, Event event, boolean onlyIfWritable) {
        this(namespace, event, onlyIfWritable, null);
    }

    /**
     * One that clients may miss.
     *
     * @param mark goes to those clients that can come back for what they have missed; null where that is not so
     */
    public Emission(String namespace, Event event, boolean onlyIfWritable, @Nullable Mark mark) {
        this(namespace, event, Wire.NO_ACK, onlyIfWritable, false, mark);
    }

    private Emission(
            String namespace, Event event, long ackId, boolean onlyIfWritable, boolean plain, @Nullable Mark mark) {
        this.namespace = namespace;
        this.event = event;
        this.ackId = ackId;
        this.onlyIfWritable = onlyIfWritable;
        this.plain = plain;
        this.mark = mark;
    }

    /** A publication, with a mark where clients may miss it. */
    static Emission of(Publication publication, @Nullable Mark mark) {
        return new Emission(
                publication.namespace(),
                publication.event(),
                Wire.NO_ACK,
                publication.onlyIfWritable(),
                publication.plain(),
                mark);
    }

    /** A publication that asks each of its sockets for an answer, all under one id. */
    public static Emission question(Publication publication, long ackId) {
        return new Emission(
                publication.namespace(),
                publication.event(),
                ackId,
                publication.onlyIfWritable(),
                publication.plain(),
                null);
    }

    /** By what it is known to those who keep it; null when nobody can. */
    public @Nullable Mark mark() {
        return mark;
    }

    /** How much it takes, about, in bytes. */
    public long size() {
        return event.name().length() + event.arguments().size();
    }

    /** The id under which all of its sockets are asked for an answer; {@link Wire#NO_ACK} where none is asked for. */
    public long ackId() {
        return ackId;
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
        Event told = mark != null && wire.recovers() ? event.followedBy(mark.offset()) : event;
        Frames frames = wire.event(namespace, told, ackId);
        if (plain) {
            frames.leavePlain();
        }
        written = new Written(wire, frames, present);
        return frames;
    }
}
