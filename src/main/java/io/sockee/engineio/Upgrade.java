package io.sockee.engineio;

import io.sockee.connection.Timers;
import io.sockee.websocket.CloseCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The way from polling to WebSocket: {@code 2probe}, {@code 3probe}, {@code 5}. Whatever else the probe says closes
 * the probe, not the session. Called within the session's mailbox only.
 */
final class Upgrade {
    private static final String PROBE_PING = EnginePacketType.PING.packet() + "probe";
    private static final String PROBE_PONG = EnginePacketType.PONG.packet() + "probe";

    /**
     * How many WebSockets that cannot take over (there is a probe or a WebSocket already) are opened for one session, only to
     * be closed; further ones are refused as requests.
     */
    private static final int MAX_IN_VAIN = 8;

    private final Timers timers;
    private final EngineSettings settings;
    private final EngineSession session;
    private @Nullable EngineWebSocket probe;
    private final AtomicInteger inVain = new AtomicInteger();
    private boolean asked;
    private boolean answered;
    private int checksWithoutPoll;
    private Timers.@Nullable Timer timeout;
    private Timers.@Nullable Timer check;

    Upgrade(Timers timers, EngineSettings settings, EngineSession session) {
        this.timers = timers;
        this.settings = settings;
        this.session = session;
    }

    /** Whether another WebSocket may be opened: false after {@value #MAX_IN_VAIN} that had to be closed. Any thread. */
    boolean acceptsProbes() {
        return inVain.get() < MAX_IN_VAIN;
    }

    /**
     * A WebSocket wants to become the session's probe. It is closed when there is another.
     *
     * @param possible whether a WebSocket may take the session over; if not, it is closed
     */
    void begin(EngineWebSocket candidate, boolean possible) {
        if (!possible || probe != null) {
            int unused = inVain.incrementAndGet();
            refuse(candidate);
            return;
        }
        probe = candidate;
        asked = false;
        answered = false;
        checksWithoutPoll = 0;
        timeout = afterUpgradeTimeout(() -> onTimeout(candidate));
    }

    private Timers.Timer afterUpgradeTimeout(Runnable task) {
        return timers.scheduleMillis(settings.upgradeTimeout(), () -> session.execute(task));
    }

    /**
     * The upgrade timeout is over. A client that has stopped polling has sent its upgrade packet, or is about to, and has no
     * other transport to go back to: it gets the same time once more.
     */
    private void onTimeout(EngineWebSocket candidate) {
        if (candidate == probe && asked && checksWithoutPoll >= EngineSettings.UPGRADE_QUIET_CHECKS) {
            timeout = afterUpgradeTimeout(() -> fail(candidate));
        } else {
            fail(candidate);
        }
    }

    void onFrame(EngineWebSocket candidate, String frame) {
        if (candidate != probe) {
            refuse(candidate);
        } else if (!asked && frame.equals(PROBE_PING)) {
            asked = true;
            candidate.channel().sendText(PROBE_PONG, failure -> session.execute(() -> onAnswered(candidate, failure)));
            releasePolls(candidate);
        } else if (asked && frame.equals(EnginePacketType.UPGRADE.packet())) {
            // The client may be faster than the container's word that our answer was sent. What it says from now on
            // are the session's packets; what we say has to wait, since sends must not overlap.
            boolean ready = answered;
            forget();
            session.webSockets().upgraded(candidate);
            if (ready) {
                session.webSockets().sendBy(candidate);
            }
        } else {
            fail(candidate);
        }
    }

    private void onAnswered(EngineWebSocket candidate, @Nullable Throwable failure) {
        if (failure != null) {
            candidate.failed();
        } else if (candidate == probe) {
            answered = true;
        } else {
            session.webSockets().sendBy(candidate);
        }
    }

    /** The client leaves polling once its poll has ended; one that it began meanwhile is ended a little later. */
    private void releasePolls(EngineWebSocket candidate) {
        if (candidate == probe) {
            checksWithoutPoll = session.polling().release() ? 0 : checksWithoutPoll + 1;
            check = timers.scheduleMillis(
                    EngineSettings.UPGRADE_CHECK_INTERVAL, () -> session.execute(() -> releasePolls(candidate)));
        }
    }

    void fail(EngineWebSocket candidate) {
        if (candidate == probe) {
            forget();
        }
        refuse(candidate);
    }

    private static void refuse(EngineWebSocket candidate) {
        candidate.channel().close(CloseCode.POLICY, EngineError.BAD_REQUEST.message());
    }

    void stop() {
        if (probe != null) {
            fail(probe);
        }
    }

    private void forget() {
        probe = null;
        if (timeout != null) {
            timeout.cancel();
            timeout = null;
        }
        if (check != null) {
            check.cancel();
            check = null;
        }
    }
}
