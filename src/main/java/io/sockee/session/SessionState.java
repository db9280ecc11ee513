package io.sockee.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a session holds. Immutable.
 *
 * @param used when it was last used, as far as that was noted
 * @param data values in JSON by their keys
 * @param channels in the order in which they were subscribed to
 */
record SessionState(
        Instant created, Instant used, Optional<SessionUser> user, Map<String, String> data, Set<String> channels) {

    SessionState {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
    }

    /** One that has just begun, with nothing in it. */
    static SessionState begun(Instant now) {
        return new SessionState(now, now, Optional.empty(), Map.of(), Set.of());
    }

    /** Whether there is nothing in it, so that it need not be stored. */
    boolean isEmpty() {
        return user.isEmpty() && data.isEmpty() && channels.isEmpty();
    }

    /** The same after some changes. */
    SessionState after(SessionChange change) {
        Map<String, String> values = new LinkedHashMap<>(data);
        change.data().forEach((key, value) -> {
            if (value.isPresent()) {
                values.put(key, value.get());
            } else {
                values.remove(key);
            }
        });
        Set<String> in = new LinkedHashSet<>(channels);
        change.channels().forEach((channel, subscribed) -> {
            boolean unused = subscribed ? in.add(channel) : in.remove(channel);
        });
        Instant last = change.used().filter(used::isBefore).orElse(used);
        return new SessionState(created, last, change.user().orElse(user), values, in);
    }

    /** How many bytes its keys and values have. */
    int bytes() {
        return data.entrySet().stream()
                .mapToInt(entry -> length(entry.getKey()) + length(entry.getValue()))
                .sum();
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Without what is in it. */
    @Override
    public String toString() {
        return "session of " + created;
    }
}
