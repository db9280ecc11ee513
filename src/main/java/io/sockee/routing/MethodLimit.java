package io.sockee.routing;

import io.sockee.api.RateLimit;
import io.sockee.limit.Buckets;
import io.sockee.limit.Rate;
import java.lang.reflect.Method;
import java.util.Optional;

/** The limit that a method has of its own. Safe for any thread; does not block. */
final class MethodLimit {

    /** Of how many callers the calls are counted: see {@link Buckets}. */
    private static final int MOST = 100_000;

    private static final String EVERYBODY = "";

    private final RateLimit.Per per;
    private final Buckets buckets;

    private MethodLimit(RateLimit.Per per, Rate rate) {
        this.per = per;
        this.buckets = new Buckets(rate, MOST);
    }

    /**
     * The limit that a method's annotation asks for, or that of its class.
     *
     * @throws DeploymentException when there can be no such rate
     */
    static Optional<MethodLimit> of(Method method, Class<?> type) {
        RateLimit said =
                Optional.ofNullable(method.getAnnotation(RateLimit.class)).orElse(type.getAnnotation(RateLimit.class));
        if (said == null) {
            return Optional.empty();
        }
        try {
            int burst = said.burst() == 0 ? (int) Math.max(1, Math.ceil(said.perSecond())) : said.burst();
            return Optional.of(new MethodLimit(said.per(), new Rate(said.perSecond(), burst)));
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(
                    "The @RateLimit of " + Route.describe(method) + " cannot be: " + e.getMessage());
        }
    }

    /** Whether it counts by what is the caller's own. */
    boolean isOwn() {
        return !isOfAddress() && !isOfAll();
    }

    /** Whether it counts by addresses. */
    boolean isOfAddress() {
        return per == RateLimit.Per.ADDRESS;
    }

    /** Whether it counts the calls of all together. */
    boolean isOfAll() {
        return per == RateLimit.Per.ALL;
    }

    /** Takes a token for a call; how long it takes until there is one, in nanoseconds, or zero when there was one. */
    long take(Caller caller, CallLimits.Client client, long now) {
        return buckets.take(key(caller, client), now);
    }

    /** A name that nobody else can have: an id of a user may look like an address. */
    private String key(Caller caller, CallLimits.Client client) {
        return switch (per) {
            case ALL -> EVERYBODY;
            case ADDRESS -> client.customer();
            case SOCKET -> client.connection();
            case USER -> caller.user().map(user -> '#' + user.id()).orElseGet(client::customer);
        };
    }
}
