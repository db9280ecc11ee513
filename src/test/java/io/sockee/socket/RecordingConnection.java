package io.sockee.socket;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Mailbox;
import io.sockee.connection.Outbox;
import io.sockee.wire.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A client: says things, and remembers what it is sent. */
final class RecordingConnection implements Connection {
    static final int MOST_HELD = 256;

    private HandshakeRequest handshake = handshake(Map.of());
    private final Mailbox mailbox = new Mailbox(Runnable::run);
    private final List<String> waiting = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();
    private final Outbox outbox = new Outbox(Integer.MAX_VALUE, Long.MAX_VALUE);
    private volatile boolean writable = true;
    private volatile boolean full;
    private final AtomicInteger holding = new AtomicInteger();
    private @Nullable ConnectionListener listener;

    RecordingConnection speaking(SocketServer server, Wire wire) {
        return speaking(server, wire, wire);
    }

    /** A client that knows the ids of its sockets. */
    RecordingConnection speaking(SocketServer server, Wire wire, UnaryOperator<String> ids) {
        listener = server.accept(this, wire, ids);
        return this;
    }

    RecordingConnection speaking(SocketServer server, Wire wire, Wire begunByBinary) {
        listener = server.accept(this, wire, begunByBinary);
        return this;
    }

    /** A client that is a page of an origin; before it speaks. */
    RecordingConnection of(String origin) {
        return with(Map.of("origin", List.of(origin)));
    }

    /** A client whose handshake has headers; before it speaks. */
    RecordingConnection with(Map<String, List<String>> fields) {
        handshake = handshake(fields);
        return this;
    }

    private static HandshakeRequest handshake(Map<String, List<String>> headers) {
        return new HandshakeRequest(
                "/socket.io/?a=b", Map.of("a", "b"), headers, "192.0.2.1", true, false, 1_000, Optional.empty());
    }

    /** Packets that come one by one. */
    RecordingConnection say(String... packets) {
        for (String packet : packets) {
            execute(() -> hear(packet));
        }
        return this;
    }

    /** Packets that come in one request body. */
    RecordingConnection sayTogether(String... packets) {
        execute(() -> Arrays.stream(packets).forEach(this::hear));
        return this;
    }

    RecordingConnection sayBinary(int... bytes) {
        byte[] message = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            message[i] = (byte) bytes[i];
        }
        execute(() -> listener().onBinary(message));
        return this;
    }

    /** Another transport carries it from now on. */
    void upgrade(String to) {
        execute(() -> listener().onTransport(to));
    }

    private void hear(String packet) {
        if (closed.isEmpty()) {
            listener().onText("4" + packet, 1);
        }
    }

    private ConnectionListener listener() {
        if (listener == null) {
            throw new IllegalStateException("nobody listens");
        }
        return listener;
    }

    /** Whether there is no more room for messages: they are dropped. */
    void full(boolean is) {
        full = is;
    }

    void writable(boolean is) {
        writable = is;
    }

    /** What was sent since the last call, without the engine's packet type; binary as {@code <length>}. */
    synchronized List<String> heard() {
        List<String> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    List<CloseReason> closed() {
        return closed;
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
    public synchronized boolean queue(Frames frames) {
        if (full || !closed.isEmpty() || (holding.get() > 0 && holding.get() + waiting.size() >= MOST_HELD)) {
            return false;
        }
        for (int i = 0; i < frames.count(); i++) {
            waiting.add(
                    frames.get(i) instanceof Frame.Text text
                            ? text.text().substring(1)
                            : "<" + frames.get(i).size() + ">");
        }
        Outbox.Offer unused = outbox.offer(frames);
        return true;
    }

    @Override
    public boolean hold(Frames frames) {
        if (holding.incrementAndGet() <= MOST_HELD) {
            return true;
        }
        holding.decrementAndGet(); // what was refused is not held, and nobody gives it back
        close(CloseReason.SEND_QUEUE_FULL);
        return false;
    }

    @Override
    public void release(Frames frames) {
        holding.decrementAndGet();
    }

    /** How many messages are held back. */
    int holding() {
        return holding.get();
    }

    @Override
    public void flush() {
        synchronized (this) {
            sent.addAll(waiting);
            waiting.clear();
        }
        if (writable) {
            outbox.attach(this::takeAll);
        }
    }

    private void takeAll(Outbox from) {
        while (writable && from.peek() != null) {
            Frame unused = from.take();
        }
        if (writable) {
            from.carried();
        }
    }

    @Override
    public void whenDrained(Runnable task) {
        outbox.whenDrained(task);
    }

    /** All that was sent has been read: the connection is writable again. */
    void drain() {
        writable = true;
        outbox.carried();
        flush();
    }

    /** What was sent until now has been read; what is sent from now on waits. */
    void drainOnce() {
        for (int left = outbox.waiting(); left > 0; left--) {
            Frame unused = outbox.take();
        }
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void close(CloseReason reason) {
        execute(() -> {
            if (closed.isEmpty()) {
                closed.add(reason);
                listener().onClose(reason);
            }
        });
    }

    @Override
    public void execute(Runnable input) {
        mailbox.execute(input);
    }
}
