package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Mailbox;
import io.sockee.connection.Outbox;
import io.sockee.connection.QueuedConnection;
import io.sockee.connection.Timers;

/**
 * One Engine.IO session: the state machine between its transports, {@link Polling} and {@link WebSockets}, and what is above.
 *
 * <p>Whatever comes in, from requests, WebSockets, timers or the application, goes through one {@link Mailbox}, the
 * only writer of the session's state. What goes out goes through one {@link Outbox}, which any thread may fill. Public
 * methods are for any thread and do not block; those without a modifier are called within the mailbox, or say otherwise.
 */
public final class EngineSession extends QueuedConnection {
    private enum State {
        OPEN,
        /** The application closed it; what is queued still goes out. */
        CLOSING,
        CLOSED
    }

    private final String sid;
    private final EngineServer server;
    private final EngineVersion version;
    private final EngineSettings settings;
    private final ConnectionListener listener;
    private final PingSchedule heartbeat;
    private final Polling polling;
    private final WebSockets webSockets;

    private volatile Transport transport;

    // Written within the mailbox only.
    private State state = State.OPEN;
    private Timers.Timer closing = () -> {};

    EngineSession(
            String sid, EngineServer server, EngineVersion version, HandshakeRequest handshake, Transport transport) {
        super(
                handshake,
                new Outbox(
                        server.settings().maxQueuedMessages(),
                        server.settings().maxQueuedBytes(),
                        server.events()::sent),
                server.settings().closeWhenFull(),
                server.executor(),
                server.events());
        this.sid = sid;
        this.server = server;
        this.version = version;
        this.settings = server.settings();
        this.transport = transport;
        this.heartbeat =
                new PingSchedule(settings, version, server.timers(), this, () -> end(CloseReason.PING_TIMEOUT));
        this.polling = new Polling(this);
        this.webSockets = new WebSockets(this);
        this.listener = server.accept(this);
    }

    /** The session's id: a secret between this client and the server. */
    public String sid() {
        return sid;
    }

    /** Where the requests of long-polling go. */
    public Polling polling() {
        return polling;
    }

    /** Whether a WebSocket that wants to take over may be opened: false after several that had to be closed. Any thread. */
    public boolean acceptsProbes() {
        return webSockets.acceptsProbes();
    }

    /** Whether its client speaks version 3 of the protocol, as those of Socket.IO 1 and 2 do. */
    public boolean isVersion3() {
        return version.clientPings();
    }

    /** The frame by which a binary message goes to this client, or to any of its version. Any thread. */
    public Frame.Binary frame(byte[] message) {
        return version.frame(message);
    }

    /** Whether its polls may be answered with bytes. */
    boolean takesBytes() {
        return !takesTextAlone(handshake());
    }

    /** Whether the request of a transport says that its client takes binary messages as text alone. */
    static boolean takesTextAlone(HandshakeRequest request) {
        return !request.query().getOrDefault("b64", "").isEmpty();
    }

    WebSockets webSockets() {
        return webSockets;
    }

    @Override
    public String transport() {
        return transport.wireName();
    }

    Transport currentTransport() {
        return transport;
    }

    EngineVersion version() {
        return version;
    }

    EngineSettings settings() {
        return settings;
    }

    Timers timers() {
        return server.timers();
    }

    Outbox outbox() {
        return outbox;
    }

    /** Is another number when something of the client has moved since: see {@code WebSocketChannel.progress}. */
    int progress() {
        return webSockets.progress() + polling.progress();
    }

    // --- Its beginning, and its transports --------------------------------------------------------------------

    String openPacket() {
        return version.openPacket(settings, sid, transport == Transport.POLLING && settings.upgradable());
    }

    /** The open packet has been handed to the transport: the heartbeat begins. */
    void opened() {
        if (state == State.OPEN) { // not closed by what runs above, already
            heartbeat.alive();
            listener.onOpen();
        }
    }

    /** A WebSocket has taken over. */
    void upgraded() {
        polling.leave();
        transport = Transport.WEBSOCKET;
        if (state == State.OPEN) { // else the listener has been told of the end
            listener.onTransport(transport());
        }
    }

    // --- What comes, within the mailbox -----------------------------------------------------------------------

    /** What has come and waits. */
    Mailbox inputs() {
        return mailbox;
    }

    /** Takes a binary frame of a WebSocket; false when it is malformed. */
    boolean onBinaryFrame(byte[] frame) {
        byte[] message = version.message(frame);
        if (message == null) {
            return false;
        }
        listener.onBinary(message);
        return true;
    }

    void onBinary(byte[] message) {
        listener.onBinary(message);
    }

    /** Takes a text packet; false when it has no known type, or one that this version does not allow. */
    boolean onPacket(String packet) {
        if (version.isBinary(packet)) {
            byte[] message = version.binary(packet);
            if (message != null) {
                listener.onBinary(message);
            }
            return message != null;
        }
        EnginePacketType type = EnginePacketType.of(packet);
        if (type == null) {
            return false;
        }
        switch (type) {
            case MESSAGE -> listener.onText(packet, 1);
            case PONG -> {
                return heartbeat.ponged();
            }
            case CLOSE -> closedByClient();
            case PING -> {
                return heartbeat.pinged(packet);
            }
            case OPEN, UPGRADE, NOOP -> {} // meaningless here, and harmless
        }
        return true;
    }

    /** Sends a packet of the heartbeat, before the messages that wait: a slow client has its time to answer. Any thread. */
    void beat(Frame packet) {
        outbox.offerUrgent(packet);
        outbox.flush();
    }

    void closedByClient() {
        boolean unused = polling.release();
        end(CloseReason.TRANSPORT_CLOSE);
    }

    /** Whether packets of the client are still passed on: not once the session ends, or is about to since its queue was full. */
    boolean takesPackets() {
        return state == State.OPEN && !isFull();
    }

    /** Whether a WebSocket may take over. */
    boolean isUpgradable() {
        return state == State.OPEN && transport == Transport.POLLING && settings.upgradable();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosing() {
        return state == State.CLOSING;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    // --- The end ----------------------------------------------------------------------------------------------

    /** An upgrade that is under way goes on: the client may have left polling, and gets what is queued over the WebSocket. */
    @Override
    public void close(CloseReason reason) {
        execute(() -> {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            awaitFlush();
            heartbeat.stop();
            attempt(() -> listener.onClose(reason));
            outbox.offerControl(new Frame.Close(reason));
            outbox.seal();
            outbox.flush();
        });
    }

    /** Ends the closed session when what is queued has not gone out within 30 seconds from now. Within the mailbox. */
    void awaitFlush() {
        closing.cancel();
        closing = timers().scheduleMillis(EngineSettings.CLOSE_TIMEOUT, this::flushed);
    }

    /** Ends the closed session: what was queued has gone out, or waited too long. Any thread. */
    void flushed() {
        execute(() -> end(CloseReason.TRANSPORT_CLOSE));
    }

    @Override
    protected void endFull() {
        end(CloseReason.SEND_QUEUE_FULL);
    }

    /** Ends the session at once and drops what waits; does nothing when it has ended. Within the mailbox. */
    void end(CloseReason reason) {
        if (state == State.CLOSED) {
            return;
        }
        State before = state;
        state = State.CLOSED;
        heartbeat.stop();
        closing.cancel();
        attempt(() -> server.remove(this));
        attempt(webSockets::endProbe);
        attempt(() -> polling.end(reason));
        attempt(outbox::end);
        attempt(() -> webSockets.end(reason));
        if (before == State.OPEN) {
            attempt(() -> listener.onClose(reason));
        }
    }
}
