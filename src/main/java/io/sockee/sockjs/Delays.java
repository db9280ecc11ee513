package io.sockee.sockjs;

import io.sockee.connection.Timers;

/** The timers of one session: one for heartbeats, one for its end. Called within the session's mailbox, and so are the tasks. */
final class Delays {
    private static final Timers.Timer NONE = () -> {};

    private final SockJsSession session;
    private final Timers timers;
    private Timers.Timer heartbeat = NONE;
    private Timers.Timer end = NONE;

    Delays(SockJsSession session, Timers timers) {
        this.session = session;
        this.timers = timers;
    }

    /** The next heartbeat is due a heartbeat's delay from now. */
    void beat() {
        heartbeat.cancel();
        heartbeat = timers.scheduleMillis(session.settings().heartbeatDelay(), () -> session.execute(session::beat));
    }

    void stopBeating() {
        heartbeat.cancel();
    }

    /** The session ends after a while, unless that is put off. */
    void endAfter(long millis) {
        end.cancel();
        end = timers.scheduleMillis(millis, () -> session.execute(session::timeOut));
    }

    void putOffEnd() {
        end.cancel();
    }

    void stop() {
        heartbeat.cancel();
        end.cancel();
    }
}
