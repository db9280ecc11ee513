package io.sockee.sockjs;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Deadline;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import io.sockee.sockjs.SockJsSession.State;
import java.util.function.Consumer;

/**
 * The life of one session of SockJS: its states in their order, and how it ends, whoever ends it. Its state and how it ended may be
 * asked for by any thread; everything else is called within the session's mailbox.
 */
final class SockJsLife {
    private final SockJsSession session;
    private final Outbox outbox;
    private final Receivers receivers;
    private final Heartbeat heartbeat;
    private final Deadline timeOut;
    private final Consumer<Runnable> attempt;
    private volatile State state = State.CONNECTING;
    private volatile Ending ending = Ending.NORMAL;

    /**
     * @param attempt runs a step of the end, and logs what it throws
     */
    SockJsLife(
            SockJsSession session,
            Outbox outbox,
            Receivers receivers,
            Heartbeat heartbeat,
            Consumer<Runnable> attempt) {
        this.session = session;
        this.outbox = outbox;
        this.receivers = receivers;
        this.heartbeat = heartbeat;
        this.timeOut = new Deadline(session, session.server().timers());
        this.attempt = attempt;
    }

    State state() {
        return state;
    }

    /** How the client is told of the end, once there is one. */
    Ending ending() {
        return ending;
    }

    void open() {
        state = State.OPEN;
    }

    /** A request receives: the session lasts as long as that does, or as the client may take to hear of the end. */
    void received() {
        if (state == State.CLOSING) {
            endAfter(SockJsSettings.CLOSE_TIMEOUT);
        } else {
            timeOut.stop();
            heartbeat.begin();
        }
    }

    /** Nobody receives any more: the session lasts as long as the client may take to ask again. */
    void awaitNext() {
        if (state != State.CLOSED) {
            heartbeat.stop();
            endAfter(untilAskedAgain());
        }
    }

    /** It is closed, behind what waits to be sent. Does nothing when it is not open. */
    void close(Ending with, CloseReason reason) {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        ending = with;
        heartbeat.stop();
        endAfter(session.isReceiving() ? SockJsSettings.CLOSE_TIMEOUT : untilAskedAgain());
        attempt.accept(() -> session.tell(reason));
        if (session.isOverWebSocket() && !session.isRaw()) {
            outbox.offerControl(new Frame.Text(with.frame()));
        }
        outbox.offerControl(new Frame.Close(reason));
        outbox.seal();
        outbox.flush();
    }

    /** It ends without sending what waits, since nobody reads that; over HTTP, the client is told as long as it asks. */
    void interrupt(CloseReason reason) {
        if (session.isOverWebSocket()) {
            end(reason);
        } else if (state == State.OPEN) {
            state = State.CLOSING;
            ending = Ending.of(reason);
            discard();
            attempt.accept(() -> session.tell(reason));
        } else if (state == State.CLOSING && !receivers.isTold()) {
            discard(); // the rest, with a hole in it, is not sent either
        }
    }

    /** It ends at once, and what waits is dropped; does nothing when it has ended. */
    void end(CloseReason reason) {
        if (state == State.CLOSED) {
            return;
        }
        boolean open = state == State.OPEN;
        if (open) {
            ending = Ending.of(reason);
        }
        state = State.CLOSED;
        heartbeat.stop();
        timeOut.stop();
        attempt.accept(() -> session.server().remove(session));
        attempt.accept(() -> receivers.end(ending));
        attempt.accept(outbox::end);
        attempt.accept(() -> session.closeWebSocket(ending));
        if (open) {
            attempt.accept(() -> session.tell(reason));
        }
    }

    private void discard() {
        heartbeat.stop();
        endAfter(untilAskedAgain());
        attempt.accept(outbox::discard);
        attempt.accept(() -> receivers.interrupt(ending));
    }

    /** Unless that is put off: nobody has received for too long, or has read what was sent before the end. */
    private void endAfter(long millis) {
        timeOut.set(millis, () -> end(CloseReason.TRANSPORT_CLOSE));
    }

    /** How long a client that has been answered may take to ask again, in milliseconds. */
    private long untilAskedAgain() {
        return session.settings().disconnectDelay() + receivers.readingTime();
    }
}
