package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Outbox;
import io.sockee.connection.Timers;

/**
 * One WebSocket of a session: its transport, or the probe that wants to become it, or one that came in vain. Told by the
 * container's adapter what comes on it, one message at a time; which of the three it is, is no business of the adapter.
 * Everything that is told has its turn in the session's mailbox.
 */
public final class EngineWebSocket implements WebSocketChannel.Outcome {

    /** Messages that may wait while another thread is busy with this session: then whoever reads them waits as well. */
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

    /** What sends on it. */
    WebSocketChannel channel() {
        return channel;
    }

    /** Carries what the session has to send, as this WebSocket writes. */
    Carrier carrier(Outbox outbox) {
        return channel.carrier(outbox, this);
    }

    // --- What the container tells -----------------------------------------------------------------------------

    /** A text message. */
    public void text(String frame) {
        onFrame(() -> session.webSockets().onText(this, frame));
    }

    /** A binary message. */
    public void binary(byte[] frame) {
        onFrame(() -> session.webSockets().onBinary(this, frame));
    }

    /**
     * Most often this thread runs the frame itself, and so reads no faster than it works. Where another one is at work,
     * what waits for it is bounded: this thread waits with it, as it would if it did the work.
     */
    private void onFrame(Runnable frame) {
        session.awaitFewerThan(MAX_WAITING_FRAMES);
        session.execute(frame);
    }

    /** It has closed. */
    public void closed() {
        gone(CloseReason.TRANSPORT_CLOSE);
    }

    /**
     * It has been closed by a side that is going away (code 1001): by a client that leaves its page, or by a container that
     * stops the application and says so to WebSockets first. A short while tells which.
     */
    public void goingAway() {
        goneSoon(CloseReason.TRANSPORT_CLOSE);
    }

    /** It has failed. */
    public void failed() {
        gone(CloseReason.TRANSPORT_ERROR);
    }

    // --- What its carrier tells -------------------------------------------------------------------------------

    /** That may be the first sign of a WebSocket that was closed, for which there is a better reason: it may come in a while. */
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
