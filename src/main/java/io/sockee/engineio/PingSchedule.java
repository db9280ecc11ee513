package io.sockee.engineio;

import io.sockee.connection.Timers;
import org.jspecify.annotations.Nullable;

/** The heartbeat of one session: a ping, then a pong in time, then after a while the next ping. One timer at most. */
final class PingSchedule {
    private final EngineSettings settings;
    private final Timers timers;
    private final Runnable ping;
    private final Runnable timeout;
    private Timers.@Nullable Timer timer;

    /** Both tasks are called by the timers' thread. */
    PingSchedule(EngineSettings settings, Timers timers, Runnable ping, Runnable timeout) {
        this.settings = settings;
        this.timers = timers;
        this.ping = ping;
        this.timeout = timeout;
    }

    /** The session opened, or a pong came. */
    void alive() {
        set(settings.pingInterval(), ping);
    }

    /** A ping was sent. */
    void awaitPong() {
        set(settings.pingTimeout(), timeout);
    }

    private void set(long millis, Runnable task) {
        stop();
        timer = timers.scheduleMillis(millis, task);
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
