package io.sockee.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many connections there may be, in all and from one address, and how fast an address may begin them: each address has a
 * credit of {@code burst} handshakes, to which {@code perSecond} are added again. Over all Engine.IO paths. Safe for any
 * thread; does not block.
 *
 * <p>A handshake counts as a connection only when its session begins, so that none has to be given back. So the bounds may be
 * passed by as many connections as the container has threads that answer handshakes.
 */
public final class ConnectionLimits {
    private static final Logger LOG = System.getLogger(ConnectionLimits.class.getName());
    private static final long SAID_AGAIN = TimeUnit.MINUTES.toNanos(1);

    /** How many addresses' credits are remembered; beyond that an address that is forgotten has its full credit again. */
    private static final int MAX_REMEMBERED = 100_000;

    /**
     * The bounds.
     *
     * @param all connections in all
     * @param perAddress connections from one address
     * @param perSecond handshakes from one address, in the long run
     * @param burst handshakes from one address that may come at once
     */
    public record Bounds(int all, int perAddress, int perSecond, int burst) {}

    private static final class Credit {
        private double handshakes;
        private long at;
    }

    private final Bounds bounds;
    private final LongSupplier nanos;
    private final Runnable onRefusal;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Cache<String, Credit> credits;
    private final AtomicLong said;

    /**
     * @param nanos a monotonic clock
     * @param onRefusal run for each handshake that is refused
     */
    public ConnectionLimits(Bounds bounds, LongSupplier nanos, Runnable onRefusal) {
        this.bounds = bounds;
        this.nanos = nanos;
        this.onRefusal = onRefusal;
        this.said = new AtomicLong(nanos.getAsLong() - SAID_AGAIN);
        long refilled = 1L + bounds.burst() / bounds.perSecond();
        this.credits = Caffeine.newBuilder()
                .executor(Runnable::run) // not on the common pool, which outlives the application
                .maximumSize(MAX_REMEMBERED)
                .expireAfterAccess(Duration.ofSeconds(refilled))
                .ticker(nanos::getAsLong)
                .build();
    }

    /** Whether one more connection may begin; takes one handshake from the address's credit. */
    boolean admits(String customer) {
        if (open.get() >= bounds.all()) {
            refuse("There are " + bounds.all() + " connections (sockee.connections.max): more are refused.");
            return false;
        }
        if (byAddress.getOrDefault(customer, 0) >= bounds.perAddress()) {
            refuse("There are " + bounds.perAddress() + " connections from " + customer
                    + " (sockee.connections.per-address): more are refused." + hint());
            return false;
        }
        if (!pays(customer)) {
            refuse("More connections begin from " + customer
                    + " than may (sockee.connections.handshakes-per-second): some are refused." + hint());
            return false;
        }
        return true;
    }

    private static String hint() {
        return " If this is a proxy, name it in sockee.trusted-proxies.";
    }

    private boolean pays(String customer) {
        Credit credit = credits.get(customer, key -> fresh());
        synchronized (credit) {
            long now = nanos.getAsLong();
            credit.handshakes =
                    Math.min(bounds.burst(), credit.handshakes + (now - credit.at) * 1e-9 * bounds.perSecond());
            credit.at = now;
            if (credit.handshakes < 1) {
                return false;
            }
            credit.handshakes--;
            return true;
        }
    }

    private Credit fresh() {
        Credit credit = new Credit();
        credit.handshakes = bounds.burst();
        credit.at = nanos.getAsLong();
        return credit;
    }

    private void refuse(String why) {
        onRefusal.run();
        long now = nanos.getAsLong();
        long before = said.get();
        if (now - before >= SAID_AGAIN && said.compareAndSet(before, now)) {
            LOG.log(Level.WARNING, why);
        }
    }

    /** A connection has begun. */
    public void opened(String customer) {
        open.incrementAndGet();
        byAddress.merge(customer, 1, Integer::sum);
    }

    /** A connection that had begun has ended. */
    public void closed(String customer) {
        open.decrementAndGet();
        byAddress.computeIfPresent(customer, (key, present) -> present == 1 ? null : present - 1);
    }

    /** How many addresses have connections. */
    int addresses() {
        return byAddress.size();
    }
}
