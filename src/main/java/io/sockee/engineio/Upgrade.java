package io.sockee.engineio;

import io.sockee.connection.Timers;
import io.sockee.websocket.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * The way from polling to WebSocket: {@code 2probe}, {@code 3probe}, {@code 5}. Whatever else the probe says closes
 * the probe, not the session. Called within the session's mailbox only.
 */
final class Upgrade {
    private static final String PROBE_PING = EnginePacketType.PING.packet() + "probe";
    private static final String PROBE_PONG = EnginePacketType.PONG.packet() + "probe";

    private final Timers timers;
    private final EngineSettings settings;
    private final EngineSession session;
    private @Nullable WebSocketChannel probe;
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

    /** Whether the channel is now the session's probe: not when there is another. */
    boolean begin(WebSocketChannel channel) {
        if (probe != null) {
            return false;
        }
        probe = channel;
        asked = false;
        answered = false;
        checksWithoutPoll = 0;
        timeout = afterUpgradeTimeout(() -> onTimeout(channel));
        return true;
    }

    private Timers.Timer afterUpgradeTimeout(Runnable task) {
        return timers.scheduleMillis(settings.upgradeTimeout(), () -> session.execute(task));
    }

    /**
     * A client that has stopped polling waits for nothing any more: it has sent its agreement, or is about to, and has no
     * other transport to go back to. It gets the time once more.
     */
    private void onTimeout(WebSocketChannel channel) {
        if (channel == probe && asked && checksWithoutPoll >= EngineSettings.UPGRADE_QUIET_CHECKS) {
            timeout = afterUpgradeTimeout(() -> fail(channel));
        } else {
            fail(channel);
        }
    }

    void onFrame(WebSocketChannel channel, String frame) {
        if (channel != probe) {
            channel.close(CloseCode.POLICY, EngineError.BAD_REQUEST.message());
        } else if (!asked && frame.equals(PROBE_PING)) {
            asked = true;
            channel.sendText(PROBE_PONG, failure -> session.execute(() -> onAnswered(channel, failure)));
            releasePolls(channel);
        } else if (asked && frame.equals(EnginePacketType.UPGRADE.packet())) {
            // The client may be faster than the container's word that our answer was sent. What it says from now on
            // are the session's packets; what we say has to wait, since sends must not overlap.
            boolean ready = answered;
            forget();
            session.upgraded(channel);
            if (ready) {
                session.sendBy(channel);
            }
        } else {
            fail(channel);
        }
    }

    private void onAnswered(WebSocketChannel channel, @Nullable Throwable failure) {
        if (failure != null) {
            session.webSocketFailed(channel);
        } else if (channel == probe) {
            answered = true;
        } else {
            session.sendBy(channel);
        }
    }

    /** The client leaves polling once its poll has ended; one that it began meanwhile is ended a little later. */
    private void releasePolls(WebSocketChannel channel) {
        if (channel == probe) {
            checksWithoutPoll = session.releasePoll() ? 0 : checksWithoutPoll + 1;
            check = timers.scheduleMillis(
                    EngineSettings.UPGRADE_CHECK_INTERVAL, () -> session.execute(() -> releasePolls(channel)));
        }
    }

    void fail(WebSocketChannel channel) {
        if (channel == probe) {
            forget();
        }
        channel.close(CloseCode.POLICY, EngineError.BAD_REQUEST.message());
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
