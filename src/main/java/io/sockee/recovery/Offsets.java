package io.sockee.recovery;

import io.sockee.event.Event;
import io.sockee.hub.Emission;
import io.sockee.hub.Numbering;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives each event an offset that no other event of this server has, nor one of the server before it: a client keeps the last offset
 * that it had, and names it also when it comes back to a socket that has sent it nothing yet. Safe for any thread.
 */
public final class Offsets implements Numbering {

    /** Below this the first offset is chosen: so far apart that the offsets of two servers meet once in many thousand restarts, at most. */
    public static final long FIRSTS = 1L << 46;

    private final AtomicLong next;
    private final LongSupplier nanos;
    private final Predicate<String> namespaces;

    /**
     * @param first the first offset: chosen anew, at random, whenever a server starts
     * @param nanos monotonic time
     */
    public Offsets(long first, LongSupplier nanos) {
        this(first, nanos, namespace -> true);
    }

    /**
     * The same for some namespaces.
     *
     * @param namespaces those to which clients can come back
     */
    public Offsets(long first, LongSupplier nanos, Predicate<String> namespaces) {
        this.next = new AtomicLong(first);
        this.nanos = nanos;
        this.namespaces = namespaces;
    }

    @Override
    public Numbering in(String namespace) {
        return namespaces.test(namespace) ? this : Numbering.NONE;
    }

    /**
     * Clients take an event's last argument for its offset, if it is text: where that is the application's own, an offset follows it, even
     * if the event is not kept.
     */
    @Override
    public Emission.@Nullable Mark mark(Event event, boolean kept) {
        if (!kept && !event.endsWithText()) {
            return null;
        }
        long order = next.getAndIncrement();
        return new Emission.Mark(Long.toString(order, Character.MAX_RADIX), order, nanos.getAsLong(), kept);
    }
}
