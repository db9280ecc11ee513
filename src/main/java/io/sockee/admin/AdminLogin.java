package io.sockee.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sockee.admin.AdminOptions.Login;
import io.sockee.api.RefusedException;
import io.sockee.limit.Buckets;
import io.sockee.limit.OnceAMinute;
import io.sockee.limit.Rate;
import io.sockee.proxy.Arrival;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether somebody may use the admin UI: by the name and the password, or by the id that was given for them before. A wrong
 * name takes as long as a wrong password. Attempts are bounded by address, and few passwords are compared at a time. Safe for any thread;
 * blocks while it compares a password, or waits for its turn.
 */
final class AdminLogin {
    private static final Logger LOG = System.getLogger(AdminLogin.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    /** Ten at once, then one in six seconds. */
    private static final Rate ATTEMPTS = new Rate(10 / 60.0, 10);

    private static final int ADDRESSES = 10_000;
    private static final int LONGEST = 1_000;
    private static final int PLACES = 4; // for those that wait while one is compared
    private static final long PATIENCE_SECONDS = 5;

    private final @Nullable Login login;
    private final LoginIds ids;
    private final LongSupplier nanos;
    private final BiPredicate<String, String> matches;
    private final Buckets attempts = new Buckets(ATTEMPTS, ADDRESSES);
    private final Buckets strangeIds =
            new Buckets(ATTEMPTS, ADDRESSES); // apart: open tabs bring them after each restart
    private final Semaphore places = new Semaphore(PLACES);
    private final Semaphore turn = new Semaphore(1, true);
    private final OnceAMinute failures = new OnceAMinute();

    /**
     * @param login who may use it; empty when everybody may
     * @param nanos monotonic time
     * @param matches whether a password is that of a hash
     */
    AdminLogin(Optional<Login> login, LoginIds ids, LongSupplier nanos, BiPredicate<String, String> matches) {
        this.login = login.orElse(null);
        this.ids = ids;
        this.nanos = nanos;
        this.matches = matches;
    }

    /**
     * Looks at what a client brings along.
     *
     * @param auth the auth payload; null when there is none
     * @return the id by which it may come back, where it has logged in by a password
     * @throws RefusedException when it may not use it
     */
    Optional<String> check(@Nullable String auth, String address) {
        if (login == null) {
            return Optional.empty();
        }
        JsonNode brought = read(auth);
        String id = text(brought, "sessionId");
        if (ids.isKnown(id)) {
            return Optional.empty();
        }
        String name = text(brought, "username");
        String password = text(brought, "password");
        String customer = Arrival.customer(address);
        if (name.isEmpty() && password.isEmpty()) {
            if (!id.isEmpty()) {
                take(strangeIds, customer);
            }
            throw invalid(); // the UI asks so when it is opened, with an id that may be past its time
        }
        take(attempts, customer);
        if (password.isEmpty() || !isRight(login, name, password)) {
            long times = failures.mayBeSaid(nanos.getAsLong());
            if (times > 0) {
                LOG.log(
                        Level.WARNING,
                        "Logins at the admin UI failed: {0} in the last minute; the last one came from {1}",
                        times,
                        address);
            }
            throw invalid();
        }
        attempts.giveBack(customer);
        return Optional.of(ids.begin());
    }

    private void take(Buckets from, String customer) {
        long wait = from.take(customer, nanos.getAsLong());
        if (wait > 0) {
            throw RefusedException.retryAfter("Too many attempts. Try again in a minute.", Duration.ofNanos(wait));
        }
    }

    private static JsonNode read(@Nullable String auth) {
        try {
            return auth == null ? MissingNode.getInstance() : JSON.readTree(auth);
        } catch (JsonProcessingException e) { // deeper than anybody needs
            return MissingNode.getInstance();
        }
    }

    /** A text; an empty one where there is none, or one that is too long to be right. */
    private static String text(JsonNode brought, String name) {
        String text = brought.path(name).asText("");
        return brought.path(name).isTextual() && text.length() <= LONGEST ? text : "";
    }

    private boolean isRight(Login right, String name, String password) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            places.release();
        }
        try {
            boolean passwordRight = matches.test(password, right.hash());
            return MessageDigest.isEqual(bytes(name), bytes(right.name())) && passwordRight;
        } finally {
            turn.release();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RefusedException invalid() {
        return new RefusedException("invalid credentials");
    }

    private static RefusedException busy() {
        return RefusedException.retryAfter("Too many people are logging in. Try again.", Duration.ofSeconds(1));
    }
}
