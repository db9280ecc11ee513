package io.sockee.sockjs;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import io.sockee.connection.Timers;

/**
 * The heartbeats of one session, and what shows that its client is still there. Over WebSocket a ping goes with each, which has to be
 * answered in time. An answer over HTTP that has streamed for a whole heartbeat's delay, without anything from its client, ends
 * with it: a client that is gone without a word does not ask again, and that ends its session. Called within the session's
 * mailbox, and so are the tasks.
 */
final class Heartbeat {
    private static final Timers.Timer NONE = () -> {};

    private final SockJsSession session;
    private final Outbox outbox;
    private final Receivers receivers;
    private final Timers timers;
    private Timers.Timer next = NONE;
    private Timers.Timer pong = NONE;
    private int pings;
    private int awaited; // the ping of which the answer is awaited; 0 for none
    private boolean heardOf; // since the last heartbeat

    Heartbeat(SockJsSession session, Outbox outbox, Receivers receivers, Timers timers) {
        this.session = session;
        this.outbox = outbox;
        this.receivers = receivers;
        this.timers = timers;
    }

    /** The next one is due a heartbeat's delay from now. */
    void begin() {
        next.cancel();
        next = timers.scheduleMillis(session.settings().heartbeatDelay(), () -> session.execute(this::beat));
    }

    void stop() {
        next.cancel();
        forgetPing();
    }

    /** Something has come from the client. */
    void heardOf() {
        heardOf = true;
        forgetPing();
    }

    private void forgetPing() {
        if (awaited != 0) {
            awaited = 0;
            pong.cancel();
        }
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
        } else if (silent && receivers.endWithNext() && waits) { // it has not read so much that it had to ask again
            session.interrupt(CloseReason.PING_TIMEOUT);
            return;
        }
        if (!waits && !session.isRaw()) {
            outbox.offerControl(SockJsFrames.HEARTBEAT);
        }
        outbox.flush();
        begin();
    }

    private void ping() {
        if (awaited != 0) {
            return;
        }
        int asked = ++pings;
        awaited = asked;
        outbox.offerControl(Frame.Ping.INSTANCE);
        pong = timers.scheduleMillis(
                session.settings().pingTimeout(),
                () -> session.execute(() -> {
                    if (awaited == asked) { // else an answer came while this waited for its turn
                        session.end(CloseReason.PING_TIMEOUT);
                    }
                }));
    }
}
