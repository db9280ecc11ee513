package io.sockee.engineio;

import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import io.sockee.connection.RecordingChannel;
import io.sockee.connection.WebSocketChannel;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An Engine.IO server on a clock of its own, whose sessions are called {@code sid1}, {@code sid2} and so on. */
final class EngineFixture implements EngineEvents {
    static final EngineSettings SETTINGS = settings(1_000_000, 100, true);

    final ManualTimers timers = new ManualTimers();
    final RecordingListener listener = new RecordingListener();
    final EngineServer server;
    private final Map<WebSocketChannel, EngineWebSocket> webSockets = new IdentityHashMap<>();

    /** What runs on the sessions. */
    UnaryOperator<ConnectionListener> protocol = UnaryOperator.identity();

    /** Runs what waits. */
    Executor executor = Runnable::run;

    int opened;
    int closed;
    int refused;
    int queueFull;
    int dropped;
    int oldClients;

    EngineFixture() {
        this(SETTINGS);
    }

    EngineFixture(EngineSettings settings) {
        this(settings, List.of(EngineIo4.INSTANCE));
    }

    EngineFixture(EngineSettings settings, List<EngineVersion> versions) {
        AtomicInteger sids = new AtomicInteger();
        server = new EngineServer(
                settings,
                timers,
                task -> executor.execute(task),
                () -> "sid" + sids.incrementAndGet(),
                connection -> protocol.apply(listener),
                this,
                versions);
    }

    static HandshakeRequest handshake() {
        return new HandshakeRequest("/socket.io/", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty());
    }

    /** The request of a WebSocket that wants to take a session over. */
    static HandshakeRequest takingOver(String sid) {
        return new HandshakeRequest(
                "/socket.io/", Map.of("sid", sid), Map.of(), "192.0.2.1", false, false, 0, Optional.empty());
    }

    static EngineSettings pollsOf(int bytes, int packets) {
        return settings(bytes, packets, true);
    }

    static EngineSettings droppingWhenFull() {
        return settings(1_000_000, 100, false);
    }

    private static EngineSettings settings(int pollBytes, int pollPackets, boolean closeWhenFull) {
        return new EngineSettings(
                25_000,
                20_000,
                10_000,
                1_000_000,
                100,
                pollBytes,
                pollPackets,
                EnumSet.allOf(Transport.class),
                true,
                16,
                1_000,
                closeWhenFull);
    }

    EngineSession polling() {
        return server.openPolling(handshake(), sid -> new RecordingReply());
    }

    EngineSession webSocket(WebSocketChannel channel) {
        Optional<EngineWebSocket> opened = server.webSocket(handshake(), server.newSid(), channel);
        keep(channel, opened);
        return opened.orElseThrow().session();
    }

    /** A WebSocket wants to take a session over, which may have ended since its request was checked. */
    void probe(EngineSession session, WebSocketChannel channel) {
        keep(channel, Optional.of(session.webSockets().probe(channel)));
    }

    private void keep(WebSocketChannel channel, Optional<EngineWebSocket> opened) {
        opened.ifPresent(webSocket -> webSockets.put(channel, webSocket));
    }

    /** A WebSocket of a session that does not know it, unless it was opened. */
    void keepStray(EngineSession session, WebSocketChannel channel) {
        EngineWebSocket unused = webSockets.putIfAbsent(channel, new EngineWebSocket(session, channel));
    }

    /** What is told what comes on a channel that was opened or is a probe. */
    EngineWebSocket on(WebSocketChannel channel) {
        return Objects.requireNonNull(webSockets.get(channel), "a channel that was not opened");
    }

    RecordingReply poll(EngineSession session) {
        RecordingReply reply = new RecordingReply();
        session.polling().poll(reply, null);
        return reply;
    }

    /** A poll with a mark of its own, as official clients send them. */
    RecordingReply poll(EngineSession session, String mark) {
        RecordingReply reply = new RecordingReply();
        session.polling().poll(reply, mark);
        return reply;
    }

    RecordingReply post(EngineSession session, String body) {
        return post(session, body, null);
    }

    /** A POST with a mark of its own, as official clients in browsers send them. */
    RecordingReply post(EngineSession session, String body, @Nullable String mark) {
        RecordingReply reply = new RecordingReply();
        Post post = session.polling().post(mark);
        post.begin(free -> {
            if (free) {
                post.body(body, reply);
            } else {
                reply.refuse(EngineError.BAD_REQUEST);
            }
        });
        return reply;
    }

    /** Takes a polling session over by a WebSocket. */
    RecordingChannel upgrade(EngineSession session) {
        RecordingChannel channel = new RecordingChannel();
        this.probe(session, channel);
        this.on(channel).text("2probe");
        this.on(channel).text("5");
        channel.frames().remove("3probe");
        return channel;
    }

    static Frames message(String text) {
        return Frames.text("4" + text);
    }

    static Frames packet(String text, int... attachments) {
        return Frames.of(
                "4" + text,
                java.util.Arrays.stream(attachments).mapToObj(byte[]::new).toList());
    }

    static List<String> packets(String payload) {
        return List.of(payload.split("\u001e", -1));
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
    public void refused(EngineError error) {
        refused++;
    }

    @Override
    public void version3Refused() {
        oldClients++;
    }

    @Override
    public void queueFull(HandshakeRequest handshake) {
        queueFull++;
    }

    @Override
    public void dropped(HandshakeRequest handshake) {
        dropped++;
    }
}
