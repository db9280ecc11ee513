package io.sockee.endpoint;

import io.sockee.limit.Buckets;
import io.sockee.limit.OnceAMinute;
import io.sockee.limit.Rate;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * How many connections there may be, in all and from one address, and how fast an address may begin them: each address has a
 * credit of {@code burst} handshakes, to which {@code perSecond} are added again. Over all Engine.IO paths and prefixes of SockJS.
 * Safe for any thread; does not block.
 *
 * <p>A handshake counts as a connection only when its session begins, so that none has to be given back. So the bounds may be
 * passed by as many connections as the container has threads that answer handshakes.
 *
 * <p>Clients of SockJS choose the ids of their sessions, and who knows one over HTTP is its client. So whoever names sessions that are
 * not there is {@link #isGuessing guessing}, when that happens more often than handshakes may. This is a credit of its own: a crowd
 * behind one address that comes back all at once, and for which there are too many handshakes, must not lose the sessions that it has.
 */
public final class ConnectionLimits {
    private static final Logger LOG = System.getLogger(ConnectionLimits.class.getName());

    /** How many addresses' credits are remembered: see {@link Buckets}. */
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

    private final Bounds bounds;
    private final LongSupplier nanos;
    private final Runnable onRefusal;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Buckets credits;
    private final Buckets misses;
    private final OnceAMinute said = new OnceAMinute();

    /**
     * @param nanos a monotonic clock
     * @param onRefusal run for each handshake that is refused
     */
    public ConnectionLimits(Bounds bounds, LongSupplier nanos, Runnable onRefusal) {
        this.bounds = bounds;
        this.nanos = nanos;
        this.onRefusal = onRefusal;
        Rate rate = new Rate(bounds.perSecond(), bounds.burst());
        this.credits = new Buckets(rate, MAX_REMEMBERED);
        this.misses = new Buckets(rate, MAX_REMEMBERED);
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

    /** A request named a session that is not there, or not this client's, and began none either. */
    void missed(String customer) {
        if (misses.take(customer, nanos.getAsLong()) > 0) {
            say("More requests of " + customer + " name SockJS sessions that are not there than handshakes may come"
                    + " (sockee.connections.handshakes-per-second): some are refused unseen." + hint());
        }
    }

    /**
     * Whether so many requests of an address have {@link #missed} that none which names a session may be answered any more: an answer
     * would tell whether the session is there, be it the refusal of a handshake.
     */
    boolean isGuessing(String customer) {
        return misses.missing(customer, nanos.getAsLong()) > 0;
    }

    private static String hint() {
        return " If this is a proxy, name it in sockee.trusted-proxies.";
    }

    private boolean pays(String customer) {
        return credits.take(customer, nanos.getAsLong()) == 0;
    }

    private void refuse(String why) {
        onRefusal.run();
        say(why);
    }

    private void say(String why) {
        if (said.mayBeSaid(nanos.getAsLong()) > 0) {
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
