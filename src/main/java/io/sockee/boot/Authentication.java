package io.sockee.boot;

import io.sockee.action.Callers;
import io.sockee.auth.Auth;
import io.sockee.auth.LiveLogins;
import io.sockee.auth.TokenAdmission;
import io.sockee.authentication.StoredModule;
import io.sockee.identity.Checked;
import io.sockee.identity.Identity;
import io.sockee.identity.Login;
import io.sockee.identity.LoginWatch;
import io.sockee.identity.Seen;
import io.sockee.jwt.Tokens;
import io.sockee.persistence.Database;
import io.sockee.persistence.Entities;
import io.sockee.socket.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts users, tokens and their database, if there is a data source or the settings demand it. */
@ApplicationScoped
public class Authentication {
    private static final Logger LOG = System.getLogger(Authentication.class.getName());

    /**
     * Threads for requests over HTTP, so that they take none from the controllers, and as many for those of them that hash
     * passwords; and how many requests may wait for either.
     */
    private static final int THREADS = 8;

    private static final int WAITING = 1000;

    private final Auth auth;
    private final LiveLogins live;
    private final TokenAdmission admission;
    private final Tables tables;

    private @Nullable Identity identity;
    private @Nullable LoginWatch watch;
    private List<ThreadPoolExecutor> pools = List.of();

    @Inject
    public Authentication(Auth auth, LiveLogins live, TokenAdmission admission, Tables tables) {
        this.auth = auth;
        this.live = live;
        this.admission = admission;
        this.tables = tables;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected Authentication() {
        this(null, null, null, null);
    }

    /**
     * Opens the database, if there are users. Blocks.
     *
     * @return the link of the admission that logs sockets in; nothing without users
     */
    Optional<Admission> open(Settings settings) {
        if (!isWanted(settings)) {
            return Optional.empty();
        }
        return Optional.of(open(settings, tables.open(), Clock.systemUTC()));
    }

    /** The same for users in the given tables. */
    Admission open(Settings settings, Entities entities, Clock clock) {
        Identity opened = new Identity(
                settings.users().rules(), settings.users().limits(), entities, new SecureRandom(), clock, live);
        settings.users().event();
        identity = opened;
        watch = opened.logins().watch();
        return settings.jwt().isOn()
                ? admission.from(settings.users().handshake(), Tokens::isToken)
                : admission.from(settings.users().handshake());
    }

    private static boolean isWanted(Settings settings) {
        boolean wanted = settings.users().enabled().orElseGet(Database::isDefined);
        if (!wanted) {
            LOG.log(
                    Level.INFO,
                    settings.users().enabled().isPresent()
                            ? "There are no users and tokens: sockee.auth.enabled is false."
                            : "There are no users and tokens: the application has no data source "
                                    + Database.DATA_SOURCE + ".");
        }
        return wanted;
    }

    /** Begins, when everything else has started. */
    void begin(Core core, ThreadFactory factory) {
        live.begin(core.timers(), core.gate()); // also for users of authentication modules
        if (identity == null) {
            return;
        }
        ThreadPoolExecutor pool = pool(factory);
        ThreadPoolExecutor hashing = pool(factory);
        pools = List.of(pool, hashing);
        auth.begin(new Auth.Parts(
                identity, core.settings().users().event() + core.settings().dataSuffix(), pool, hashing));
    }

    private static ThreadPoolExecutor pool(ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Who knows the users of tokens over HTTP; nothing without users. */
    Optional<Function<String, Callers.Known>> tokenUsers() {
        return Optional.ofNullable(identity).map(known -> token -> {
            Seen seen = known.logins().see(null, token);
            if (!seen.isPending()) {
                return new Callers.Known(seen.login().user(), Optional.empty(), standing(seen.login()));
            }
            Checked checked = known.logins().check(null, token);
            return new Callers.Known(checked.login().user(), checked.renewed(), standing(checked.login()));
        });
    }

    private Callers.Standing standing(Login login) {
        return new Callers.Standing(login.left(), ended -> live.watch(login.id(), ended));
    }

    /** The authentication module of these users; nothing without users. */
    Optional<StoredModule> module() {
        return Optional.ofNullable(identity).map(StoredModule::new);
    }

    /** Ends the sockets of logins that have ended on another server; to be called several times a second. */
    void endWhatEndedElsewhere() {
        if (watch == null) {
            return;
        }
        try {
            Set<Long> ended = watch.look(live.logins());
            if (!ended.isEmpty()) {
                live.ended(ended);
            }
        } catch (RuntimeException
                | Error e) { // the database is away, which has been logged: no login can be ended meanwhile
            LOG.log(Level.DEBUG, "It is not known which logins have ended: {0}", e.toString());
        }
    }

    /** Removes logins that can no longer be used. Blocks. */
    void purge() {
        if (identity == null) {
            return;
        }
        try {
            int removed = identity.logins().purge();
            LOG.log(Level.DEBUG, "{0} logins were past their time.", removed);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Logins that are past their time could not be removed: {0}", e.toString());
        }
    }

    /** Ends its threads. */
    public void close() {
        pools.forEach(ThreadPoolExecutor::shutdownNow);
    }
}
