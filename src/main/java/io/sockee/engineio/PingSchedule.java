package io.sockee.engineio;

import io.sockee.connection.Timers;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one session: a ping, then a pong in time, then after a while the next ping. One timer at most. All but
 * the timer itself happens within the session's mailbox: a pong that waits there comes before a time-out that is due.
 */
final class PingSchedule {
    private final EngineSettings settings;
    private final Timers timers;
    private final Executor mailbox;
    private final Runnable ping;
    private final Runnable timeout;
    private Timers.@Nullable Timer timer;
    private int turn;

    /**
     * @param mailbox runs what is due, ping or time-out, behind what came before
     */
    PingSchedule(EngineSettings settings, Timers timers, Executor mailbox, Runnable ping, Runnable timeout) {
        this.settings = settings;
        this.timers = timers;
        this.mailbox = mailbox;
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
        int planned = turn;
        timer = timers.scheduleMillis(
                millis,
                () -> mailbox.execute(() -> {
                    if (turn == planned) { // else the client was heard of in time, or the session ended
                        task.run();
                    }
                }));
    }

    void stop() {
        turn++;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
