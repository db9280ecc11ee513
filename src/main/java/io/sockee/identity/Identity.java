package io.sockee.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sockee.identity.AuthException.Kind;
import io.sockee.persistence.Entities;
import jakarta.persistence.PersistenceException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Registers users, and logs them in by their passwords. Passwords are hashed outside of transactions, so that nobody holds a
 * database connection meanwhile. Blocks; safe for any thread.
 */
public final class Identity {

    /** As long as names in the table are. */
    private static final int MAX_NAME = 64;

    private final AuthSettings settings;
    private final AuthRules rules;
    private final StoreAccess store;
    private final PasswordHasher hasher;
    private final Throttle throttle;
    private final Logins logins;

    /**
     * What it works with.
     *
     * @param concurrentHashes how many passwords are hashed at once
     * @param waitingHashes how many may wait for that
     * @param perAccount how many failures an account may have in a minute
     * @param perAddress how many an address may have
     */
    public record Limits(int concurrentHashes, int waitingHashes, int perAccount, int perAddress) {}

    public Identity(
            AuthSettings settings, Limits limits, Entities entities, SecureRandom random, Clock clock, LoginEnds ends) {
        this.settings = settings;
        this.rules = new AuthRules(settings);
        this.store = new StoreAccess(entities);
        this.hasher = new PasswordHasher(random, limits.concurrentHashes(), limits.waitingHashes());
        this.throttle = new Throttle(Ticker.systemTicker(), limits.perAccount(), limits.perAddress());
        this.logins = new Logins(settings.tokenTimeout(), settings.remembered(), store, random, clock, ends);
    }

    /** The entities that users and their logins are. */
    public static List<Class<?>> entities() {
        return List.of(UserAccount.class, UserKey.class, EndedLogin.class);
    }

    /** What names, passwords and addresses have to be. */
    public RuleTexts rules() {
        return rules.texts();
    }

    /** The logins that have begun. */
    public Logins logins() {
        return logins;
    }

    /**
     * Asks whether anything may be tried from an address, before more is known.
     *
     * @throws AuthException when too much has failed
     */
    public void requireAttempts(String address) {
        throttle.check(address);
    }

    /**
     * Makes a user, and logs in.
     *
     * @param persistent whether the login outlasts its time; nothing means that it does, as in Sockey's table
     * @param address the client's, for the throttle
     * @throws AuthException when it cannot be
     */
    public Issued register(
            String name, String password, @Nullable String email, Optional<Boolean> persistent, String address) {
        if (!settings.registration()) {
            throw new AuthException(Kind.FORBIDDEN, "Registration is closed.");
        }
        rules.checkRegistration(name, password, email);
        throttle.check(address);
        if (store.call(users -> users.user(name).isPresent())) { // cheaper than a hash for nothing; not the last word
            throttle.failed(address); // which names there are shall cost time; the account's owner has done nothing
            throw taken();
        }
        String hash = hasher.hash(password);
        return store.call(users -> {
            UserAccount user =
                    new UserAccount(name, email == null || email.isEmpty() ? null : email, hash, logins.now());
            try {
                users.add(user);
            } catch (ConstraintViolationException e) {
                throw taken();
            } catch (PersistenceException e) {
                throw e.getCause() instanceof ConstraintViolationException ? taken() : e;
            }
            return logins.begin(users, user, persistent.orElse(true));
        });
    }

    private static AuthException taken() {
        return new AuthException(Kind.TAKEN, "User name already in use.");
    }

    /**
     * Logs in with a password.
     *
     * @param persistent whether the login outlasts its time; nothing means: as the login that it replaces, or that it does
     * @throws AuthException when name and password do not fit
     */
    public Issued login(String name, String password, Optional<Boolean> persistent, String address) {
        UserAccount known = authenticated(name, password, address);
        String rehashed = hasher.isOld(known.passwordHash()) ? hasher.hash(password) : null;
        List<Long> ended = new ArrayList<>();
        Issued login = store.call(users -> {
            UserAccount user = unchanged(users, known);
            if (rehashed != null) {
                user.passwordHash(rehashed);
            }
            boolean remembered = !settings.oneSession() || lastWasPersistent(users, user);
            if (settings.oneSession()) {
                ended.addAll(users.removeKeys(user, logins.now()));
            }
            return logins.begin(users, user, persistent.orElse(remembered));
        });
        logins.tell(ended);
        return login;
    }

    /**
     * Changes the password, ends all the user's logins, and begins a new one that lasts as the last one did.
     *
     * @throws AuthException when name and password do not fit, or the new one cannot be
     */
    public Issued changePassword(String name, String password, String newPassword, String address) {
        rules.checkPassword(newPassword);
        UserAccount known = authenticated(name, password, address);
        String hash = hasher.hash(newPassword);
        List<Long> ended = new ArrayList<>();
        Issued login = store.call(users -> {
            UserAccount user = unchanged(users, known);
            user.passwordHash(hash);
            boolean persistent = lastWasPersistent(users, user);
            ended.addAll(users.removeKeys(user, logins.now()));
            return logins.begin(users, user, persistent);
        });
        logins.tell(ended);
        return login;
    }

    private static boolean lastWasPersistent(UserStore users, UserAccount user) {
        return users.keys(user).stream().findFirst().map(UserKey::isPersistent).orElse(true);
    }

    /** The user whose password was just looked at, locked, unless somebody changed it or kept the user out meanwhile. */
    private static UserAccount unchanged(UserStore users, UserAccount known) {
        UserAccount user = users.locked(known.id()).orElseThrow(AuthException::userNotFound);
        if (user.isDisabled() || !user.passwordHash().equals(known.passwordHash())) {
            throw AuthException.userNotFound();
        }
        return user;
    }

    /** The user with the password, in the same time whether there is one or not. */
    private UserAccount authenticated(String name, String password, String address) {
        String account = account(name);
        throttle.check(account, address);
        UserAccount user = canBe(name) ? store.call(users -> users.user(name)).orElse(null) : null;
        // Asked again when it is its turn: many may have come at once.
        Runnable turn = () -> throttle.check(account, address);
        boolean matches;
        if (user == null || password.length() > 4 * settings.password().max()) {
            hasher.pretend(turn);
            matches = false;
        } else {
            matches = hasher.matches(password, user.passwordHash(), turn) && !user.isDisabled();
        }
        if (user == null || !matches) {
            throttle.failed(account, address);
            throw AuthException.userNotFound();
        }
        throttle.succeeded(account);
        return user;
    }

    /** Whether a database can be asked for the name. */
    private static boolean canBe(String name) {
        return name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    private static String account(String name) {
        return UserAccount.fold(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME));
    }
}
