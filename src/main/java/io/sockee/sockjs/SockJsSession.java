package io.sockee.sockjs;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Mailbox;
import io.sockee.connection.Outbox;
import io.sockee.connection.QueuedConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SockJS connection: the state machine between the requests that receive and send, or the WebSocket, and what is above.
 *
 * <p>Whatever comes in goes through one {@link Mailbox}, the only writer of the session's state. What goes out goes through one
 * {@link Outbox}, which any thread may fill. Public methods are for any thread and do not block; those without a modifier are
 * called within the mailbox, or say otherwise. Its states and its end are those of its {@link SockJsLife life}.
 */
public final class SockJsSession extends QueuedConnection {
    /** What browsers' WebSockets call the states of a connection, in their order. */
    public enum State {
        CONNECTING,
        OPEN,
        /** It has been closed or has broken off, and the client is told so as long as it asks. */
        CLOSING,
        CLOSED
    }

    private final SockJsServer server;
    private final @Nullable String key;
    private volatile Transport transport;

    // Written within the mailbox only.
    private @Nullable ConnectionListener listener;
    private @Nullable SockJsWebSocket webSocket;
    private final Receivers receivers;
    private final Heartbeat heartbeat;
    private final SockJsLife life;

    /**
     * @param key by which requests name it, a secret between this client and the server; null for a WebSocket's
     */
    SockJsSession(SockJsServer server, @Nullable String key, HandshakeRequest handshake, Transport transport) {
        super(
                handshake,
                new Outbox(
                        server.settings().maxQueuedMessages(),
                        server.settings().maxQueuedBytes(),
                        server.events()::sent),
                server.settings().closeWhenFull(),
                server.executor(),
                server.events());
        this.server = server;
        this.key = key;
        this.transport = transport;
        this.receivers = new Receivers(outbox);
        this.heartbeat = new Heartbeat(this, outbox, receivers, server.timers());
        this.life = new SockJsLife(this, outbox, receivers, heartbeat, SockJsSession::attempt);
    }

    @Nullable
    String key() {
        return key;
    }

    SockJsSettings settings() {
        return server.settings();
    }

    SockJsServer server() {
        return server;
    }

    /** Whether messages that come now are taken, and whether this client may send them: see {@link #isOf}. */
    public boolean takes(Optional<HandshakeRequest.Caller> caller) {
        State state = state();
        return (state == State.OPEN || state == State.CONNECTING) && isOf(caller);
    }

    /** Whether a request is of whom the server had authenticated when the session began. Ids may be guessed, or leak. */
    boolean isOf(Optional<HandshakeRequest.Caller> caller) {
        Optional<HandshakeRequest.Caller> begun = handshake().caller();
        return begun.isEmpty()
                || caller.map(HandshakeRequest.Caller::name).equals(begun.map(HandshakeRequest.Caller::name));
    }

    /** The state, as browsers' WebSockets have it. */
    public State state() {
        return life.state();
    }

    @Override
    public String transport() {
        return transport.wireName();
    }

    /** What has come and waits. Any thread. */
    Mailbox inputs() {
        return mailbox;
    }

    SockJsLife life() {
        return life;
    }

    // --- Its beginning, and its transports --------------------------------------------------------------------

    /** A request wants to receive. Any thread. */
    void receive(Transport by, ResponseForm form, SockJsResponse response) {
        Receiver next = new Receiver(this, by, form, response);
        execute(() -> receive(next));
    }

    /** A request that is somebody else's wants to receive: it is told what the owner of a session that has ended is told. */
    void refuse(Transport by, ResponseForm form, SockJsResponse response) {
        new Receiver(this, by, form, response).refuse(Ending.INTERRUPTED);
    }

    private void receive(Receiver next) {
        if (receivers.isReceiving()) {
            if (!receivers.isGone()) {
                next.refuse(Ending.ANOTHER);
                return;
            }
            life.interrupt(CloseReason.TRANSPORT_CLOSE); // nobody has told us yet
        }
        if (state() == State.CLOSED || receivers.isTold()) {
            next.refuse(life.ending());
            return;
        }
        heardOf();
        transport = next.transport();
        boolean first = state() == State.CONNECTING;
        if (first) {
            life.open();
            outbox.offerControl(SockJsFrames.OPEN);
        }
        life.received();
        if (first) {
            accept(() -> receivers.begin(next));
        } else {
            receivers.begin(next);
        }
    }

    /** It begins over a WebSocket. Any thread. */
    void open(SockJsWebSocket opened) {
        execute(() -> {
            webSocket = opened;
            life.open();
            if (!isRaw()) {
                outbox.offerControl(SockJsFrames.OPEN);
            }
            heartbeat.begin();
            accept(() -> outbox.attach(opened.carrier(outbox)));
        });
    }

    /** Whether it is a raw WebSocket, whose messages go over the wire without frames of SockJS. Any thread. */
    public boolean isRaw() {
        return transport == Transport.WEBSOCKET_RAW;
    }

    /** Tells what is above, and only then the client: who hears that it is open takes it that others know of it. */
    private void accept(Runnable carries) {
        try {
            listener = server.accept(this);
        } catch (RuntimeException | Error e) { // nobody is there to speak with
            carries.run();
            life.interrupt(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
        carries.run();
        ConnectionListener above = listener;
        if (state() == State.OPEN && above != null) {
            above.onOpen();
        }
    }

    /** A request's answer has ended, so that the next may receive. Any thread. */
    void receiverIsOver(Receiver which, boolean closeTold) {
        execute(() -> {
            if (receivers.isOver(which, closeTold, life.ending())) {
                life.awaitNext();
            }
        });
    }

    /** A chunk has gone out. Any thread. */
    void carried() {
        outbox.carried();
    }

    /** The client of a request that received has gone, or its answer did not reach it. Any thread. */
    void aborted(SockJsResponse response) {
        execute(() -> {
            if (receivers.isNewest(response)) {
                life.interrupt(CloseReason.TRANSPORT_CLOSE);
            }
        });
    }

    /** Messages have come. Any thread. */
    public void take(List<String> messages) {
        execute(() -> {
            heardOf();
            messages.forEach(this::onMessage);
        });
    }

    void onMessage(String message) {
        ConnectionListener to = listener;
        if (state() != State.OPEN || to == null || isFull()) {
            return;
        }
        try {
            to.onText(message, 0);
        } catch (RuntimeException | Error e) { // who has lost one message must not be told more
            life.interrupt(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    /** Something has come from the client. */
    void heardOf() {
        heartbeat.heardOf();
    }

    /** Whether a frame that is queued goes out, as far as the client reads. */
    boolean isReceiving() {
        return webSocket != null || receivers.isReceiving();
    }

    /** Is another number when something of the client has moved since: see {@code WebSocketChannel.progress}. */
    int progress() {
        return webSocket == null ? receivers.progress() : webSocket.progress();
    }

    boolean isOverWebSocket() {
        return webSocket != null;
    }

    // --- The protocol above -----------------------------------------------------------------------------------

    /** Queues a message for the client, in the form of its transport, and sends it; as {@link #send(Frames)}. */
    public boolean send(String message) {
        return send(server.recent().of(message, isRaw()));
    }

    // --- The end ----------------------------------------------------------------------------------------------

    @Override
    public void close(CloseReason reason) {
        close(Ending.of(reason), reason);
    }

    /**
     * Closes with a code and a reason for the client.
     *
     * @param code 1000, or one of the application's own from 3000 to 4999
     */
    public void close(int code, String reason) {
        close(new Ending(code, reason), CloseReason.FORCED_SERVER_CLOSE);
    }

    /** The client has sent what is not allowed by the protocol above. What it sends behind that still comes, until this has its turn. */
    public void breakOff() {
        server.events().broken();
        close(CloseReason.PARSE_ERROR);
    }

    /** The client says that it leaves. What it sends behind that still comes, until this has its turn. */
    public void closedByClient() {
        close(Ending.NORMAL, CloseReason.TRANSPORT_CLOSE);
    }

    private void close(Ending with, CloseReason reason) {
        execute(() -> life.close(with, reason));
    }

    @Override
    protected void endFull() {
        life.interrupt(CloseReason.SEND_QUEUE_FULL);
    }

    /** Closes the WebSocket, if that is its transport. */
    void closeWebSocket(Ending ending) {
        if (webSocket != null) {
            webSocket.close(ending);
        }
    }

    /** Tells what is above that it has ended. */
    void tell(CloseReason reason) {
        ConnectionListener to = listener;
        if (to != null) {
            to.onClose(reason);
        }
    }
}
