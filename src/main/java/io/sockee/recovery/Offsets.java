package io.sockee.recovery;

import io.sockee.event.Event;
import io.sockee.hub.Emission;
import io.sockee.hub.Numbering;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives each event an offset that no other event of this server has. Safe for any thread. */
public final class Offsets implements Numbering {
    private final AtomicLong last = new AtomicLong();
    private final LongSupplier nanos;
    private final Predicate<String> namespaces;

    /** @param nanos monotonic time */
    public Offsets(LongSupplier nanos) {
        this(nanos, namespace -> true);
    }

    /**
     * The same for some namespaces.
     *
     * @param namespaces those to which clients can come back
     */
    public Offsets(LongSupplier nanos, Predicate<String> namespaces) {
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
        long order = last.incrementAndGet();
        return new Emission.Mark(Long.toString(order, Character.MAX_RADIX), order, nanos.getAsLong(), kept);
    }
}
