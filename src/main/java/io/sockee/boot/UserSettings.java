package io.sockee.boot;

import io.sockee.auth.TokenAdmission;
import io.sockee.event.Event;
import io.sockee.identity.AuthSettings;
import io.sockee.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The settings of users and their logins. */
final class UserSettings {
    private final SettingValues values;

    UserSettings(SettingValues values) {
        this.values = values;
    }

    /** Whether there are users; empty when there are if a data source is there. */
    Optional<Boolean> enabled() {
        return values.text(Setting.AUTH_ENABLED).isEmpty()
                ? Optional.empty()
                : Optional.of(values.flag(Setting.AUTH_ENABLED));
    }

    String event() {
        String name = values.text(Setting.AUTH_EVENT);
        if (name.isEmpty() || Event.isReserved(name) || Event.isOwn(name) || name.matches(".*[{}*].*")) {
            throw SettingValues.bad(Setting.AUTH_EVENT, name, "an event's name without '{', '}' and '*'");
        }
        return name;
    }

    AuthSettings rules() {
        return new AuthSettings(
                values.flag(Setting.AUTH_EMAIL_REQUIRED),
                tokenTimeout(),
                remembered(),
                lengths(Setting.AUTH_NAME_MIN, Setting.AUTH_NAME_MAX, 64),
                lengths(Setting.AUTH_PASSWORD_MIN, Setting.AUTH_PASSWORD_MAX, 1024),
                values.oneOf(Setting.AUTH_PASSWORD_COMPOSITION, "sockey", "none")
                        .equals("sockey"),
                values.oneOf(Setting.AUTH_SESSIONS, "one", "many").equals("one"),
                values.text(Setting.AUTH_REGISTRATION).isEmpty()
                        ? values.dev()
                        : values.flag(Setting.AUTH_REGISTRATION));
    }

    private Duration tokenTimeout() {
        return Duration.ofSeconds(values.number(Setting.AUTH_TOKEN_TIMEOUT, "seconds", 1, 3_153_600_000L));
    }

    /** How long persistent logins live, counted from the last renewal of their token. */
    private Duration remembered() {
        Duration days = Duration.ofDays(values.number(Setting.AUTH_PERSISTENT_DAYS, "days", 0, 36_500));
        if (!days.isZero() && days.compareTo(tokenTimeout()) < 0) {
            throw SettingValues.bad(
                    Setting.AUTH_PERSISTENT_DAYS,
                    values.text(Setting.AUTH_PERSISTENT_DAYS),
                    "as long as " + Setting.AUTH_TOKEN_TIMEOUT.key() + " at least, or 0");
        }
        return days;
    }

    private AuthSettings.Length lengths(Setting least, Setting most, int limit) {
        int min = (int) values.number(least, 1, limit);
        return new AuthSettings.Length(min, (int) values.number(most, min, limit));
    }

    Identity.Limits limits() {
        return new Identity.Limits(
                (int) values.number(Setting.AUTH_CONCURRENT_HASHES, 1, 64),
                (int) values.number(Setting.AUTH_WAITING_HASHES, 0, 10_000),
                databaseCalls(),
                (int) values.number(Setting.AUTH_FAILURES_PER_ACCOUNT, 1, 10_000),
                failuresPerAddress());
    }

    /** How many failed attempts an address may have in a minute. */
    int failuresPerAddress() {
        return (int) values.number(Setting.AUTH_FAILURES_PER_ADDRESS, 1, 10_000);
    }

    /** No more than half of the controllers' threads, whatever is set, so that there are others. */
    private int databaseCalls() {
        long most = Math.max(1, values.number(Setting.CONTROLLER_THREADS, 1, 10_000) / 2);
        return (int) Math.min(most, values.number(Setting.AUTH_DATABASE_CALLS, 1, 10_000));
    }

    /** Milliseconds between two looks for logins that have ended on other servers; zero means that none is taken. */
    long watchInterval() {
        return values.number(Setting.AUTH_WATCH_INTERVAL, "milliseconds", 0, 3_600_000);
    }

    /** Where tokens are looked for in a handshake, in this order. */
    List<TokenAdmission.Source> handshake() {
        Set<String> names = values.list(Setting.AUTH_HANDSHAKE);
        if (names.equals(Set.of("none"))) {
            return List.of();
        }
        if (names.isEmpty() || !Set.of("payload", "header", "query").containsAll(names)) {
            throw SettingValues.bad(
                    Setting.AUTH_HANDSHAKE,
                    values.text(Setting.AUTH_HANDSHAKE),
                    "a list of payload, header and query, or none");
        }
        return names.stream()
                .map(name -> TokenAdmission.Source.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
