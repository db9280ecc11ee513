package io.sockee.socket;

import io.sockee.api.User;
import io.sockee.api.UserOffline;
import io.sockee.api.UserOnline;
import io.sockee.connection.Timers;
import io.sockee.routing.CallPool;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Caller;
import io.sockee.routing.Failures;
import io.sockee.routing.ScopedSocket;
import io.sockee.routing.UnansweredCalls;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's observers of users that come and go, one change after the other, on the pool. For each user one change
 * waits at most, the last one; a user who is back before that was told is not told of. Safe for any thread; does not block.
 */
public final class OnlineObservers implements BiConsumer<User, Boolean> {

    private record Change(User user, boolean online) {}

    /** The user, as the caller of the observers. */
    private record OfUser(User known) implements Caller {
        @Override
        public Optional<User> user() {
            return Optional.of(known);
        }

        @Override
        public String address() {
            return "";
        }

        @Override
        public String sessionId() {
            return "presence";
        }

        @Override
        public String transport() {
            return "presence";
        }

        @Override
        public @Nullable ScopedSocket socket() {
            return null;
        }
    }

    private final SocketObservers observers;
    private final UnansweredCalls calls;
    private final Failures failures;
    private final CallPool pool;
    private final CallQueue queue;
    private final Set<String> told = new HashSet<>(); // guarded by this, as is what waits
    private final Map<String, Change> waiting = new LinkedHashMap<>();

    /**
     * @param calls run the observers
     * @param failures counts and logs what they throw
     */
    public OnlineObservers(
            SocketObservers observers, CallPool pool, Timers timers, UnansweredCalls calls, Failures failures) {
        this.observers = observers;
        this.calls = calls;
        this.failures = failures;
        this.pool = pool;
        this.queue = new CallQueue(pool, 1, task -> timers.scheduleMillis(SocketServer.RETRY_MILLIS, task));
    }

    @Override
    public void accept(User user, Boolean online) {
        boolean observed = observers.anyOf(UserOnline.class) || observers.anyOf(UserOffline.class);
        if (!observed || pool.isClosed()) { // when the application stops, nobody is told
            return;
        }
        synchronized (this) {
            if (waiting.put(user.id(), new Change(user, online)) != null) {
                return; // its turn comes already
            }
        }
        queue.addAlways(this::tellNext);
    }

    private void tellNext() {
        Change change = next();
        if (change == null) {
            return;
        }
        User user = change.user();
        Object event = change.online() ? new UserOnline(user) : new UserOffline(user);
        Caller caller = new OfUser(user);
        calls.run(
                caller,
                "the observers of " + event.getClass().getSimpleName(),
                () -> observers.tell(
                        event, (observer, failure) -> failures.unheard(failure, caller, "an observer in " + observer)));
    }

    /** The first change that waits, or null if it says what was told already. */
    private synchronized @Nullable Change next() {
        Change change = waiting.values().iterator().next();
        String id = change.user().id();
        waiting.remove(id);
        boolean news = change.online() ? told.add(id) : told.remove(id);
        return news ? change : null;
    }
}
