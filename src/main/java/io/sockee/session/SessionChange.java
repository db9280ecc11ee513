package io.sockee.session;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is different from before, and nothing of what is not: so that changes which are made at two places at a time take nothing
 * from each other. To make the same change twice is to make it once. Immutable.
 *
 * @param data by keys, the new values in JSON; an empty one is removed
 * @param channels by names, whether they are subscribed to
 * @param user the new user, or that there is none now; empty when that has not changed
 * @param used when the session was used, if that is to be noted
 */
record SessionChange(
        Map<String, Optional<String>> data,
        Map<String, Boolean> channels,
        Optional<Optional<SessionUser>> user,
        Optional<Instant> used) {

    /** No change. */
    static final SessionChange NONE = new SessionChange(Map.of(), Map.of(), Optional.empty(), Optional.empty());

    SessionChange {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    }

    static SessionChange ofValue(String key, Optional<String> json) {
        return new SessionChange(Map.of(key, json), Map.of(), Optional.empty(), Optional.empty());
    }

    static SessionChange ofChannels(Map<String, Boolean> channels) {
        return new SessionChange(Map.of(), channels, Optional.empty(), Optional.empty());
    }

    static SessionChange ofUser(Optional<SessionUser> user) {
        return new SessionChange(Map.of(), Map.of(), Optional.of(user), Optional.empty());
    }

    static SessionChange ofUse(Instant now) {
        return new SessionChange(Map.of(), Map.of(), Optional.empty(), Optional.of(now));
    }

    boolean isNone() {
        return data.isEmpty() && channels.isEmpty() && user.isEmpty() && used.isEmpty();
    }

    /** This change and then another one, as one. */
    SessionChange then(SessionChange later) {
        Map<String, Optional<String>> values = new LinkedHashMap<>(data);
        later.data.forEach((key, value) -> {
            values.remove(key); // so that the order is that of the last changes
            values.put(key, value);
        });
        Map<String, Boolean> in = new LinkedHashMap<>(channels);
        later.channels.forEach((channel, subscribed) -> {
            in.remove(channel);
            in.put(channel, subscribed);
        });
        return new SessionChange(values, in, later.user.or(() -> user), later.used.or(() -> used));
    }

    /** Without what it is about. */
    @Override
    public String toString() {
        return "change of a session";
    }
}
