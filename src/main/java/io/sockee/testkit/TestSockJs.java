package io.sockee.testkit;

import io.sockee.api.SockJsTransport;
import io.sockee.event.RawArguments;
import io.sockee.routing.BindableArguments;
import io.sockee.routing.ValueCodec;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client of a SockJS service. It speaks the frames of SockJS, so that what a test sends and receives has gone through JSON and
 * back; over HTTP it asks again whenever an answer has ended. What it waits for may take five seconds. Safe for any thread.
 *
 * @since 0.1
 */
public final class TestSockJs {
    private static final int DEPTH = 4;
    private static final int EXCERPT = 10;

    /**
     * How a connection has ended.
     *
     * @param code such as 1000 or 3000, or 1006 where the client was told nothing
     * @param reason in words
     */
    public record Closed(int code, String reason) {}

    /** What is waited for, if it has come. */
    private interface Wanted<T> {
        @Nullable
        T get();
    }

    private final ValueCodec codec = new ValueCodec(DEPTH);
    private final SockJsWay way;

    // Guarded by this.
    private final Queue<String> inbox = new ArrayDeque<>();
    private final List<String> answers = new ArrayList<>();
    private boolean opened;
    private @Nullable Closed closed;

    private TestSockJs(SockJsServer server, String prefix, Transport transport) {
        this.way = switch (transport) {
            case WEBSOCKET, WEBSOCKET_RAW -> new SockJsByWebSocket(server, prefix, transport, this);
            default -> new SockJsByRequests(server, prefix, transport, this);
        };
    }

    static TestSockJs connect(SockJsServer server, String prefix, SockJsTransport transport) {
        Transport by = Transport.valueOf(transport.name());
        if (!server.settings().has(by)) {
            throw new IllegalArgumentException("The service at " + prefix + " does not offer " + by.wireName()
                    + ": see the setting sockee.sockjs.transports and disabledTransports of @SockJs.");
        }
        TestSockJs client = new TestSockJs(server, prefix, by);
        client.way.open();
        Object unused = client.await(() -> client.opened || client.closed != null ? client : null, "the open frame");
        return client;
    }

    /**
     * Sends a message.
     *
     * @param message any text
     * @throws IllegalStateException when the connection has ended, as the client knows
     */
    public void send(String message) {
        synchronized (this) {
            if (closed != null) {
                throw new IllegalStateException("The connection has ended: " + closed);
            }
        }
        way.send(message, codec.encode(message).json(0));
    }

    /**
     * Waits for the next message.
     *
     * @return the message
     * @throws AssertionError when none comes
     */
    public String await() {
        return await(inbox::poll, "a message");
    }

    /** {@return the messages that were received and not waited for yet, in order} Call {@link TestServer#settle()} before. */
    public synchronized List<String> received() {
        return List.copyOf(inbox);
    }

    /**
     * What has come over the wire, with all that the transport puts around: the texts of a WebSocket, or each chunk of the
     * answers to the client's requests, such as {@code a["hello"]} and a line's end.
     *
     * @return all of it so far
     */
    public synchronized List<String> wire() {
        return List.copyOf(answers);
    }

    /** Leaves, as a client does that says goodbye: closes its WebSocket, or breaks off its request. */
    public void disconnect() {
        way.leave();
    }

    /** Loses the connection, without a word. */
    public void drop() {
        way.drop();
    }

    /**
     * Waits until the connection has ended from the server's side.
     *
     * @return how the client was told
     */
    public Closed awaitClose() {
        return await(() -> closed, "the end of the connection");
    }

    private <T> T await(Wanted<T> wanted, String what) {
        long deadline = System.nanoTime() + TestServer.PATIENCE.toNanos();
        synchronized (this) {
            while (true) {
                @Nullable T found = wanted.get();
                if (found != null) {
                    return found;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("Waited for " + what + " in vain; came so far: "
                            + answers.stream().limit(EXCERPT).toList() + ", " + closed);
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
        }
    }

    // --- What the transports tell ---------------------------------------------------------------------------------

    synchronized void came(String text) {
        answers.add(text);
    }

    synchronized void message(String text) {
        inbox.add(text);
        notifyAll();
    }

    synchronized void open() {
        opened = true;
        notifyAll();
    }

    /** A frame of SockJS, without what stands around it. */
    void frame(String frame) {
        switch (frame.charAt(0)) {
            case 'o' -> open();
            case 'h' -> {}
            case 'a' -> {
                for (String message : json(frame.substring(1), String[].class)) {
                    message(message);
                }
            }
            case 'c' -> {
                Object[] told = json(frame.substring(1), Object[].class);
                closed(((Number) told[0]).intValue(), String.valueOf(told[1]));
            }
            default -> throw new AssertionError("The server sent what is no frame: " + frame);
        }
    }

    /** A text in JSON. */
    String unquoted(String json) {
        return json(json, String.class);
    }

    private <T> T json(String text, Class<T> type) {
        return new BindableArguments(RawArguments.of(List.of(text), List.of()), codec).get(0, type);
    }

    /** The first end counts: others follow from it. */
    synchronized void closed(int code, String reason) {
        if (closed == null) {
            closed = new Closed(code, reason);
        }
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed != null;
    }
}
