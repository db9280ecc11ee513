package io.sockee.recovery;

import io.sockee.event.Event;
import io.sockee.hub.Emission;
import io.sockee.hub.Numbering;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Gives each event an offset that no other event of this server has. Safe for any thread. */
public final class Offsets implements Numbering {
    private final AtomicLong last = new AtomicLong();
    private final LongSupplier nanos;

    /** @param nanos monotonic time */
    public Offsets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public Emission emission(String namespace, Event event, boolean onlyIfWritable) {
        return onlyIfWritable
                ? unkept(namespace, event, true)
                : new Emission(namespace, event, false, new Emission.Mark(next(), nanos.getAsLong(), true));
    }

    @Override
    public Emission passing(String namespace, Event event) {
        return unkept(namespace, event, false);
    }

    /**
     * What is sent once. Clients take an event's last argument for its offset, if it is text: where that is the application's own, an
     * offset follows it, too.
     */
    private Emission unkept(String namespace, Event event, boolean onlyIfWritable) {
        return event.endsWithText()
                ? new Emission(namespace, event, onlyIfWritable, new Emission.Mark(next(), nanos.getAsLong(), false))
                : new Emission(namespace, event, onlyIfWritable);
    }

    private String next() {
        return Long.toString(last.incrementAndGet(), Character.MAX_RADIX);
    }
}
