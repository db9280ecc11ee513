package io.sockee.testkit;

import io.sockee.api.Ack;
import io.sockee.api.Json;
import io.sockee.boot.Core;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.routing.BindableArguments;
import io.sockee.routing.ValueCodec;
import io.sockee.socketio.SocketIo5;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client in one namespace. It speaks the packets of Socket.IO, so that what a test sends and receives has gone through
 * JSON and back. What it waits for may take five seconds. Safe for any thread.
 */
public final class TestClient {
    private static final int DEPTH = 500;
    private static final int ATTACHMENTS = 100_000;
    private static final int EXCERPT = 10;

    private final String namespace;
    private final TestConnection connection;
    private final Predicate<String> answered;
    private final ValueCodec codec = new ValueCodec(DEPTH);
    private final Wire wire = new SocketIo5("4", new EventReader(DEPTH), ATTACHMENTS);
    private final Wire.Reader reader = wire.reader();
    private final CompletableFuture<String> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> disconnected = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    private final AtomicLong lastAck = new AtomicLong();
    private final List<Received> inbox = new ArrayList<>(); // guarded by itself

    TestClient(Core core, String namespace, HandshakeRequest handshake) {
        this.namespace = namespace;
        this.answered = event -> core.sockets().answers(namespace, event);
        this.connection = new TestConnection(core, handshake, this::receive, () -> disconnected.complete(null));
    }

    void connect(Object auth) {
        connection.fromClient(Frames.text("40" + prefix() + codec.encode(auth).json(0)));
        String unused = id();
    }

    private String prefix() {
        return namespace.equals("/") ? "" : namespace + ",";
    }

    /** {@return the socket's id on the server} */
    public String id() {
        return await(connected, "to be let in");
    }

    /**
     * Emits an event and asks for no answer.
     *
     * @param event its name
     * @param arguments its arguments, in any form that can become JSON
     */
    public void emit(String event, @Nullable Object... arguments) {
        send(event, Wire.NO_ACK, arguments);
    }

    /**
     * Emits an event and waits for the answer.
     *
     * @param event its name
     * @param arguments its arguments, in any form that can become JSON
     * @return the answer, which may be a refusal
     * @throws AssertionError when none comes, or no method answers the event
     */
    public Answer call(String event, @Nullable Object... arguments) {
        if (!answered.test(event)) {
            throw new AssertionError("no method answers '" + event + "' in the namespace " + namespace);
        }
        long id = lastAck.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        answers.put(id, answer);
        send(event, id, arguments);
        return await(answer, "an answer to " + event);
    }

    private void send(String event, long ackId, @Nullable Object... arguments) {
        connection.fromClient(wire.event(namespace, new Event(event, codec.encode(arguments)), ackId));
    }

    /**
     * Waits for the next event of a name, and takes it out of what was received.
     *
     * @param event its name
     * @return the event
     * @throws AssertionError when none comes
     */
    public Received await(String event) {
        return await(event, received -> true);
    }

    /**
     * Waits for the next event of a name that is as wanted, and takes it out of what was received.
     *
     * @param event its name
     * @param wanted tells whether it is the one
     * @return the event
     * @throws AssertionError when none comes
     */
    public Received await(String event, Predicate<Received> wanted) {
        long deadline = System.nanoTime() + TestServer.PATIENCE.toNanos();
        synchronized (inbox) {
            while (true) {
                for (Received received : inbox) {
                    if (received.event().equals(event) && wanted.test(received)) {
                        inbox.remove(received);
                        return received;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("Waited for the event '" + event + "' in vain; received " + names());
                }
                pause(left);
            }
        }
    }

    private void pause(long millis) {
        try {
            inbox.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** {@return what was received and not waited for yet, in order} Call {@link TestServer#settle()} before. */
    public List<Received> received() {
        synchronized (inbox) {
            return List.copyOf(inbox);
        }
    }

    private String names() {
        return inbox.isEmpty()
                ? "nothing"
                : inbox.stream().map(Received::event).limit(EXCERPT).toList().toString();
    }

    /** Leaves the namespace, as a client does that says goodbye. */
    public void disconnect() {
        connection.fromClient(Frames.text("41" + prefix()));
        connection.close(CloseReason.TRANSPORT_CLOSE);
    }

    /** Loses the connection, without a word. */
    public void drop() {
        connection.close(CloseReason.TRANSPORT_CLOSE);
    }

    /** Waits until the server has ended the socket. */
    public void awaitDisconnect() {
        Object unused = await(disconnected.thenApply(nothing -> ""), "the end of the socket");
    }

    private <T> T await(CompletableFuture<T> future, String what) {
        Duration patience = TestServer.PATIENCE;
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Waited for " + what + " in vain, " + patience.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectRefusedException refused) {
                throw refused;
            }
            throw new AssertionError("Waited for " + what + " in vain: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What the server sends, in order and not two at a time. */
    private void receive(Frames frames) {
        for (int i = 0; i < frames.count(); i++) {
            if (frames.get(i) instanceof Frame.Text text) {
                receive(text.text());
            } else if (frames.get(i) instanceof Frame.Binary binary) {
                receive(reader.binary(binary.bytes()));
            }
        }
    }

    private void receive(String frame) {
        String payload = frame.substring(2 + (frame.startsWith(prefix(), 2) ? prefix().length() : 0));
        switch (frame.charAt(1)) { // those that only servers send, or that mean something else from them
            case '0' -> connected.complete(json(payload).get(0, "/sid", String.class));
            case '1' -> disconnected.complete(null);
            case '4' -> refused(json(payload));
            default -> receive(reader.text(frame, 1));
        }
    }

    private BindableArguments json(String text) {
        return new BindableArguments(RawArguments.of(List.of(text), List.of()), codec);
    }

    private void refused(BindableArguments error) {
        record Refusal(String message, @Nullable Json data) {}
        Refusal refusal = error.get(0, Refusal.class);
        Json data = refusal.data();
        connected.completeExceptionally(
                new ConnectRefusedException(refusal.message(), data == null ? null : data.text()));
    }

    private void receive(Packet packet) {
        if (packet instanceof Packet.Emit emit) {
            synchronized (inbox) {
                inbox.add(new Received(
                        emit.event().name(),
                        new BindableArguments(emit.event().arguments(), codec),
                        ack(emit.ackId())));
                inbox.notifyAll();
            }
        } else if (packet instanceof Packet.Ack ack) {
            CompletableFuture<Answer> awaited = answers.remove(ack.ackId());
            if (awaited != null) {
                awaited.complete(new Answer(new BindableArguments(ack.arguments(), codec)));
            }
        } else if (packet instanceof Packet.Malformed malformed) {
            throw new AssertionError("The server sent what is no packet: " + malformed.why());
        }
    }

    private Ack ack(long id) {
        return new Ack() {
            @Override
            public boolean isRequested() {
                return id != Wire.NO_ACK;
            }

            @Override
            public void send(@Nullable Object... values) {
                if (isRequested()) {
                    connection.fromClient(wire.ack(namespace, codec.encode(values), id));
                }
            }
        };
    }
}
