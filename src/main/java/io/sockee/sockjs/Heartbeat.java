package io.sockee.sockjs;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Deadline;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import io.sockee.connection.PongDeadline;
import io.sockee.connection.Timers;

/**
 * The heartbeats of one session, and what shows that its client is still there. Over WebSocket a ping goes with each, which has to be
 * answered in time: see {@link PongDeadline}. An answer over HTTP that has streamed for a whole heartbeat's delay, without anything from its client, ends
 * with it: a client that is gone without a word does not ask again, and that ends its session. Called within the session's
 * mailbox, and so are the tasks.
 */
final class Heartbeat {
    private final SockJsSession session;
    private final Outbox outbox;
    private final Receivers receivers;
    private final Deadline next;
    private final PongDeadline pong;
    private boolean heardOf; // since the last heartbeat

    Heartbeat(SockJsSession session, Outbox outbox, Receivers receivers, Timers timers) {
        this.session = session;
        this.outbox = outbox;
        this.receivers = receivers;
        this.next = new Deadline(session, timers);
        this.pong = new PongDeadline(session, timers, outbox, session::progress);
    }

    /** The next one is due a heartbeat's delay from now. */
    void begin() {
        next.set(session.settings().heartbeatDelay(), this::beat);
    }

    void stop() {
        next.stop();
        pong.stop();
    }

    /** Something has come from the client. */
    void heardOf() {
        heardOf = true;
        pong.stop();
    }

    private void beat() {
        if (session.state() != SockJsSession.State.OPEN || !session.isReceiving()) {
            return;
        }
        boolean silent = !heardOf;
        heardOf = false;
        boolean waits = outbox.waiting() > 0; // that is a sign of life, as soon as the client reads
        if (session.isOverWebSocket()) {
            ping();
        } else if (silent
                && receivers.endWithNext()
                && waits
                && !pong.isSet()) { // it has to ask again, once it has read what is under way
            pong.set(session.settings().pingTimeout(), () -> session.life().interrupt(CloseReason.PING_TIMEOUT));
        }
        if (!waits && !session.isRaw()) {
            outbox.offerControl(SockJsFrames.HEARTBEAT);
        }
        outbox.flush();
        begin();
    }

    private void ping() {
        if (!pong.isSet()) {
            outbox.offerUrgent(Frame.Ping.INSTANCE);
            pong.set(session.settings().pingTimeout(), () -> session.life().end(CloseReason.PING_TIMEOUT));
        }
    }
}
