package io.sockee.session;

import io.sockee.api.User;
import io.sockee.identity.Login;
import io.sockee.socket.WireSocket;
import java.time.Duration;
import java.util.Optional;

/** What sessions have to know of the logins of Sockee's own users: a session's user is logged in as long as the login is good. */
public interface SessionLogins {

    /** Where there are no users of Sockee's own. */
    SessionLogins NONE = new SessionLogins() {
        @Override
        public Optional<Login> login(long number) {
            return Optional.empty();
        }

        @Override
        public Runnable watch(long number, Runnable ended) {
            return () -> {};
        }

        @Override
        public boolean resume(WireSocket socket, long login) {
            return false;
        }

        @Override
        public void resume(WireSocket socket, User user, Optional<Duration> left) {
            socket.logIn(user);
        }
    };

    /** A login; empty when it has ended or is past its time. Blocks. */
    Optional<Login> login(long number);

    /**
     * Has a task run when a login ends; at once, if it has ended just now. Not when it is past its time.
     *
     * @param ended must not block
     * @return ends the watch
     */
    Runnable watch(long number, Runnable ended);

    /**
     * The socket belongs to a login from now on, and ends with it. Called in the socket's context; blocks.
     *
     * @return false when the login has ended or is past its time
     */
    boolean resume(WireSocket socket, long login);

    /**
     * The socket belongs from now on to a user who is not known by a login, and ends when that is past its time. Called in the
     * socket's context.
     *
     * @param left after what time that is, if it will be
     */
    void resume(WireSocket socket, User user, Optional<Duration> left);
}
