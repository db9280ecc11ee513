package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Outbox;
import io.sockee.connection.Timers;
import io.sockee.connection.WebSocketChannel;
import io.sockee.connection.WebSocketInput;

/**
 * One WebSocket of a session: its transport, or a probe that wants to become it, or one that is being refused; an adapter need
 * not know which. The adapter tells it each message, one at a time and in order, and the end; all of that is run in the
 * session's mailbox. Nothing blocks except {@link #awaitOthers}.
 *
 * <p>Most often the adapter's thread runs an input itself, and so reads no faster than inputs are run. When another thread is at
 * work on this session, inputs wait. Their number is bounded by the adapter: before it brings more, it either waits
 * ({@link #awaitOthers}) or, where its thread must not block, reads on only when it is told ({@link #isBehind}).
 */
public final class EngineWebSocket implements WebSocketInput, WebSocketChannel.Outcome {

    private final EngineSession session;
    private final WebSocketChannel channel;

    EngineWebSocket(EngineSession session, WebSocketChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    EngineSession session() {
        return session;
    }

    /** Its sending side. */
    WebSocketChannel channel() {
        return channel;
    }

    /** A carrier that sends the outbox's frames on this WebSocket. */
    Carrier carrier(Outbox outbox) {
        return channel.carrier(outbox, this);
    }

    // --- What the container tells -----------------------------------------------------------------------------

    @Override
    public void text(String frame) {
        session.execute(() -> onText(frame));
    }

    @Override
    public void binary(byte[] frame) {
        session.execute(() -> onBinary(frame));
    }

    /** Engine.IO has a heartbeat of its own. */
    @Override
    public void pong() {}

    @Override
    public void awaitOthers() {
        session.inputs().awaitFewerThan(MAX_WAITING);
    }

    @Override
    public boolean isBehind() {
        return session.inputs().waiting() >= MAX_WAITING;
    }

    @Override
    public void onceCaughtUp(Runnable task) {
        session.execute(task);
    }

    private void onText(String frame) {
        if (!session.webSockets().isTransport(this)) {
            session.webSockets().onProbe(this, frame);
            return;
        }
        try {
            if (session.isOpen() && !session.onPacket(frame)) {
                session.end(CloseReason.PARSE_ERROR);
            }
        } catch (RuntimeException | Error e) { // as with a POST
            session.end(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    private void onBinary(byte[] frame) {
        if (!session.webSockets().isTransport(this)) {
            session.webSockets().failProbe(this);
            return;
        }
        try {
            if (session.isOpen() && !session.onBinaryFrame(frame)) {
                session.end(CloseReason.PARSE_ERROR);
            }
        } catch (RuntimeException | Error e) { // as with a POST
            session.end(CloseReason.TRANSPORT_ERROR);
            throw e;
        }
    }

    @Override
    public void closed() {
        gone(CloseReason.TRANSPORT_CLOSE);
    }

    @Override
    public void goingAway() {
        goneSoon(CloseReason.TRANSPORT_CLOSE);
    }

    @Override
    public void failed() {
        gone(CloseReason.TRANSPORT_ERROR);
    }

    // --- What its carrier tells -------------------------------------------------------------------------------

    /** A failed send may be the first sign of a close, whose reason is better and may come within 250 ms: so long it waits. */
    @Override
    public void notSent(Throwable failure) {
        goneSoon(CloseReason.TRANSPORT_ERROR);
    }

    @Override
    public void allSent(CloseReason reason) {
        close(reason);
        session.flushed();
    }

    /** Tells the client why its session ends, and closes. */
    void close(CloseReason reason) {
        channel.close(Ending.code(reason), reason.text());
    }

    private void goneSoon(CloseReason reason) {
        Timers.Timer unused = session.timers().scheduleMillis(GOING_AWAY_PAUSE, () -> gone(reason));
    }

    private void gone(CloseReason reason) {
        session.execute(() -> session.webSockets().onGone(this, reason));
    }
}
