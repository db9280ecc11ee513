package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.limit.Buckets;
import io.sockee.limit.OnceAMinute;
import io.sockee.limit.Rate;
import io.sockee.limit.TokenBucket;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.proxy.Arrival;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often methods may be called: by one connection, by one user, from one address, each method by all, and what annotations
 * say of single methods. Asked before a call is queued, so that a call that is refused costs neither a thread nor a place.
 * Refusals are counted, and logged once in a minute with who sent the call that was refused then. Safe for any thread; does not
 * block, and allocates nothing for a call that may go on.
 */
public final class CallLimits {
    private static final Logger LOG = System.getLogger(CallLimits.class.getName());

    /** Of how many users, and of how many addresses, the calls are counted: see {@link Buckets}. */
    private static final int MOST = 100_000;

    /**
     * The rates of the settings; an empty one is no limit.
     *
     * @param socket of one connection, over all of its sockets
     * @param user of one user, over all of the user's connections and requests
     * @param address of one address
     * @param action of each method, by all together
     */
    public record Rates(Optional<Rate> socket, Optional<Rate> user, Optional<Rate> address, Optional<Rate> action) {
        /** No limits. */
        public static final Rates NONE =
                new Rates(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a connection, or a request over HTTP, is known by here. Kept as long as it lasts. */
    public static final class Client {
        private final String customer;
        private final @Nullable TokenBucket own;
        private final String connection;

        private Client(String customer, @Nullable TokenBucket own, String connection) {
            this.customer = customer;
            this.own = own;
            this.connection = connection;
        }

        /** By what addresses are told apart: of IPv6, by the customer. */
        String customer() {
            return customer;
        }

        /** A name that no other connection has, whatever namespaces it has joined; over HTTP that of the address. */
        String connection() {
            return connection;
        }
    }

    private final @Nullable Rate socket;
    private final @Nullable Buckets users;
    private final @Nullable Buckets addresses;
    private final @Nullable Buckets actions;
    private final AtomicLong connections = new AtomicLong();
    private final LongSupplier clock;
    private final Counters counters;
    private final OnceAMinute told = new OnceAMinute();

    /**
     * @param clock monotonic nanoseconds
     */
    public CallLimits(Rates rates, LongSupplier clock, Counters counters) {
        this.socket = rates.socket().orElse(null);
        this.users = buckets(rates.user());
        this.addresses = buckets(rates.address());
        this.actions = buckets(rates.action());
        this.clock = clock;
        this.counters = counters;
    }

    private static @Nullable Buckets buckets(Optional<Rate> rate) {
        return rate.map(of -> new Buckets(of, MOST)).orElse(null);
    }

    /** A connection that begins, from an address. */
    public Client connection(String address) {
        return new Client(
                Arrival.customer(address),
                socket == null ? null : new TokenBucket(socket, clock.getAsLong()),
                Long.toString(connections.incrementAndGet()));
    }

    /** A request over HTTP, which has no connection of its own. */
    public Client request(String address) {
        String customer = Arrival.customer(address);
        return new Client(customer, null, '@' + customer);
    }

    /**
     * Whether a call may go on; then it counts. What is one's own comes first, and what is everybody's last: who is refused takes
     * nothing from others.
     *
     * @return null when it may; else what the caller is told
     */
    public @Nullable RefusedException refusal(Caller caller, Client client, Route route) {
        long now = clock.getAsLong();
        RefusedException refused = ofCaller(caller, client, route, now);
        if (refused == null) {
            refused = ofAddress(caller, client, route, now);
        }
        return refused == null ? ofAll(caller, client, route, now) : refused;
    }

    /**
     * The same for a request of which nobody knows yet who sends it, by its address alone: before that is found out, which may cost
     * more than the call. Then {@link #known} is asked.
     */
    public @Nullable RefusedException arrival(Caller caller, Client client, Route route) {
        return ofAddress(caller, client, route, clock.getAsLong());
    }

    /** The same for a request when it is known who sends it, after {@link #arrival}. */
    public @Nullable RefusedException known(Caller caller, Client client, Route route) {
        long now = clock.getAsLong();
        RefusedException refused = ofCaller(caller, client, route, now);
        return refused == null ? ofAll(caller, client, route, now) : refused;
    }

    private @Nullable RefusedException ofCaller(Caller caller, Client client, Route route, long now) {
        long wait = client.own == null ? 0 : client.own.take(now);
        if (wait > 0) {
            return refused(caller, route, "socket", wait, now);
        }
        MethodLimit method = route.limit();
        wait = method == null || !method.isOwn() ? 0 : method.take(caller, client, now);
        if (wait > 0) {
            return refused(caller, route, "", wait, now);
        }
        wait = users == null ? 0 : ofUser(users, caller, now);
        return wait > 0 ? refused(caller, route, "user", wait, now) : null;
    }

    private @Nullable RefusedException ofAddress(Caller caller, Client client, Route route, long now) {
        MethodLimit method = route.limit();
        long wait = method == null || !method.isOfAddress() ? 0 : method.take(caller, client, now);
        if (wait > 0) {
            return refused(caller, route, "", wait, now);
        }
        wait = addresses == null ? 0 : addresses.take(client.customer, now);
        return wait > 0 ? refused(caller, route, "address", wait, now) : null;
    }

    private @Nullable RefusedException ofAll(Caller caller, Client client, Route route, long now) {
        MethodLimit method = route.limit();
        long wait = method == null || !method.isOfAll() ? 0 : method.take(caller, client, now);
        if (wait > 0) {
            return refused(caller, route, "", wait, now);
        }
        wait = actions == null ? 0 : actions.take(route.description(), now);
        return wait > 0 ? refused(caller, route, "action", wait, now) : null;
    }

    private static long ofUser(Buckets users, Caller caller, long now) {
        User user = caller.user().orElse(null);
        return user == null ? 0 : users.take(user.id(), now);
    }

    private RefusedException refused(Caller caller, Route route, String setting, long wait, long now) {
        counters.count(Counter.CALLS_LIMITED);
        long times = told.mayBeSaid(now);
        if (times > 0) {
            LOG.log(
                    Level.WARNING,
                    "sid=" + caller.sessionId() + " address=" + caller.address()
                            + caller.user()
                                    .map(user -> " user=" + Failures.quoted(user.id()))
                                    .orElse("") + " calls "
                            + route.description() + " more often than "
                            + (setting.isEmpty() ? "its @RateLimit" : "sockee.limits." + setting + "-per-second")
                            + " allows: refused, as " + times + " calls since this was told last."
                            + (setting.equals("address")
                                    ? " If this is a proxy, name it in sockee.trusted-proxies."
                                    : ""));
        }
        return LimitException.after(wait);
    }

    /** The clock by which calls are measured, in monotonic nanoseconds. */
    LongSupplier clock() {
        return clock;
    }
}
