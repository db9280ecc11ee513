package io.sockee.hub;

import io.sockee.event.Event;

/**
 * Makes emissions of events, and numbers them where clients are to be able to say how far they have got. Safe for any thread; does not
 * block.
 */
@FunctionalInterface
public interface Numbering {

    /** Numbers nothing. */
    Numbering NONE = Emission::new;

    /**
     * An event that waits for clients that are away, unless it is dropped for those that cannot take it at once.
     *
     * @param onlyIfWritable whether it is dropped for a socket that cannot take it at once
     */
    Emission emission(String namespace, Event event, boolean onlyIfWritable);

    /** An event that is sent once, and waits for nobody. */
    default Emission passing(String namespace, Event event) {
        return emission(namespace, event, false);
    }
}
