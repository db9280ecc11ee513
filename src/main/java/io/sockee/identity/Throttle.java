package io.sockee.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sockee.metrics.LastMinute;
import io.sockee.proxy.Arrival;
import java.time.Duration;

/**
 * Counts failures by account and by address, and refuses those for a while that had too many. Bounded: when more are tried than
 * it remembers, those that were tried least are forgotten. Safe for any thread; does not block.
 */
final class Throttle {
    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Ticker clock;
    private final int perAccount;
    private final int perAddress;
    private final Cache<String, LastMinute> failures;

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
                .expireAfterAccess(MEMORY) // then the last of them has been forgotten
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
        check(account(account), perAccount);
    }

    /** The same for an attempt that concerns no account. */
    void check(String address) {
        check(customer(address), perAddress);
    }

    private static String account(String name) {
        return "n:" + name;
    }

    private static String customer(String address) {
        return "a:" + Arrival.customer(address);
    }

    private void check(String key, int limit) {
        LastMinute known = failures.getIfPresent(key);
        if (known == null) {
            return;
        }
        synchronized (known) {
            if (known.count(clock.read()) >= limit) {
                throw new AuthException(AuthException.Kind.THROTTLED, "Too many attempts. Try again in a minute.");
            }
        }
    }

    /** An attempt has failed. */
    void failed(String account, String address) {
        add(account(account), perAccount);
        failed(address);
    }

    /** An attempt has failed that concerns no account. */
    void failed(String address) {
        add(customer(address), perAddress);
    }

    /** An attempt has succeeded: the account's failures are forgotten. The address's are not: it may have tried others. */
    void succeeded(String account) {
        failures.invalidate(account(account));
    }

    private void add(String key, int limit) {
        LastMinute known = failures.get(key, k -> new LastMinute());
        synchronized (known) {
            long now = clock.read();
            if (known.count(now)
                    < limit) { // attempts that began at the same time may pass the bound: they count as one
                known.add(now);
            }
        }
    }
}
