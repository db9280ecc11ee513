package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Mailbox;
import io.sockee.connection.Outbox;
import io.sockee.connection.Timers;
import io.sockee.websocket.CloseCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session: the state machine between a transport and the protocol above.
 *
 * <p>Whatever comes in, from requests, WebSockets, timers or the application, goes through one {@link Mailbox}, the
 * only writer of the session's state. What goes out goes through one {@link Outbox}, which any thread may fill.
 */
public final class EngineSession implements Connection {
    private static final Logger LOG = System.getLogger(EngineSession.class.getName());
    private static final Frame PING = new Frame.Text(EnginePacketType.PING.packet());

    /** Frames that may wait while another thread is busy with this session: then whoever reads them waits as well. */
    private static final int MAX_WAITING_FRAMES = 1024;

    /** WebSockets that come while there is one already, or a probe: each has to be opened before it can be closed. */
    private static final int MAX_VAIN_PROBES = 8;

    private enum State {
        OPEN,
        /** The application closed it; what is queued still goes out. */
        CLOSING,
        CLOSED
    }

    private final String sid;
    private final EngineServer server;
    private final EngineSettings settings;
    private final HandshakeRequest handshake;
    private final ConnectionListener listener;
    private final Mailbox mailbox;
    private final Outbox outbox;
    private final PingSchedule heartbeat;
    private final Upgrade upgrade;

    private volatile Transport transport;
    private final AtomicInteger vainProbes = new AtomicInteger();
    private final AtomicBoolean overflowed = new AtomicBoolean();

    // Written within the mailbox only.
    private State state = State.OPEN;
    private @Nullable PollCarrier poll;
    private boolean posting;
    private @Nullable WebSocketChannel webSocket;
    private Timers.@Nullable Timer closing;

    EngineSession(String sid, EngineServer server, HandshakeRequest handshake, Transport transport) {
        this.sid = sid;
        this.server = server;
        this.settings = server.settings();
        this.handshake = handshake;
        this.transport = transport;
        this.mailbox = new Mailbox(server.executor());
        this.outbox = new Outbox(settings.maxQueuedMessages(), settings.maxQueuedBytes());
        Timers timers = server.timers();
        this.heartbeat =
                new PingSchedule(settings, timers, mailbox::execute, this::ping, () -> end(CloseReason.PING_TIMEOUT));
        this.upgrade = new Upgrade(timers, settings, this);
        this.listener = server.accept(this);
    }

    /** The session's id: a secret between this client and the server. */
    public String sid() {
        return sid;
    }

    @Override
    public HandshakeRequest handshake() {
        return handshake;
    }

    @Override
    public String transport() {
        return transport.wireName();
    }

    Transport currentTransport() {
        return transport;
    }

    // --- The transports' inputs -------------------------------------------------------------------------------

    /** The session begins over polling; the reply answers the handshake. */
    void openPolling(PollingReply reply) {
        execute(() -> {
            reply.payload(openPacket().getBytes(StandardCharsets.UTF_8));
            heartbeat.alive();
        });
    }

    /** The session begins over a WebSocket. */
    void openWebSocket(WebSocketChannel channel) {
        execute(() -> {
            webSocket = channel;
            outbox.offerControl(new Frame.Text(openPacket()));
            outbox.attach(new WebSocketCarrier(this, channel, outbox));
            heartbeat.alive();
        });
    }

    private String openPacket() {
        boolean offer = transport == Transport.POLLING && settings.upgradable();
        return EnginePacketType.OPEN.packet() + "{\"sid\":\"" + sid + "\",\"upgrades\":["
                + (offer ? "\"websocket\"" : "")
                + "],\"pingInterval\":" + settings.pingInterval() + ",\"pingTimeout\":" + settings.pingTimeout()
                + ",\"maxPayload\":" + settings.maxPayload() + "}";
    }

    /**
     * A GET: answered when there is something to say. A second one at the same time ends the session, unless it is the
     * same again.
     *
     * @param mark what tells the request from the client's others, if anything does
     */
    public void poll(PollingReply reply, @Nullable String mark) {
        execute(() -> {
            if (state == State.CLOSED || transport != Transport.POLLING) {
                reply.refuse(EngineError.BAD_REQUEST);
            } else if (poll != null && poll.isRepeatedBy(mark)) {
                poll = poll.repeatedBy(reply, outbox);
            } else if (poll != null && poll.end(outbox, EnginePacketType.CLOSE.packet())) {
                reply.refuse(EngineError.BAD_REQUEST);
                end(CloseReason.TRANSPORT_ERROR);
            } else {
                poll = new PollCarrier(this, reply, settings.maxPollPayload(), mark);
                outbox.attach(poll);
            }
        });
    }

    /**
     * A POST begins; its body comes by {@link #post} or not, by {@link #postFailed}.
     *
     * @param begun told whether the body may be read: not when another POST is under way, which ends the session
     */
    public void beginPost(Consumer<Boolean> begun) {
        execute(() -> {
            boolean free = !posting && state != State.CLOSED;
            if (posting) {
                end(CloseReason.TRANSPORT_ERROR);
            }
            posting = free;
            begun.accept(free);
        });
    }

    /** The body of a POST. */
    public void post(String body, PollingReply reply) {
        execute(() -> {
            posting = false;
            if (Payload.hasMoreThan(settings.maxPackets(), body)) {
                reply.refuse(EngineError.TOO_MANY_PACKETS);
                end(CloseReason.PARSE_ERROR);
                return;
            }
            try {
                if (takesAll(new Payload.Reader(body))) {
                    reply.ok();
                } else {
                    reply.refuse(EngineError.BAD_REQUEST);
                    end(CloseReason.PARSE_ERROR);
                }
            } catch (RuntimeException | Error e) { // thrown above: the client gets an answer, the log the trace
                reply.refuse(EngineError.BAD_REQUEST);
                end(CloseReason.TRANSPORT_ERROR);
                throw e;
            }
        });
    }

    /** Whether each packet was one; those after the first that was not, or after the session's end, are left. */
    private boolean takesAll(Payload.Reader packets) {
        for (String packet = packets.next(); packet != null; packet = packets.next()) {
            if (state == State.CLOSING && EnginePacketType.of(packet) == EnginePacketType.CLOSE) {
                closedByClient(); // as the server did: no poll will come for the rest
            }
            if (state != State.OPEN || overflowed.get()) {
                return true;
            }
            if (!onPacket(packet, true)) {
                return false;
            }
        }
        return true;
    }

    /** A POST that was refused for its size: the session goes on. */
    public void abandonPost() {
        execute(() -> posting = false);
    }

    /** A POST that could not be read, or was not a text: the session ends. */
    public void postFailed(CloseReason reason) {
        execute(() -> end(reason));
    }

    /** The client of a GET has gone, or its answer did not reach it. */
    public void pollFailed(PollingReply reply) {
        execute(() -> {
            if (transport == Transport.POLLING && (poll == null || poll.answers(reply))) {
                end(CloseReason.TRANSPORT_ERROR);
            }
        });
    }

    /** Whether a WebSocket for this session is worth its opening: not after many that came in vain. Any thread. */
    public boolean acceptsProbes() {
        return vainProbes.get() < MAX_VAIN_PROBES;
    }

    /** A WebSocket that wants to take this session over. */
    public void probe(WebSocketChannel channel) {
        execute(() -> {
            boolean possible = state == State.OPEN && transport == Transport.POLLING && settings.upgradable();
            if (!possible || !upgrade.begin(channel)) {
                int unused = vainProbes.incrementAndGet();
                channel.close(CloseCode.POLICY, EngineError.BAD_REQUEST.message());
            }
        });
    }

    /** A text frame of a WebSocket. */
    public void text(WebSocketChannel channel, String frame) {
        onFrame(() -> {
            if (channel == webSocket) {
                takeText(frame);
            } else {
                upgrade.onFrame(channel, frame);
            }
        });
    }

    private void takeText(String frame) {
        try {
            if (state == State.OPEN && !onPacket(frame, false)) {
                end(CloseReason.PARSE_ERROR);
            }
        } catch (RuntimeException | Error e) { // as with a POST
            end(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    /** A binary frame of a WebSocket. */
    public void binary(WebSocketChannel channel, byte[] frame) {
        onFrame(() -> {
            if (channel == webSocket) {
                takeBinary(frame);
            } else {
                upgrade.fail(channel);
            }
        });
    }

    private void takeBinary(byte[] frame) {
        try {
            if (state == State.OPEN) {
                listener.onBinary(frame);
            }
        } catch (RuntimeException | Error e) { // as with a POST
            end(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    /**
     * Most often this thread runs the frame itself, and so reads no faster than it works. Where another one is at work,
     * what waits for it is bounded: this thread waits with it, as it would if it did the work.
     */
    private void onFrame(Runnable frame) {
        mailbox.awaitFewerThan(MAX_WAITING_FRAMES);
        execute(frame);
    }

    /** A WebSocket has closed. */
    public void webSocketClosed(WebSocketChannel channel) {
        webSocketGone(channel, CloseReason.TRANSPORT_CLOSE);
    }

    /**
     * A WebSocket has been closed by a side that is going away (code 1001): by a client that leaves its page, or by a
     * container that stops the application and says so to WebSockets first. A short while tells which.
     */
    public void webSocketGoingAway(WebSocketChannel channel) {
        Timers.Timer unused = server.timers()
                .scheduleMillis(
                        EngineSettings.GOING_AWAY_PAUSE, () -> webSocketGone(channel, CloseReason.TRANSPORT_CLOSE));
    }

    /**
     * A frame did not go out. That may be the first sign of a WebSocket that was closed, for which there is a better reason:
     * it may come in a short while.
     */
    void sendFailed(WebSocketChannel channel) {
        Timers.Timer unused = server.timers()
                .scheduleMillis(
                        EngineSettings.GOING_AWAY_PAUSE, () -> webSocketGone(channel, CloseReason.TRANSPORT_ERROR));
    }

    /** A WebSocket has failed. */
    public void webSocketFailed(WebSocketChannel channel) {
        webSocketGone(channel, CloseReason.TRANSPORT_ERROR);
    }

    private void webSocketGone(WebSocketChannel channel, CloseReason reason) {
        execute(() -> {
            if (channel == webSocket) {
                end(reason);
            } else {
                upgrade.fail(channel);
            }
        });
    }

    // --- The upgrade's effects --------------------------------------------------------------------------------

    /** Ends a waiting poll, so that the client can leave the polling transport; tells whether there was one. */
    boolean releasePoll() {
        return poll != null && poll.end(outbox, EnginePacketType.NOOP.packet());
    }

    /** The probe has become the transport. */
    void upgraded(WebSocketChannel channel) {
        boolean unused = releasePoll();
        poll = null;
        webSocket = channel;
        transport = Transport.WEBSOCKET;
    }

    /** The probe that has become the transport is free to send: what waits goes out by it. */
    void sendBy(WebSocketChannel channel) {
        if (channel == webSocket && state != State.CLOSED) {
            outbox.attach(new WebSocketCarrier(this, channel, outbox));
        }
    }

    // --- Packets ----------------------------------------------------------------------------------------------

    /** Whether the packet was one. */
    private boolean onPacket(String packet, boolean polling) {
        if (polling && Payload.isBinary(packet)) {
            byte[] bytes = Payload.binary(packet);
            if (bytes == null) {
                return false;
            }
            listener.onBinary(bytes);
            return true;
        }
        EnginePacketType type = EnginePacketType.of(packet);
        if (type == null) {
            return false;
        }
        switch (type) {
            case MESSAGE -> listener.onText(packet, 1);
            case PONG -> heartbeat.alive();
            case CLOSE -> closedByClient();
            case PING -> {
                return false; // in this version of the protocol only servers ping
            }
            case OPEN, UPGRADE, NOOP -> {
                // Meaningless here, and harmless.
            }
        }
        return true;
    }

    private void closedByClient() {
        boolean unused = releasePoll();
        end(CloseReason.TRANSPORT_CLOSE);
    }

    private void ping() {
        if (state == State.OPEN) {
            outbox.offerControl(PING);
            outbox.flush();
            heartbeat.awaitPong();
        }
    }

    // --- The protocol above -----------------------------------------------------------------------------------

    @Override
    public boolean queue(Frames frames) {
        Outbox.Offer offer = outbox.offer(frames);
        if (offer == Outbox.Offer.FULL) {
            if (!settings.closeWhenFull()) {
                server.refusedFull(this);
            } else if (overflowed.compareAndSet(false, true)) { // once, however many senders meet the bound
                server.refusedFull(this);
                execute(() -> end(CloseReason.SEND_QUEUE_FULL));
            }
        }
        return offer == Outbox.Offer.QUEUED;
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public boolean isWritable() {
        return outbox.isWritable();
    }

    @Override
    public void execute(Runnable input) {
        mailbox.execute(input);
    }

    // --- The end ----------------------------------------------------------------------------------------------

    /** An upgrade that is under way goes on: its client may have left polling, and waits for the rest on the other side. */
    @Override
    public void close(CloseReason reason) {
        execute(() -> {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            closing = server.timers().scheduleMillis(EngineSettings.CLOSE_TIMEOUT, this::flushed);
            heartbeat.stop();
            attempt(() -> listener.onClose(reason));
            outbox.offerControl(new Frame.Close(reason));
            outbox.seal();
            outbox.flush();
        });
    }

    /** What was queued when the session was closed has gone out, or waited too long. */
    void flushed() {
        execute(() -> end(CloseReason.TRANSPORT_CLOSE));
    }

    /** Ends the session at once, whatever is queued. */
    private void end(CloseReason reason) {
        if (state == State.CLOSED) {
            return;
        }
        State before = state;
        state = State.CLOSED;
        heartbeat.stop();
        if (closing != null) {
            closing.cancel();
        }
        // Each of these may come to code that throws, of the container or of the application: the others follow.
        attempt(() -> server.remove(this));
        attempt(upgrade::stop);
        if (poll != null) {
            PollCarrier last = poll;
            attempt(() -> last.end(outbox, Ending.packet(reason)));
        }
        outbox.discard();
        if (webSocket != null) {
            WebSocketChannel last = webSocket;
            attempt(() -> last.close(Ending.code(reason), reason.text()));
        }
        if (before == State.OPEN) {
            attempt(() -> listener.onClose(reason));
        }
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A step of a connection's end failed", e);
        }
    }
}
