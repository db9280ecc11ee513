package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.api.Session;
import io.sockee.api.User;
import io.sockee.event.RawArguments;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an application reads of a session, and puts into it: checked here, and made a {@link SessionChange}. Guarded by its own
 * monitor, which is all of the session's.
 */
abstract class ChangeableSession implements Session {
    private final Sessions sessions;

    ChangeableSession(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What it holds now. Called under the monitor. */
    abstract SessionState state();

    /**
     * Changes it, at once here and later in the store.
     *
     * @throws RefusedException when it would hold too much, or too much waits to be stored; nothing has changed
     */
    abstract void change(SessionChange change);

    @Override
    public synchronized Instant createdAt() {
        return state().created();
    }

    @Override
    public synchronized Optional<User> user() {
        return state().user().filter(user -> !user.isPast(sessions.now())).map(SessionUser::user);
    }

    @Override
    public <T> Optional<T> get(String key, Class<T> type) {
        String json;
        synchronized (this) {
            json = state().data().get(key);
        }
        return json == null
                ? Optional.empty()
                : Optional.ofNullable(sessions.codec().read(json, type, "The session's " + key));
    }

    @Override
    public void put(String key, Object value) {
        if (key.length() > SessionLimits.MAX_NAME) {
            throw new RefusedException(
                    "A key of a session may have " + SessionLimits.MAX_NAME + " characters, no more.");
        }
        RawArguments json = sessions.codec().encode(new Object[] {value});
        if (!json.attachments().isEmpty()) {
            throw new IllegalArgumentException("A session holds no binary data: " + key + ".");
        }
        change(SessionChange.ofValue(key, Optional.of(json.json(0))));
    }

    @Override
    public void remove(String key) {
        change(SessionChange.ofValue(key, Optional.empty()));
    }

    @Override
    public synchronized Set<String> keys() {
        return state().data().keySet();
    }

    @Override
    public void subscribe(String... channels) {
        for (String channel : channels) {
            if (channel.isEmpty() || channel.length() > SessionLimits.MAX_NAME) {
                throw new RefusedException("A channel's name has 1 to " + SessionLimits.MAX_NAME + " characters.");
            }
        }
        changeChannels(channel -> !state().channels().contains(channel), true, channels);
    }

    @Override
    public void unsubscribe(String... channels) {
        changeChannels(channel -> state().channels().contains(channel), false, channels);
    }

    private synchronized void changeChannels(Predicate<String> differs, boolean subscribed, String... channels) {
        Map<String, Boolean> changed = new LinkedHashMap<>();
        for (String channel : channels) {
            if (differs.test(channel)) {
                changed.put(channel, subscribed);
            }
        }
        change(SessionChange.ofChannels(changed));
    }

    @Override
    public synchronized Set<String> channels() {
        return state().channels();
    }
}
