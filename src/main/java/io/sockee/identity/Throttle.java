package io.sockee.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sockee.proxy.Arrival;
import java.time.Duration;

/**
 * Counts failures by account and by address, and refuses those for a while that had too many. Bounded: when more are tried than
 * it remembers, those that were tried least are forgotten. Safe for any thread; does not block.
 */
final class Throttle {
    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private static final class Failures {
        private long since;
        private int count;
    }

    private final Ticker clock;
    private final int perAccount;
    private final int perAddress;
    private final Cache<String, Failures> failures;

    /**
     * @param clock monotonic nanoseconds
     * @param perAccount how many failures in a minute an account may have
     * @param perAddress how many failures in a minute an address may have
     */
    Throttle(Ticker clock, int perAccount, int perAddress) {
        this.clock = clock;
        this.perAccount = perAccount;
        this.perAddress = perAddress;
        this.failures = Caffeine.newBuilder()
                .executor(Runnable::run) // not on the common pool, which outlives the application
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(MEMORY)
                .ticker(clock)
                .build();
    }

    /**
     * Returns when an attempt may go on.
     *
     * @throws AuthException when there were too many failures
     */
    void check(String account, String address) {
        check(address);
        if (count("n:" + account) >= perAccount) {
            throw throttled();
        }
    }

    /** The same for an attempt that concerns no account. */
    void check(String address) {
        if (count("a:" + Arrival.customer(address)) >= perAddress) {
            throw throttled();
        }
    }

    private static AuthException throttled() {
        return new AuthException(AuthException.Kind.THROTTLED, "Too many attempts. Try again in a minute.");
    }

    /** An attempt has failed. */
    void failed(String account, String address) {
        add("n:" + account);
        failed(address);
    }

    /** An attempt has failed that concerns no account. */
    void failed(String address) {
        add("a:" + Arrival.customer(address));
    }

    /** An attempt has succeeded: the account's failures are forgotten. The address's are not: it may have tried others. */
    void succeeded(String account) {
        failures.invalidate("n:" + account);
    }

    private int count(String key) {
        Failures known = failures.getIfPresent(key);
        if (known == null) {
            return 0;
        }
        synchronized (known) {
            return isOver(known) ? 0 : known.count;
        }
    }

    private void add(String key) {
        Failures known = failures.get(key, k -> new Failures());
        synchronized (known) {
            if (known.count == 0 || isOver(known)) {
                known.since = clock.read();
                known.count = 0;
            }
            known.count++;
        }
    }

    private boolean isOver(Failures known) {
        return clock.read() - known.since >= MEMORY.toNanos();
    }
}
