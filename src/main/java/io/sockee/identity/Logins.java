package io.sockee.identity;

import io.sockee.api.User;
import io.sockee.identity.AuthException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognizes users by their tokens, and ends logins. Blocks on the database; safe for any thread. */
public final class Logins {

    /** How long the old token is still good after the new one was first used: for calls that are under way. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final int ASKED_AT_ONCE = 500;
    private static final int FORGOTTEN_AT_ONCE = 500;

    /** How long notes of ended logins are kept. */
    static final Duration ENDS_KEPT = Duration.ofHours(1);

    private final Duration timeout;
    private final Duration remembered;
    private final StoreAccess store;
    private final SecureRandom random;
    private final Clock clock;
    private final LoginEnds ends;

    /**
     * @param timeout how long a token is good without being renewed
     * @param remembered how long after its last renewal the token of a persistent login can be renewed; zero means for ever
     */
    Logins(Duration timeout, Duration remembered, StoreAccess store, SecureRandom random, Clock clock, LoginEnds ends) {
        this.timeout = timeout;
        this.remembered = remembered;
        this.store = store;
        this.random = random;
        this.clock = clock;
        this.ends = ends;
    }

    /** Begins a login, in the transaction of the store. */
    Issued begin(UserStore users, UserAccount user, boolean persistent) {
        String token = Token.create(random);
        UserKey key = new UserKey(user, Token.digest(token), persistent, now());
        users.add(key);
        return new Issued(login(key, now()), token);
    }

    private Login login(UserKey key, Instant now) {
        UserAccount user = key.user();
        return new Login(key.id(), user(user), key.left(timeout, now));
    }

    /** A user, as the application sees it. */
    static User user(UserAccount account) {
        return new User(Long.toString(account.id()), account.name(), Set.of());
    }

    /**
     * Checks a token. One that is past its time ends its login, or is renewed if the login is persistent.
     *
     * @param name the user's name, which has to fit; null when only the token is known
     * @throws AuthException when they do not fit, or the token is past its time
     */
    public Checked check(@Nullable String name, String token) {
        String digest = Token.digest(token);
        List<Long> ended = new ArrayList<>(1);
        Optional<Checked> checked = store.call(users -> {
            Instant now = now();
            UserKey key = find(users, name, digest, now);
            if (isGood(key, digest, now)) {
                return Optional.of(new Checked(login(key, now), Optional.empty()));
            }
            return changed(users, key, digest, ended);
        });
        tell(ended);
        return checked.orElseThrow(() -> new AuthException(Kind.UNAUTHENTICATED, "Logged out."));
    }

    /**
     * Checks a token as {@link #check} does, but renews nothing and writes nothing for a token that is good. The caller calls
     * {@link #check} later, if something {@linkplain Seen#isPending() is pending}.
     *
     * @param name the user's name, which has to fit; null when only the token is known
     * @throws AuthException when they do not fit, or the token is past its time
     */
    public Seen see(@Nullable String name, String token) {
        String digest = Token.digest(token);
        Optional<Seen> seen = store.call(users -> {
            Instant now = now();
            UserKey key = find(users, name, digest, now);
            boolean good = isGood(key, digest, now);
            return good || isGoodOnceClaimed(key, digest, now) || isRenewable(key, now)
                    ? Optional.of(new Seen(login(key, now), !good))
                    : Optional.empty();
        });
        // A token past its time is ended and refused by this; or another call has renewed it meanwhile.
        return seen.orElseGet(() -> new Seen(check(name, token).login(), false));
    }

    /** A login by its number; empty when it has ended or is past its time. Nothing is renewed. */
    public Optional<Login> see(long login) {
        return store.call(users -> {
            Instant now = now();
            return users.key(login)
                    .filter(key -> !key.user().isDisabled())
                    .filter(key -> key.isYoungerThan(timeout, now) || isRenewable(key, now))
                    .map(key -> login(key, now));
        });
    }

    private boolean isGoodOnceClaimed(UserKey key, String digest, Instant now) {
        return key.isUnclaimed() && !key.wasKnownBy(digest) && key.isYoungerThan(timeout, now);
    }

    private boolean isRenewable(UserKey key, Instant now) {
        return key.isPersistent() && !isForgotten(key, now);
    }

    /** Whether the token is good and nothing has to be written. */
    private boolean isGood(UserKey key, String digest, Instant now) {
        if (key.wasKnownBy(digest)) { // the old token: the new one may not have reached its owner yet
            return !key.isUnclaimed() || key.isYoungerThan(GRACE, now);
        }
        return !key.isUnclaimed() && key.isYoungerThan(timeout, now);
    }

    private Optional<Checked> changed(UserStore users, UserKey key, String digest, List<Long> ended) {
        if (!users.lock(key)) {
            throw AuthException.userNotFound();
        }
        Instant now = now();
        if (key.isUnclaimed() && !key.wasKnownBy(digest)) {
            key.claim(now.plus(GRACE));
        }
        if (isGood(key, digest, now)) { // by now: another call may have been faster
            return Optional.of(new Checked(login(key, now), Optional.empty()));
        }
        if (!isRenewable(key, now)) {
            if (users.remove(key, now)) {
                ended.add(key.id());
            }
            return Optional.empty();
        }
        String token = Token.create(random);
        key.renew(Token.digest(token), now);
        return Optional.of(new Checked(login(key, now), Optional.of(token)));
    }

    private boolean isForgotten(UserKey key, Instant now) {
        return !remembered.isZero() && !key.isYoungerThan(remembered, now);
    }

    private static UserKey find(UserStore users, @Nullable String name, String digest, Instant now) {
        UserKey key = users.key(digest, now).orElseThrow(AuthException::userNotFound);
        boolean same = name == null || MessageDigest.isEqual(bytes(key.user().name()), bytes(name));
        if (!same || key.user().isDisabled()) {
            throw AuthException.userNotFound();
        }
        return key;
    }

    private static byte[] bytes(String text) {
        return UserAccount.fold(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the login of a token. */
    public void logout(String name, String token) {
        String digest = Token.digest(token);
        long id = store.call(users -> {
            UserKey key = find(users, name, digest, now());
            if (!users.remove(key, now())) {
                throw AuthException.userNotFound();
            }
            return key.id();
        });
        tell(List.of(id));
    }

    /**
     * Ends all logins of a user.
     *
     * @throws AuthException when there is no such user
     */
    public void logoutEverywhere(long userId) {
        tell(store.call(
                users -> users.removeKeys(users.locked(userId).orElseThrow(AuthException::userNotFound), now())));
    }

    /**
     * Disables a user, which ends all the user's logins and allows no new ones; or enables the user again.
     *
     * @throws AuthException when there is no such user
     */
    public void disable(long userId, boolean disabled) {
        tell(store.call(users -> {
            UserAccount user = users.locked(userId).orElseThrow(AuthException::userNotFound);
            user.disabled(disabled);
            return disabled ? users.removeKeys(user, now()) : List.of();
        }));
    }

    /** Those of the given logins that have ended, on whichever server. */
    public Set<Long> endedAmong(Collection<Long> logins) {
        List<Long> asked = List.copyOf(logins);
        Set<Long> ended = new HashSet<>(asked);
        for (int from = 0; from < asked.size(); from += ASKED_AT_ONCE) {
            List<Long> some = asked.subList(from, Math.min(from + ASKED_AT_ONCE, asked.size()));
            store.callNow(users -> users.present(some)).forEach(ended::remove);
        }
        return ended;
    }

    /** A watch for logins that end on other servers. */
    public LoginWatch watch() {
        return new LoginWatch(
                new LoginWatch.Source() {
                    @Override
                    public Collection<Long> endedSince(Instant time) {
                        return store.callNow(users -> users.endedSince(time));
                    }

                    @Override
                    public Set<Long> endedAmong(Collection<Long> logins) {
                        return Logins.this.endedAmong(logins);
                    }
                },
                clock);
    }

    /** Removes logins that can no longer be used, and returns how many; to be called now and then. */
    public int purge() {
        Instant now = now();
        List<Long> forgotten = new ArrayList<>();
        int removed = store.callNow(users -> {
            users.removeEnds(now.minus(ENDS_KEPT));
            if (!remembered.isZero()) {
                forgotten.addAll(users.removeForgotten(now.minus(remembered), FORGOTTEN_AT_ONCE, now));
            }
            return users.removePast(now.minus(timeout)) + forgotten.size();
        });
        tell(forgotten);
        return removed;
    }

    void tell(List<Long> logins) {
        if (!logins.isEmpty()) {
            ends.ended(logins);
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
