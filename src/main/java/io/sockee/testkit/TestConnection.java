package io.sockee.testkit;

import io.sockee.boot.Core;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Mailbox;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection within the process: what one side sends, the other receives. */
final class TestConnection implements Connection {
    private final Mailbox mailbox = new Mailbox(Runnable::run);
    private final Queue<Frames> waiting = new ArrayDeque<>(); // guarded by itself, like the way to the client
    private final HandshakeRequest handshake;
    private final Consumer<Frames> client;
    private final Runnable ended;
    private final ConnectionListener server;
    private boolean closed; // written by inputs only

    /**
     * @param handshake what the client says when it opens the connection
     * @param client takes what the server sends, in order
     * @param ended told when the server has closed the connection
     */
    TestConnection(Core core, HandshakeRequest handshake, Consumer<Frames> client, Runnable ended) {
        this.handshake = handshake;
        this.client = client;
        this.ended = ended;
        this.server = core.accept(this);
    }

    /** The client sends. */
    void fromClient(Frames frames) {
        execute(() -> {
            for (int i = 0; i < frames.count() && !closed; i++) {
                if (frames.get(i) instanceof Frame.Text text) {
                    server.onText(text.text(), 1); // behind Engine.IO's packet type
                } else if (frames.get(i) instanceof Frame.Binary binary) {
                    server.onBinary(binary.bytes());
                }
            }
        });
    }

    /** What every client of a test says. */
    static HandshakeRequest newHandshake() {
        return new HandshakeRequest(
                "/socket.io/?EIO=4&transport=websocket",
                Map.of("EIO", "4", "transport", "websocket"),
                Map.<String, List<String>>of(),
                "127.0.0.1",
                false,
                false,
                System.currentTimeMillis(),
                Optional.empty());
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
        synchronized (waiting) {
            return waiting.add(frames);
        }
    }

    @Override
    public boolean hold(Frames frames) {
        return true; // its queue has no bound
    }

    @Override
    public void release(Frames frames) {}

    @Override
    public void flush() {
        synchronized (waiting) {
            @Nullable Frames next = waiting.poll();
            while (next != null) {
                client.accept(next);
                next = waiting.poll();
            }
        }
    }

    @Override
    public void whenDrained(Runnable task) {
        task.run();
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void close(CloseReason reason) {
        execute(() -> {
            if (!closed) {
                closed = true;
                server.onClose(reason);
                ended.run();
            }
        });
    }

    @Override
    public void execute(Runnable input) {
        mailbox.execute(input);
    }
}
