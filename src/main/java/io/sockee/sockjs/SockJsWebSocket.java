package io.sockee.sockjs;

import io.sockee.connection.Carrier;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Outbox;
import io.sockee.connection.Timers;
import io.sockee.connection.WebSocketChannel;
import io.sockee.connection.WebSocketInput;

/** The WebSocket of a session, with SockJS's frames or without. */
final class SockJsWebSocket implements WebSocketInput, WebSocketChannel.Outcome {
    /** A message of a kind that is not taken (RFC 6455, section 7.4.1). */
    private static final Ending NOT_TAKEN = new Ending(1003, "Only texts are taken");

    private final SockJsSession session;
    private final WebSocketChannel channel;
    private final boolean raw;

    SockJsWebSocket(SockJsSession session, WebSocketChannel channel, boolean raw) {
        this.session = session;
        this.channel = channel;
        this.raw = raw;
    }

    Carrier carrier(Outbox outbox) {
        return channel.carrier(outbox, this);
    }

    @Override
    public void text(String message) {
        session.execute(() -> {
            session.heardOf();
            if (raw) {
                session.onMessage(message);
            } else if (!message.isEmpty()) { // which is ignored
                onFrame(message);
            }
        });
    }

    private void onFrame(String frame) {
        if (session.server().reader().frame(frame) instanceof MessageReader.Result.Messages messages) {
            messages.all().forEach(session::onMessage);
        } else {
            breakOff(Ending.BROKEN);
        }
    }

    @Override
    public void binary(byte[] message) {
        session.execute(() -> breakOff(raw ? NOT_TAKEN : Ending.BROKEN));
    }

    @Override
    public void pong() {
        session.execute(session::heardOf);
    }

    private void breakOff(Ending ending) {
        if (session.state() == SockJsSession.State.OPEN) {
            session.server().events().broken();
            channel.close(ending.code(), ending.reason());
            session.life().end(CloseReason.PARSE_ERROR);
        }
    }

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

    /** A failed send may be the first sign of a close, whose reason is better and may come within 250 ms: so long it waits. */
    @Override
    public void notSent(Throwable failure) {
        goneSoon(CloseReason.TRANSPORT_ERROR);
    }

    @Override
    public void allSent(CloseReason reason) {
        close(session.life().ending());
        session.execute(() -> session.life().end(reason));
    }

    /** Closes it. With SockJS's frames the client has been told why by one of them. */
    void close(Ending ending) {
        Ending told = raw || ending.equals(Ending.INTERRUPTED) ? ending : Ending.NORMAL;
        channel.close(told.code(), told.reason());
    }

    int progress() {
        return channel.progress();
    }

    private void goneSoon(CloseReason reason) {
        Timers.Timer unused = session.server().timers().scheduleMillis(GOING_AWAY_PAUSE, () -> gone(reason));
    }

    private void gone(CloseReason reason) {
        session.execute(() -> session.life().end(reason));
    }
}
