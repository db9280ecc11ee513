package io.sockee.auth;

import io.sockee.api.Socket;
import io.sockee.api.SocketScoped;
import io.sockee.api.User;
import io.sockee.connection.Timers;
import io.sockee.identity.Login;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The login that a socket belongs to. When the login ends, or is past its time, the socket is logged out and disconnected from
 * its namespace. The public methods are called within the socket's context; ends are told on any thread.
 */
@SocketScoped
public class SocketLogin {
    /** Numbers for what is no login of Sockee's, so that the end of one is not taken for that of another: below zero. */
    private static final AtomicLong FOREIGN = new AtomicLong();

    private final LiveLogins live;

    // All guarded by this.
    private @Nullable Socket socket;
    private @Nullable Login login;
    private Timers.@Nullable Timer expiry;
    private boolean spared;
    private boolean missed; // the login has ended while spared() ran
    private boolean gone;

    @Inject
    public SocketLogin(LiveLogins live) {
        this.live = live;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected SocketLogin() {
        this(null);
    }

    /**
     * The socket belongs to a user of an authentication module from now on, and to no login of Sockee's.
     *
     * @param left after what time it is logged out and disconnected, unless it has begun anew by then
     */
    public void begin(Socket owner, User user, Optional<Duration> left) {
        begin(owner, new Login(FOREIGN.decrementAndGet(), user, left));
    }

    /** The socket belongs to a login from now on, and to no other. */
    public void begin(Socket owner, Login begun) {
        synchronized (this) {
            leave();
            spared = false;
            missed = false;
            if (gone) {
                return;
            }
            socket = owner;
            login = begun;
            owner.logIn(begun.user());
            begun.left().ifPresent(left -> expiry = live.timers().schedule(nanos(left), () -> ended(begun.id())));
        }
        if (begun.id() >= 0 && !live.add(begun.id(), this)) {
            ended(begun.id());
        }
    }

    private static long nanos(Duration left) {
        return left.isNegative() ? 0 : left.compareTo(Duration.ofDays(3650)) > 0 ? Long.MAX_VALUE : left.toNanos();
    }

    /**
     * Runs work that may end this socket's own login. The socket then stays, so that it gets its answer, until {@link #begin}
     * gives it another login or {@link #endAfterAnswer} ends it. If the work fails, the end counts at once.
     */
    public <T> T spared(Supplier<T> work) {
        synchronized (this) {
            spared = true;
        }
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                endUnlessSpared();
            }
        }
    }

    private void endUnlessSpared() {
        Login mine;
        synchronized (this) {
            spared = false;
            mine = missed ? login : null;
            missed = false;
        }
        if (mine != null) {
            ended(mine.id());
        }
    }

    /** After {@link #spared}: if the login has ended, logs the socket out now, and disconnects it behind the answer. */
    public void endAfterAnswer() {
        Socket owner;
        synchronized (this) {
            spared = false;
            if (!missed) {
                return;
            }
            missed = false;
            owner = out();
        }
        if (owner != null) {
            try {
                Object unused = owner.after(Duration.ZERO, owner::disconnect); // after this call, so behind its answer
            } catch (IllegalStateException e) { // the socket has as many timers as it may have
                Object unused = live.timers().scheduleMillis(100, owner::disconnect);
            }
        }
    }

    /** A login has ended. */
    void ended(long id) {
        Socket owner;
        synchronized (this) {
            if (login == null || login.id() != id) {
                return;
            }
            if (spared) {
                missed = true;
                return;
            }
            owner = out();
        }
        if (owner != null) {
            owner.disconnect();
        }
    }

    /** Logs the socket out and returns it; null when it no longer belongs to the login's user. */
    private @Nullable Socket out() {
        Socket owner = socket;
        Login mine = login;
        leave();
        if (owner == null || mine == null) {
            return null;
        }
        // The application may have logged somebody else in, or the same user with more roles.
        boolean same =
                owner.user().filter(user -> user.id().equals(mine.user().id())).isPresent();
        if (!same) {
            return null;
        }
        owner.logOut();
        return owner;
    }

    private void leave() {
        if (login != null) {
            live.remove(login.id(), this);
            login = null;
        }
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }

    @PreDestroy
    void gone() {
        synchronized (this) {
            gone = true;
            leave();
        }
    }
}
