package io.sockee.boot;

import io.sockee.action.OpenStreams;
import io.sockee.action.WaitingCalls;
import io.sockee.routing.DeploymentException;

/** The settings of actions over HTTP. */
final class ActionSettings {
    private static final int LONGEST = 600_000;

    private final boolean enabled;
    private final String path;
    private final boolean httpsOnly;
    private final WaitingCalls.Bounds waiting;
    private final long timeout;
    private final OpenStreams.Bounds streams;

    /**
     * Reads and checks them, whether or not there are actions.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    ActionSettings(SettingValues values) {
        enabled = values.flag(Setting.API_ENABLED);
        path = values.text(Setting.API_PATH);
        if (!path.matches("(/[\\w.~-]+)+")) {
            throw SettingValues.bad(Setting.API_PATH, path, "a path such as /api, without a slash at its end");
        }
        httpsOnly = values.flag(Setting.API_HTTPS_ONLY);
        waiting = new WaitingCalls.Bounds(
                (int) values.number(Setting.API_WAITING, 1, 1_000_000),
                (int) values.number(Setting.API_WAITING_PER_ADDRESS, 1, 1_000_000),
                values.number(Setting.API_WAITING_BYTES, "bytes", 1_000, Long.MAX_VALUE / 2));
        timeout = values.number(Setting.API_TIMEOUT, "milliseconds", 1, LONGEST);
        streams = new OpenStreams.Bounds(
                (int) values.number(Setting.API_STREAMS, 1, 1_000_000),
                (int) values.number(Setting.API_STREAMS_PER_ADDRESS, 1, 1_000_000),
                (int) values.number(Setting.API_STREAMS_PER_USER, 1, 1_000_000));
    }

    boolean enabled() {
        return enabled;
    }

    String path() {
        return path;
    }

    boolean httpsOnly() {
        return httpsOnly;
    }

    WaitingCalls.Bounds waiting() {
        return waiting;
    }

    long timeout() {
        return timeout;
    }

    OpenStreams.Bounds streams() {
        return streams;
    }
}
