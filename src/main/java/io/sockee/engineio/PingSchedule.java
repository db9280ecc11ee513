package io.sockee.engineio;

import io.sockee.connection.Frame;
import io.sockee.connection.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one session: a ping, then a pong in time, then after a while the next ping; or, where clients ping, their
 * pings in time. One timer at most. All but the timer itself happens within the session's mailbox: a pong that waits there
 * comes before a time-out that is due.
 */
final class PingSchedule {
    private static final Frame PING = new Frame.Text(EnginePacketType.PING.packet());

    private final EngineSettings settings;
    private final EngineVersion version;
    private final Timers timers;
    private final EngineSession session;
    private final Runnable timeout;
    private Timers.@Nullable Timer timer;
    private int turn;

    /**
     * @param timeout what is done when the client's part did not come in time
     */
    PingSchedule(
            EngineSettings settings, EngineVersion version, Timers timers, EngineSession session, Runnable timeout) {
        this.settings = settings;
        this.version = version;
        this.timers = timers;
        this.session = session;
        this.timeout = timeout;
    }

    /** The session opened, or the client's part of the heartbeat came. */
    void alive() {
        if (version.clientPings()) {
            set(settings.pingInterval() + settings.pingTimeout(), timeout);
        } else {
            set(settings.pingInterval(), this::ping);
        }
    }

    private void ping() {
        session.control(PING);
        set(settings.pingTimeout(), timeout);
    }

    /** Whether the client may ping: then it is answered with what it sent. */
    boolean pinged(String packet) {
        if (!version.clientPings()) {
            return false;
        }
        session.control(new Frame.Text(EnginePacketType.PONG.packet() + packet.substring(1)));
        alive();
        return true;
    }

    private void set(long millis, Runnable task) {
        stop();
        int planned = turn;
        timer = timers.scheduleMillis(
                millis,
                () -> session.execute(() -> {
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
