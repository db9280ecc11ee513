package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Outbox;
import io.sockee.connection.Timers;

/**
 * One WebSocket of a session: its transport, or a probe that wants to become it, or one that is being refused; an adapter need
 * not know which. The adapter tells it each message, one at a time and in order, and the end; all of that is run in the
 * session's mailbox. {@link #text} and {@link #binary} may block (see there), the other methods do not.
 */
public final class EngineWebSocket implements WebSocketChannel.Outcome {

    /** How many inputs may wait for another thread that is busy with this session before the reading thread is held. */
    private static final int MAX_WAITING_FRAMES = 1024;

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

    /** A text message, packet type included. Blocks while too many inputs of this session wait for another thread. */
    public void text(String frame) {
        onFrame(() -> onText(frame));
    }

    /** A binary message, whose bytes must not be changed afterwards. Blocks as {@link #text} does. */
    public void binary(byte[] frame) {
        onFrame(() -> onBinary(frame));
    }

    /**
     * Most often this thread runs the input itself, and so reads no faster than inputs are run. When another thread is at work
     * on this session, the number of waiting inputs is bounded by holding this one.
     */
    private void onFrame(Runnable frame) {
        session.awaitFewerThan(MAX_WAITING_FRAMES);
        session.execute(frame);
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

    /** It has closed. */
    public void closed() {
        gone(CloseReason.TRANSPORT_CLOSE);
    }

    /**
     * It has been closed with code 1001, going away: by a client that leaves its page, or by a container that stops the
     * application and closes WebSockets before it tells the application. So the session ends 250 ms later, unless the
     * application's stop, with its own reason, comes first.
     */
    public void goingAway() {
        goneSoon(CloseReason.TRANSPORT_CLOSE);
    }

    /** It has failed. */
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
        Timers.Timer unused = session.timers().scheduleMillis(EngineSettings.GOING_AWAY_PAUSE, () -> gone(reason));
    }

    private void gone(CloseReason reason) {
        session.execute(() -> session.webSockets().onGone(this, reason));
    }
}
