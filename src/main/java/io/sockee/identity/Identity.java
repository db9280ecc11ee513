package io.sockee.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sockee.api.User;
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

    /** How long names can be in the table, in characters. */
    private static final int MAX_NAME = 64;

    private final AuthSettings settings;
    private final AuthRules rules;
    private final StoreAccess store;
    private final PasswordHasher hasher;
    private final Throttle throttle;
    private final Logins logins;
    private final RecentPasswords recent;

    /**
     * Bounds of its work.
     *
     * @param concurrentHashes how many passwords may be hashed at once
     * @param waitingHashes how many more may wait for that
     * @param databaseCalls how many calls may be at the database at once
     * @param perAccount how many failures an account may have in a minute
     * @param perAddress how many failures an address may have in a minute
     */
    public record Limits(int concurrentHashes, int waitingHashes, int databaseCalls, int perAccount, int perAddress) {}

    public Identity(
            AuthSettings settings, Limits limits, Entities entities, SecureRandom random, Clock clock, LoginEnds ends) {
        this(
                settings,
                limits,
                entities,
                random,
                clock,
                ends,
                new PasswordHasher(random, limits.concurrentHashes(), limits.waitingHashes()));
    }

    /** With another hasher. */
    Identity(
            AuthSettings settings,
            Limits limits,
            Entities entities,
            SecureRandom random,
            Clock clock,
            LoginEnds ends,
            PasswordHasher hasher) {
        this.settings = settings;
        this.rules = new AuthRules(settings);
        this.store = new StoreAccess(entities, limits.databaseCalls());
        this.hasher = hasher;
        this.throttle = new Throttle(Ticker.systemTicker(), limits.perAccount(), limits.perAddress());
        this.recent = new RecentPasswords(random, Ticker.systemTicker());
        this.logins = new Logins(settings.tokenTimeout(), settings.remembered(), store, random, clock, ends);
    }

    /** The entity classes of users and their logins. */
    public static List<Class<?>> entities() {
        return List.of(UserAccount.class, UserKey.class, EndedLogin.class);
    }

    /** The rules for names, passwords and e-mail addresses, in words. */
    public RuleTexts rules() {
        return rules.texts();
    }

    /** The logins, by their tokens. */
    public Logins logins() {
        return logins;
    }

    /**
     * Returns when an address may try something, before anything else of the request is known.
     *
     * @throws AuthException when too much has failed
     */
    public void requireAttempts(String address) {
        throttle.check(address);
    }

    /**
     * Makes a user, and begins a login.
     *
     * @param persistent whether the login outlasts its token's time ("remember me"); when it is not given, it does, as in
     *     Sockey's table
     * @param address the client's, for the throttle
     * @throws AuthException when registration is off, the input is invalid, the name is taken, or too much is tried
     */
    public Issued register(
            String name, String password, @Nullable String email, Optional<Boolean> persistent, String address) {
        if (!settings.registration()) {
            throw new AuthException(Kind.FORBIDDEN, "Registration is closed.");
        }
        rules.checkRegistration(name, password, email);
        throttle.check(address);
        boolean unused = store.call(users -> requireFree(users, name, address)); // saves a hash
        String hash = hasher.hash(password);
        return store.call(users -> {
            // Hashing takes long, and Hibernate logs what a database refuses. add() has the last word.
            boolean unusedEither = requireFree(users, name, address);
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

    private boolean requireFree(UserStore users, String name, String address) {
        if (users.user(name).isPresent()) {
            throttle.failed(address); // to find out which names exist must be slow; the account itself is not throttled
            throw taken();
        }
        return true;
    }

    private static AuthException taken() {
        return new AuthException(Kind.TAKEN, "User name already in use.");
    }

    /**
     * Begins a login with a password.
     *
     * @param persistent whether the login outlasts its token's time; when it is not given, as the login that it replaces did,
     *     or else it does
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
     * Checks a name and a password, and begins no login. A password that has been checked so is hashed again after a minute at the
     * earliest, unless it was changed.
     *
     * @throws AuthException when they do not fit
     */
    public User verify(String name, String password, String address) {
        return Logins.user(authenticated(name, password, address, true));
    }

    /**
     * Changes the password, ends all the user's logins, and begins a new one, persistent if the last one was.
     *
     * @throws AuthException when name and password do not fit, or the new password is invalid
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

    /** The user whose password was just checked, locked; fails if the password was changed or the user disabled meanwhile. */
    private static UserAccount unchanged(UserStore users, UserAccount known) {
        UserAccount user = users.locked(known.id()).orElseThrow(AuthException::userNotFound);
        if (user.isDisabled() || !user.passwordHash().equals(known.passwordHash())) {
            throw AuthException.userNotFound();
        }
        return user;
    }

    private UserAccount authenticated(String name, String password, String address) {
        return authenticated(name, password, address, false);
    }

    /**
     * The user with this name and password; takes the same time whether there is such a user or not.
     *
     * @param again whether the same will be asked again, and need not be hashed each time
     */
    private UserAccount authenticated(String name, String password, String address, boolean again) {
        String account = account(name);
        throttle.check(account, address);
        UserAccount user = canBe(name) ? store.call(users -> users.user(name)).orElse(null) : null;
        // The throttle is asked again when the hash has its turn: many attempts may have come at once.
        Runnable turn = () -> throttle.check(account, address);
        boolean matches;
        boolean known = false;
        if (user == null || password.length() > 4 * settings.password().max()) {
            hasher.pretend(turn);
            matches = false;
        } else {
            known = again && recent.know(password, user.passwordHash());
            matches = (known || hasher.matches(password, user.passwordHash(), turn)) && !user.isDisabled();
        }
        if (user == null || !matches) {
            throttle.failed(account, address);
            throw AuthException.userNotFound();
        }
        if (known) { // else others' failures would be forgotten with each request of who sends the password with each
            return user;
        }
        if (again) {
            recent.add(password, user.passwordHash());
        }
        throttle.succeeded(account);
        return user;
    }

    /** Whether a user can have the name, so that the database need be asked. */
    private static boolean canBe(String name) {
        return name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl);
    }

    private static String account(String name) {
        return UserAccount.fold(name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME));
    }
}
