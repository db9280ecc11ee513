package io.sockee.jwt;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.sockee.api.RefusedException;
import io.sockee.limit.Rate;
import io.sockee.limit.TokenBucket;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer, remembered. They are asked for anew when they are old, and when a token names one that is not among them,
 * as after a rotation. However many tokens do, the issuer is asked {@value #AT_ONCE} times at once and once in {@value #PAUSE}
 * seconds; while it does not answer, the keys that are known count for a day. One thread asks at a time. A few may wait for it; more
 * are refused at once, as what is not known yet: a dead issuer takes no threads from others. Safe for any thread.
 */
final class IssuerKeys {
    private static final Logger LOG = System.getLogger(IssuerKeys.class.getName());

    /** How often the issuer may be asked. */
    static final int AT_ONCE = 3;

    static final int PAUSE = 10;

    private static final int WAITING = 4;
    private static final long LONGEST = TimeUnit.DAYS.toNanos(1);
    private static final Duration LATER = Duration.ofSeconds(PAUSE);

    /** What is known since a time. No record: one is told from another that says the same. */
    private static final class Known {
        private final JWKSet keys;
        private final long at;

        Known(JWKSet keys, long at) {
            this.keys = keys;
            this.at = at;
        }
    }

    private final String issuer;
    private final KeySource source;
    private final LongSupplier clock;
    private final long fresh;
    private final TokenBucket requests;
    private final ReentrantLock asking = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(WAITING);
    private volatile @Nullable Known known;

    /**
     * @param clock monotonic nanoseconds
     * @param fresh after what time keys are asked for anew
     */
    IssuerKeys(String issuer, KeySource source, LongSupplier clock, Duration fresh) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
        this.fresh = fresh.toNanos();
        this.requests = new TokenBucket(new Rate(1.0 / PAUSE, AT_ONCE), clock.getAsLong());
    }

    /**
     * The keys that may have signed a token; none when there is no such key.
     *
     * @throws RefusedException when it cannot be told at the moment
     */
    List<JWK> of(JWSHeader header) {
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(header));
        Known seen = known;
        Known before = usable(seen);
        List<JWK> found = before == null ? List.of() : selector.select(before.keys);
        boolean old = before != null && clock.getAsLong() - before.at >= fresh;
        if (!found.isEmpty() && (!old || asking.isLocked())) {
            return found;
        }
        Known after = refresh(seen);
        List<JWK> now = after == null ? List.of() : selector.select(after.keys);
        if (now.isEmpty() && (after == null || after == seen)) { // the issuer, who may have a new key, was not asked
            throw RefusedException.retryAfter("The keys of the token's issuer cannot be had at the moment.", LATER);
        }
        return now;
    }

    private @Nullable Known usable(@Nullable Known present) {
        return present == null || clock.getAsLong() - present.at > LONGEST ? null : present;
    }

    /** Asks for the keys, or waits for whoever does; what is known then, which may be what was known before. */
    private @Nullable Known refresh(@Nullable Known seen) {
        if (!waiting.tryAcquire()) {
            return usable(seen);
        }
        asking.lock();
        try {
            if (known == seen && requests.take(clock.getAsLong()) == 0) {
                ask();
            }
            return usable(known);
        } finally {
            asking.unlock();
            waiting.release();
        }
    }

    private void ask() {
        try {
            known = new Known(JWKSet.parse(source.fetch()), clock.getAsLong());
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.log(Level.WARNING, "The keys of {0} cannot be had: {1}", issuer, e.getMessage());
        }
    }
}
