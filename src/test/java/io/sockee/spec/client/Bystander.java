package io.sockee.spec.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A well-behaved Socket.IO client that stands by while another one misbehaves.
 *
 * <p>A thread of its own reads for it and answers the heartbeats, so that it stays alive however long the other test
 * client takes.
 */
public final class Bystander implements AutoCloseable {

    private final EngineSocket socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final AtomicInteger counter = new AtomicInteger();

    private Bystander(EngineSocket socket) {
        this.socket = socket;
        Thread reader = new Thread(this::read, "bystander");
        reader.setDaemon(true);
        reader.start();
    }

    public static Bystander at(Endpoint socketIo) {
        return new Bystander(EngineSocket.connected(socketIo));
    }

    private void read() {
        while (true) {
            Frame frame;
            try {
                frame = socket.nextFrame();
            } catch (AssertionError nothingToRead) {
                continue;
            }
            if (frame instanceof Frame.Text text) {
                received.add(text.text());
            } else {
                received.add(frame.toString());
                return;
            }
        }
    }

    /** Asks for an echo and returns how long it took; fails if anything but the echo has come. */
    public Duration echo() {
        String mark = "\"bystander\"," + counter.incrementAndGet();
        long start = System.nanoTime();
        socket.send("42[\"message\"," + mark + "]");
        try {
            String answer = received.poll(EngineHttp.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!("42[\"message-back\"," + mark + "]").equals(answer)) {
                throw new AssertionError("the bystander was disturbed: " + answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The median time of some echoes, one after the other. */
    public Duration medianEcho(int echoes) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < echoes; i++) {
            times.add(echo());
        }
        Collections.sort(times);
        return times.get(echoes / 2);
    }

    @Override
    public void close() {
        socket.close();
    }
}
