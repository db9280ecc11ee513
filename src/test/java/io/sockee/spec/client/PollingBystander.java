package io.sockee.spec.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A well-behaved Socket.IO client over polling that stands by while another one misbehaves. */
public final class PollingBystander {
    private final EngineHttp.Session session;
    private final AtomicInteger counter = new AtomicInteger();

    private PollingBystander(EngineHttp.Session session) {
        this.session = session;
    }

    public static PollingBystander at(Endpoint socketIo) {
        EngineHttp.Session session = new EngineHttp(socketIo).open();
        session.post("40");
        StringBuilder greeted = new StringBuilder();
        while (!greeted.toString().contains("42[\"auth\"")) { // in one payload or in two
            greeted.append(session.next());
        }
        if (!greeted.toString().startsWith("40{")) {
            throw new AssertionError("not let in: " + greeted);
        }
        return new PollingBystander(session);
    }

    /** Asks for an echo and returns how long it took; fails if anything but the echo has come. */
    public Duration echo() {
        String mark = "\"polling\"," + counter.incrementAndGet();
        long start = System.nanoTime();
        session.post("42[\"message\"," + mark + "]");
        String answer = session.next();
        if (!("42[\"message-back\"," + mark + "]").equals(answer)) {
            throw new AssertionError("the bystander was disturbed: " + answer);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
