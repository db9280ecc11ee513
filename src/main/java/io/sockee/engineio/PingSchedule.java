package io.sockee.engineio;

import io.sockee.connection.Deadline;
import io.sockee.connection.Frame;
import io.sockee.connection.PongDeadline;
import io.sockee.connection.Timers;

/**
 * The heartbeat of one session: a ping, its pong within the ping timeout, the next ping a ping interval later; or, where clients
 * ping, their pings in time: what that means on a slow way, {@link PongDeadline} says. At most one timer is set. All methods are called within the session's mailbox, and a timer that is
 * due queues there: a pong that waits there already comes before the time-out.
 */
final class PingSchedule {
    /** How much may stand in a client's ping, which is sent back: as much as in one of a WebSocket. */
    private static final int MOST_DATA = 125;

    private static final Frame PING = new Frame.Text(EnginePacketType.PING.packet());

    private final EngineSettings settings;
    private final EngineVersion version;
    private final EngineSession session;
    private final Runnable timeout;
    private final Deadline next;
    private final PongDeadline answer;

    /**
     * @param timeout run when the client's pong, or ping, did not come in time
     */
    PingSchedule(
            EngineSettings settings, EngineVersion version, Timers timers, EngineSession session, Runnable timeout) {
        this.settings = settings;
        this.version = version;
        this.session = session;
        this.timeout = timeout;
        this.next = new Deadline(session, timers);
        this.answer = new PongDeadline(session, timers, session.outbox(), session::progress);
    }

    /** The session opened, or the client did its part. */
    void alive() {
        if (version.clientPings()) {
            answer.set(settings.pingInterval() + settings.pingTimeout(), timeout);
        } else {
            answer.stop();
            next.set(settings.pingInterval(), this::ping);
        }
    }

    private void ping() {
        session.beat(PING);
        answer.set(settings.pingTimeout(), timeout);
    }

    /** Answers a client's ping with a pong of the same data; false when clients of this version may not ping, or not so much. */
    boolean pinged(String packet) {
        if (!version.clientPings() || packet.length() > 1 + MOST_DATA) {
            return false;
        }
        session.beat(new Frame.Text(EnginePacketType.PONG.packet() + packet.substring(1)));
        alive();
        return true;
    }

    /** The client's pong has come; false when clients of this version have nothing to answer. */
    boolean ponged() {
        if (version.clientPings()) {
            return false;
        }
        alive();
        return true;
    }

    void stop() {
        next.stop();
        answer.stop();
    }
}
