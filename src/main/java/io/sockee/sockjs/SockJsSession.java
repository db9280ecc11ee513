package io.sockee.sockjs;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Mailbox;
import io.sockee.connection.Outbox;
import io.sockee.connection.Overflow;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SockJS connection: the state machine between the requests that receive and send, or the WebSocket, and what is above.
 *
 * <p>Whatever comes in goes through one {@link Mailbox}, the only writer of the session's state. What goes out goes through one
 * {@link Outbox}, which any thread may fill. Public methods are for any thread and do not block; those without a modifier are
 * called within the mailbox, or say otherwise.
 */
public final class SockJsSession implements Connection {
    private static final Logger LOG = System.getLogger(SockJsSession.class.getName());

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
    private final HandshakeRequest handshake;
    private final Mailbox mailbox;
    private final Outbox outbox;
    private final Overflow overflow;
    private volatile Transport transport;
    private volatile Ending ending = Ending.NORMAL;
    private volatile State state = State.CONNECTING;

    // Written within the mailbox only.
    private @Nullable ConnectionListener listener;
    private @Nullable SockJsWebSocket webSocket;
    private final Receivers receivers;
    private final Delays delays;

    /**
     * @param key by which requests name it, a secret between this client and the server; null for a WebSocket's
     */
    SockJsSession(SockJsServer server, @Nullable String key, HandshakeRequest handshake, Transport transport) {
        this.server = server;
        this.key = key;
        this.handshake = handshake;
        this.transport = transport;
        this.mailbox = new Mailbox(server.executor());
        this.outbox = new Outbox(settings().maxQueuedMessages(), settings().maxQueuedBytes());
        this.receivers = new Receivers(outbox);
        this.delays = new Delays(this, server.timers());
        this.overflow = new Overflow(
                handshake,
                settings().closeWhenFull(),
                server.events(),
                () -> execute(() -> interrupt(CloseReason.SEND_QUEUE_FULL)));
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

    /** The state, as browsers' WebSockets have it. */
    public State state() {
        return state;
    }

    @Override
    public HandshakeRequest handshake() {
        return handshake;
    }

    @Override
    public String transport() {
        return transport.wireName();
    }

    /** What has come and waits. Any thread. */
    Mailbox inputs() {
        return mailbox;
    }

    /** How the client is told of the end, once there is one. Any thread. */
    Ending ending() {
        return ending;
    }

    // --- Its beginning, and its transports --------------------------------------------------------------------

    /** A request wants to receive. Any thread. */
    void receive(Transport by, ResponseForm form, SockJsResponse response) {
        Receiver next = new Receiver(this, by, form, response);
        execute(() -> receive(next));
    }

    private void receive(Receiver next) {
        if (receivers.isReceiving()) {
            if (!receivers.isGone()) {
                next.refuse(Ending.ANOTHER);
                return;
            }
            interrupt(CloseReason.TRANSPORT_CLOSE); // nobody has told us yet
        }
        if (state == State.CLOSED || receivers.isTold()) {
            next.refuse(ending);
            return;
        }
        transport = next.transport();
        boolean first = state == State.CONNECTING;
        if (first) {
            state = State.OPEN;
            outbox.offerControl(SockJsFrames.OPEN);
        }
        if (state == State.CLOSING) {
            delays.endAfter(SockJsSettings.CLOSE_TIMEOUT);
        } else {
            delays.putOffEnd();
            delays.beat();
        }
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
            state = State.OPEN;
            if (!isRaw()) {
                outbox.offerControl(SockJsFrames.OPEN);
                delays.beat();
            }
            accept(() -> outbox.attach(opened.carrier(outbox)));
        });
    }

    private boolean isRaw() {
        return transport == Transport.WEBSOCKET_RAW;
    }

    /** Tells what is above, and only then the client: who hears that it is open takes it that others know of it. */
    private void accept(Runnable carries) {
        try {
            listener = server.accept(this);
        } catch (RuntimeException | Error e) { // nobody is there to speak with
            carries.run();
            interrupt(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
        carries.run();
    }

    /** A request's answer has ended, so that the next may receive. Any thread. */
    void receiverIsOver(Receiver which, boolean closeTold) {
        execute(() -> {
            if (receivers.isOver(which, closeTold, ending) && state != State.CLOSED) {
                delays.stopBeating();
                delays.endAfter(settings().disconnectDelay());
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
                interrupt(CloseReason.TRANSPORT_CLOSE);
            }
        });
    }

    /** Messages have come. Any thread. */
    public void take(List<String> messages) {
        execute(() -> messages.forEach(this::onMessage));
    }

    void onMessage(String message) {
        ConnectionListener to = listener;
        if (state == State.OPEN && to != null && !overflow.hasEnded()) {
            to.onText(message, 0);
        }
    }

    /** A heartbeat is due. */
    void beat() {
        if (state == State.OPEN && isReceiving()) {
            if (outbox.waiting() == 0) { // else there is a sign of life, as soon as the client reads
                outbox.offerControl(SockJsFrames.HEARTBEAT);
                outbox.flush();
            }
            delays.beat();
        }
    }

    private boolean isReceiving() {
        return webSocket != null || receivers.isReceiving();
    }

    // --- The protocol above -----------------------------------------------------------------------------------

    /** Queues a message for the client, in the form of its transport, and sends it; as {@link #send(Frames)}. */
    public boolean send(String message) {
        return send(isRaw() ? Frames.text(message) : SockJsFrames.message(message));
    }

    @Override
    public boolean queue(Frames frames) {
        return overflow.taken(outbox.offer(frames));
    }

    @Override
    public boolean hold(Frames frames) {
        return overflow.taken(outbox.hold(frames));
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
    public boolean isWritable() {
        return outbox.isWritable();
    }

    @Override
    public void execute(Runnable input) {
        mailbox.execute(input);
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

    private void close(Ending with, CloseReason reason) {
        execute(() -> {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            ending = with;
            delays.stopBeating();
            delays.endAfter(
                    isReceiving() ? SockJsSettings.CLOSE_TIMEOUT : settings().disconnectDelay());
            attempt(() -> tell(reason));
            if (webSocket != null && !isRaw()) {
                outbox.offerControl(new Frame.Text(with.frame()));
            }
            outbox.offerControl(new Frame.Close(reason));
            outbox.seal();
            outbox.flush();
        });
    }

    /** Nobody has received for too long, or has read what was sent before the end. */
    void timeOut() {
        end(CloseReason.TRANSPORT_CLOSE);
    }

    /** It ends without sending what waits, since nobody reads that; over HTTP, the client is told as long as it asks. */
    void interrupt(CloseReason reason) {
        if (webSocket != null) {
            end(reason);
        } else if (state == State.OPEN) {
            state = State.CLOSING;
            ending = Ending.of(reason);
            delays.stopBeating();
            delays.endAfter(settings().disconnectDelay());
            attempt(outbox::discard);
            attempt(() -> receivers.interrupt(ending));
            attempt(() -> tell(reason));
        }
    }

    /** Ends it at once and drops what waits; does nothing when it has ended. Within the mailbox. */
    void end(CloseReason reason) {
        if (state == State.CLOSED) {
            return;
        }
        boolean open = state == State.OPEN;
        if (open) {
            ending = Ending.of(reason);
        }
        state = State.CLOSED;
        delays.stop();
        // Each of these may run code of the container or of the application that throws: the others follow.
        attempt(() -> server.remove(this));
        attempt(() -> receivers.end(ending));
        attempt(outbox::end);
        attempt(() -> {
            if (webSocket != null) {
                webSocket.close(ending);
            }
        });
        if (open) {
            attempt(() -> tell(reason));
        }
    }

    private void tell(CloseReason reason) {
        ConnectionListener to = listener;
        if (to != null) {
            to.onClose(reason);
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
