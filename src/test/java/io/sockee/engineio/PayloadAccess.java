package io.sockee.engineio;

import org.jspecify.annotations.Nullable;

/** Lets the fuzz tests of other packages into the payload reader. */
public final class PayloadAccess {
    private final Payload.Reader reader;

    public PayloadAccess(String body) {
        this.reader = new Payload.Reader(body);
    }

    @Nullable
    public String next() {
        return reader.next();
    }

    /** The bytes, if the packet is binary and well-formed. */
    public static byte @Nullable [] binary(String packet) {
        return Payload.isBinary(packet) ? Payload.binary(packet) : null;
    }
}
