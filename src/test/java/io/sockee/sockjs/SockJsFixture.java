package io.sockee.sockjs;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A SockJS server on a clock of its own, and what its one listener hears. */
final class SockJsFixture implements SockJsEvents {
    static final int LIMIT = 4096;
    static final String PRELUDE = "h".repeat(2048) + "\n";

    final ManualTimers timers = new ManualTimers();
    final List<String> heard = new ArrayList<>();
    final SockJsServer server;
    Consumer<SockJsSession> onOpen = session -> {};
    boolean fails; // at the next message
    int opened;
    int closed;
    int queueFull;
    int dropped;
    int broken;

    SockJsFixture() {
        this(true);
    }

    SockJsFixture(boolean closeWhenFull) {
        server = new SockJsServer(settings(closeWhenFull), timers, Runnable::run, this::accept, this);
    }

    static SockJsSettings settings(boolean closeWhenFull) {
        return new SockJsSettings(
                EnumSet.allOf(Transport.class),
                "https://cdn.example/sockjs.min.js",
                LIMIT,
                25_000,
                10_000,
                5_000,
                false,
                1_000_000,
                100,
                16,
                10_000,
                closeWhenFull);
    }

    private ConnectionListener accept(SockJsSession session) {
        onOpen.accept(session);
        return new ConnectionListener() {
            @Override
            public void onText(String frame, int offset) {
                heard.add(frame.substring(offset));
                if (fails) {
                    throw new IllegalStateException("expected: tested");
                }
            }

            @Override
            public void onBinary(byte[] message) {
                heard.add("binary");
            }

            @Override
            public void onClose(CloseReason reason) {
                heard.add("closed: " + reason.text());
            }
        };
    }

    static HandshakeRequest handshake() {
        return new HandshakeRequest("/echo", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty());
    }

    RecordingResponse receive(Transport transport, RecordingResponse response) {
        server.receive(handshake(), "key", transport, ResponseForm.of(transport, "f"), response);
        return response;
    }

    RecordingResponse receive(Transport transport) {
        return receive(transport, new RecordingResponse());
    }

    /** A poll, and what it has been answered with. */
    RecordingResponse poll() {
        return receive(Transport.XHR_POLLING);
    }

    RecordingResponse stream() {
        return receive(Transport.XHR_STREAMING);
    }

    /** A stream whose chunks are under way until the test says otherwise. */
    RecordingResponse slowStream() {
        return receive(Transport.XHR_STREAMING, new RecordingResponse().hold());
    }

    SockJsSession session() {
        return server.session("key").orElseThrow();
    }

    @Override
    public void opened(HandshakeRequest handshake) {
        opened++;
    }

    @Override
    public void closed(HandshakeRequest handshake) {
        closed++;
    }

    @Override
    public void queueFull(HandshakeRequest handshake) {
        queueFull++;
    }

    @Override
    public void dropped(HandshakeRequest handshake) {
        dropped++;
    }

    @Override
    public void refused() {}

    @Override
    public void broken() {
        broken++;
    }
}
