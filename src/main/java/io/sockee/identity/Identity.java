package io.sockee.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sockee.api.User;
import io.sockee.identity.AuthException.Kind;
import io.sockee.persistence.Database;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.SchemaException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Registers users, logs them in and out, and knows them by their tokens. Passwords are hashed outside of transactions, so
 * that nobody holds a database connection meanwhile. Blocks; safe for any thread.
 */
public final class Identity {
    private static final Logger LOG = System.getLogger(Identity.class.getName());

    /** How long a token that was renewed is still good, for calls that are under way. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final AuthSettings settings;
    private final AuthRules rules;
    private final Database database;
    private final PasswordHasher hasher;
    private final Throttle throttle;
    private final SecureRandom random;
    private final Clock clock;
    private final LoginEnds ends;

    /**
     * What it works with.
     *
     * @param concurrentHashes how many passwords are hashed at once
     * @param perAccount how many failures an account may have in a minute
     * @param perAddress how many an address may have
     */
    public record Limits(int concurrentHashes, int perAccount, int perAddress) {}

    public Identity(
            AuthSettings settings, Limits limits, Database database, SecureRandom random, Clock clock, LoginEnds ends) {
        this.settings = settings;
        this.rules = new AuthRules(settings);
        this.database = database;
        this.hasher = new PasswordHasher(random, limits.concurrentHashes());
        this.throttle = new Throttle(Ticker.systemTicker(), limits.perAccount(), limits.perAddress());
        this.random = random;
        this.clock = clock;
        this.ends = ends;
    }

    public AuthSettings settings() {
        return settings;
    }

    /**
     * Makes a user, and logs in.
     *
     * @param address the client's, for the throttle
     * @throws AuthException when it cannot be
     */
    public Login register(String name, String password, @Nullable String email, boolean persistent, String address) {
        if (!settings.registration()) {
            throw new AuthException(Kind.FORBIDDEN, "Registration is closed.");
        }
        rules.checkRegistration(name, password, email);
        throttle.check(UserAccount.fold(name), address);
        if (read(store -> store.user(name).isPresent())) { // cheaper than a hash for nothing; not the last word
            throttle.failed(UserAccount.fold(name), address);
            throw taken();
        }
        String hash = hasher.hash(password);
        return write(store -> {
            UserAccount user = new UserAccount(name, email == null || email.isEmpty() ? null : email, hash, now());
            try {
                store.add(user);
            } catch (ConstraintViolationException e) {
                throw taken();
            } catch (PersistenceException e) {
                throw e.getCause() instanceof ConstraintViolationException ? taken() : e;
            }
            return newLogin(store, user, persistent);
        });
    }

    private static AuthException taken() {
        return new AuthException(Kind.TAKEN, "User name already in use.");
    }

    /**
     * Logs in with a password.
     *
     * @param persistent whether the login outlasts its time; nothing means that it does, as in Sockey's table
     * @throws AuthException when name and password do not fit
     */
    public Login login(String name, String password, boolean persistent, String address) {
        UserAccount known = authenticated(name, password, address);
        String rehashed = hasher.isOld(known.passwordHash()) ? hasher.hash(password) : null;
        List<String> ended = new ArrayList<>();
        Login login = write(store -> {
            UserAccount user = store.user(known.id()).orElseThrow(AuthException::userNotFound);
            if (rehashed != null) {
                user.passwordHash(rehashed);
            }
            if (settings.oneSession()) {
                ended.addAll(store.removeKeys(user));
            }
            return newLogin(store, user, persistent);
        });
        tell(ended);
        return login;
    }

    /** Changes the password, ends all the user's logins, and begins a new one. */
    public Login changePassword(String name, String password, String newPassword, String address) {
        rules.checkPassword(newPassword);
        UserAccount known = authenticated(name, password, address);
        String hash = hasher.hash(newPassword);
        List<String> ended = new ArrayList<>();
        Login login = write(store -> {
            UserAccount user = store.user(known.id()).orElseThrow(AuthException::userNotFound);
            user.passwordHash(hash);
            ended.addAll(store.removeKeys(user));
            return newLogin(store, user, true);
        });
        tell(ended);
        return login;
    }

    /** The user with the password, in the same time whether there is one or not. */
    private UserAccount authenticated(String name, String password, String address) {
        String account = UserAccount.fold(name);
        throttle.check(account, address);
        UserAccount user = read(store -> store.user(name)).orElse(null);
        boolean matches;
        if (user == null || password.length() > 4 * settings.password().max()) {
            hasher.pretend("");
            matches = false;
        } else {
            matches = hasher.matches(password, user.passwordHash()) && !user.isDisabled();
        }
        if (user == null || !matches) {
            throttle.failed(account, address);
            throw AuthException.userNotFound();
        }
        throttle.succeeded(account);
        return user;
    }

    private Login newLogin(UserStore store, UserAccount user, boolean persistent) {
        String token = Token.create(random);
        store.add(new UserKey(user, Token.digest(token), persistent, now()));
        return new Login(userOf(user), token);
    }

    /**
     * Knows a user by name and token.
     *
     * @throws AuthException when they do not fit, or the token is past its time
     */
    public Checked check(String name, String token) {
        String digest = Token.digest(token);
        List<String> ended = new ArrayList<>();
        Optional<Checked> checked = write(store -> {
            UserKey key = find(store, name, digest);
            if (key.isReplaced() || key.isYoungerThan(settings.tokenTimeout(), now())) {
                return Optional.of(new Checked(userOf(key.user()), digest, Optional.empty()));
            }
            if (!key.isPersistent()) {
                store.remove(key);
                ended.add(digest);
                return Optional.empty();
            }
            key.replacedUntil(now().plus(GRACE));
            Login renewed = newLogin(store, key.user(), true);
            return Optional.of(new Checked(renewed.user(), renewed.digest(), Optional.of(renewed)));
        });
        tell(ended);
        return checked.orElseThrow(() -> new AuthException(Kind.UNAUTHENTICATED, "Logged out."));
    }

    private UserKey find(UserStore store, String name, String digest) {
        UserKey key = store.key(digest).orElseThrow(AuthException::userNotFound);
        boolean same = MessageDigest.isEqual(bytes(key.user().name()), bytes(name))
                && MessageDigest.isEqual(bytes(key.digest()), bytes(digest));
        if (!same || !key.isUsable(now()) || key.user().isDisabled()) {
            throw AuthException.userNotFound();
        }
        return key;
    }

    private static byte[] bytes(String text) {
        return UserAccount.fold(text).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Ends the login of a token. */
    public void logout(String name, String token) {
        String digest = Token.digest(token);
        write(store -> {
            store.remove(find(store, name, digest));
            return true;
        });
        tell(List.of(digest));
    }

    /** Ends all logins of a user. */
    public void logoutEverywhere(long userId) {
        tell(write(store -> store.removeKeys(store.user(userId).orElseThrow(AuthException::userNotFound))));
    }

    /** Keeps a user out, or lets the user in again. Keeping out ends all logins. */
    public void disable(long userId, boolean disabled) {
        tell(write(store -> {
            UserAccount user = store.user(userId).orElseThrow(AuthException::userNotFound);
            user.disabled(disabled);
            return disabled ? store.removeKeys(user) : List.of();
        }));
    }

    /** Removes logins that nobody can use any more; to be called now and then. */
    public int purge() {
        Instant now = now();
        return write(store -> store.removePast(now.minus(settings.tokenTimeout()), now));
    }

    private void tell(List<String> digests) {
        if (!digests.isEmpty()) {
            ends.ended(digests);
        }
    }

    private static User userOf(UserAccount user) {
        return new User(Long.toString(user.id()), user.name(), Set.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    private <T> T read(Function<UserStore, T> work) {
        return write(work);
    }

    private <T> T write(Function<UserStore, T> work) {
        try {
            return database.call((EntityManager entities) -> work.apply(new UserStore(entities)));
        } catch (DatabaseUnavailableException | SchemaException e) {
            LOG.log(Level.WARNING, e.getMessage());
            throw new AuthException(Kind.UNAVAILABLE, "The database is not available. Try again later.");
        }
    }
}
