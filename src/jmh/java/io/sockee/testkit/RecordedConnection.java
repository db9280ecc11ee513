package io.sockee.testkit;

import io.sockee.boot.Core;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Mailbox;
import io.sockee.connection.Outbox;
import java.util.concurrent.atomic.AtomicLong;

/** A connection with a queue as those of servers have it, whose carrier counts what it takes. */
final class RecordedConnection implements Connection {
    private final Mailbox mailbox = new Mailbox(Runnable::run);
    private final Outbox outbox = new Outbox(1000, 1_000_000);
    private final HandshakeRequest handshake = TestConnection.newHandshake();
    private final ConnectionListener server;

    RecordedConnection(Core core, AtomicLong taken) {
        outbox.attach(queue -> {
            for (Frame frame = queue.take(); frame != null; frame = queue.take()) {
                taken.incrementAndGet();
            }
            queue.carried();
        });
        server = core.accept(this);
    }

    /** The client says something; where nothing is queued for a pool, it has been answered when this returns. */
    void say(String packet) {
        execute(() -> server.onText(packet, 1)); // behind Engine.IO's packet type
    }

    @Override
    public HandshakeRequest handshake() {
        return handshake;
    }

    @Override
    public String transport() {
        return "websocket";
    }

    @Override
    public boolean queue(Frames frames) {
        return outbox.offer(frames) == Outbox.Offer.QUEUED;
    }

    @Override
    public boolean hold(Frames frames) {
        return outbox.hold(frames) == Outbox.Offer.QUEUED;
    }

    @Override
    public void release(Frames frames) {
        outbox.release(frames);
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public void whenDrained(Runnable task) {
        outbox.whenDrained(task);
    }

    @Override
    public boolean isWritable() {
        return outbox.isWritable();
    }

    @Override
    public void close(CloseReason reason) {
        throw new IllegalStateException("closed: " + reason);
    }

    @Override
    public void execute(Runnable input) {
        mailbox.execute(input);
    }
}
