package io.sockee.it.tx;

import io.sockee.api.Addressed;
import io.sockee.api.Emitter;
import io.sockee.api.Publish;

/** What is declared to be emitted. */
@Emitter(namespace = "/tx")
public interface Declared extends Addressed<Declared> {

    void step(int number);

    /** A CDI event that is published. */
    @Publish(event = "moved", namespace = "/tx", to = "parcel-{parcel}")
    record Moved(String parcel, String where) {}

    /** A CDI event that an observer makes something of. */
    record Weighed(String parcel, int grams) {}
}
