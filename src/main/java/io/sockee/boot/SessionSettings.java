package io.sockee.boot;

import io.sockee.session.SessionCookie;
import io.sockee.session.SessionLimits;
import java.time.Duration;
import java.util.Optional;

/** The settings of real-time sessions. */
final class SessionSettings {
    private static final long LONGEST = 3_153_600_000L;

    /** That a session is in use is noted each minute. */
    private static final long LEAST = 300;

    private final Optional<Boolean> enabled;
    private final SessionCookie cookie;
    private final SessionLimits limits;
    private final long watchInterval;

    /**
     * Reads and checks them, whether or not there are sessions.
     *
     * @throws io.sockee.routing.DeploymentException when one is wrong, with its name
     */
    SessionSettings(SettingValues values) {
        enabled = values.text(Setting.SESSION_ENABLED).isEmpty()
                ? Optional.empty()
                : Optional.of(values.flag(Setting.SESSION_ENABLED));
        String name = values.text(Setting.SESSION_COOKIE);
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw SettingValues.bad(
                    Setting.SESSION_COOKIE, name, "a cookie's name of letters, digits, '_', '.' and '-'");
        }
        if (name.equals(values.text(Setting.COOKIE))) {
            throw SettingValues.bad(Setting.SESSION_COOKIE, name, "another than that of " + Setting.COOKIE.key());
        }
        String path = values.text(Setting.SESSION_COOKIE_PATH);
        if (!path.matches("/[\\w.~/-]*")) {
            throw SettingValues.bad(Setting.SESSION_COOKIE_PATH, path, "a path such as / or /shop");
        }
        cookie = new SessionCookie(
                name,
                path,
                values.oneOf(Setting.SESSION_COOKIE_SAME_SITE, "Lax", "Strict", "None"),
                Duration.ofSeconds(values.number(Setting.SESSION_COOKIE_MAX_AGE, "seconds", 0, LONGEST)));
        limits = new SessionLimits(
                Duration.ofSeconds(values.number(Setting.SESSION_IDLE_TIMEOUT, "seconds", LEAST, LONGEST)),
                Duration.ofSeconds(values.number(Setting.SESSION_LIFETIME, "seconds", LEAST, LONGEST)),
                (int) values.number(Setting.SESSION_MAX_KEYS, 1, 1_000),
                (int) values.number(Setting.SESSION_MAX_BYTES, "bytes", 100, 150_000),
                (int) values.number(Setting.SESSION_MAX_CHANNELS, 1, 500),
                (int) values.number(Setting.SESSION_MAX_PER_USER, 1, 10_000));
        watchInterval = values.number(Setting.SESSION_WATCH_INTERVAL, "milliseconds", 0, 3_600_000);
    }

    /** Whether there are sessions; empty when there are if the application uses them. */
    Optional<Boolean> enabled() {
        return enabled;
    }

    SessionCookie cookie() {
        return cookie;
    }

    SessionLimits limits() {
        return limits;
    }

    /** Milliseconds between two looks for what other servers have changed; zero means that none is taken. */
    long watchInterval() {
        return watchInterval;
    }
}
