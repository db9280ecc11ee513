package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.proxy.Arrival;
import io.sockee.routing.Caller;
import io.sockee.routing.LimitException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the answers that stream: in all, those to one address, and those to one user. Each holds a connection of the server and a
 * subscription of the application as long as it lasts. Safe for any thread; does not block.
 */
public final class OpenStreams {
    private static final Duration LATER = Duration.ofSeconds(5);

    /**
     * The bounds.
     *
     * @param streams in all
     * @param ofAddress to one address
     * @param ofUser to one user
     */
    public record Bounds(int streams, int ofAddress, int ofUser) {}

    private final Bounds bounds;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> addresses = new ConcurrentHashMap<>();
    private final Map<String, Integer> users = new ConcurrentHashMap<>();

    OpenStreams(Bounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Takes the place of one stream.
     *
     * @return gives it back; more than once is once
     * @throws RefusedException when there is none
     */
    Runnable take(Caller caller) {
        String address = Arrival.customer(caller.address());
        String user = caller.user().map(User::id).orElse(null);
        if (all.incrementAndGet() > bounds.streams()) {
            all.decrementAndGet();
            throw RefusedException.retryAfter("Too many streams at once. Try again later.", LATER);
        } else if (!take(addresses, address, bounds.ofAddress())) {
            all.decrementAndGet();
            throw LimitException.after(LATER.toNanos());
        } else if (user != null && !take(users, user, bounds.ofUser())) {
            give(addresses, address);
            all.decrementAndGet();
            throw LimitException.after(LATER.toNanos());
        }
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                if (user != null) {
                    give(users, user);
                }
                give(addresses, address);
                all.decrementAndGet();
            }
        };
    }

    /** How many there are. */
    int size() {
        return all.get();
    }

    private static boolean take(Map<String, Integer> counts, String key, int most) {
        boolean[] taken = new boolean[1];
        counts.compute(key, (name, present) -> {
            int now = present == null ? 0 : present;
            taken[0] = now < most;
            return taken[0] ? Integer.valueOf(now + 1) : present;
        });
        return taken[0];
    }

    private static void give(Map<String, Integer> counts, String key) {
        counts.computeIfPresent(key, (name, present) -> present == 1 ? null : present - 1);
    }
}
