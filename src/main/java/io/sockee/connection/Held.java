package io.sockee.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What counts as queued in an {@link Outbox} and is kept by somebody else for now. Any thread. */
final class Held {
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    void add(Frames frames) {
        messages.incrementAndGet();
        bytes.addAndGet(frames.size());
    }

    void remove(Frames frames) {
        messages.decrementAndGet();
        bytes.addAndGet(-frames.size());
    }

    int messages() {
        return messages.get();
    }

    long bytes() {
        return bytes.get();
    }
}
