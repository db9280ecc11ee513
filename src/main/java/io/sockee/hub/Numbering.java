package io.sockee.hub;

import io.sockee.event.Event;
import org.jspecify.annotations.Nullable;

/** Numbers events, where clients are to be able to say how far they have got. Safe for any thread; does not block. */
@FunctionalInterface
public interface Numbering {

    /** Numbers nothing. */
    Numbering NONE = (event, kept) -> null;

    /** What numbers the events of a namespace; asked once for each, when it is made. */
    default Numbering in(String namespace) {
        return this;
    }

    /**
     * The mark of an event that is about to be sent.
     *
     * @param kept whether the event waits for clients that are away; else it is sent once
     * @return null when the event needs none
     */
    Emission.@Nullable Mark mark(Event event, boolean kept);
}
