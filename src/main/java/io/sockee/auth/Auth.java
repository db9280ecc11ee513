package io.sockee.auth;

import io.sockee.api.Socket;
import io.sockee.identity.AuthException;
import io.sockee.identity.AuthException.Kind;
import io.sockee.identity.Checked;
import io.sockee.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What all doors of the authentication share, once the application has started. Safe for any thread. */
@ApplicationScoped
public class Auth {

    /**
     * What it works with.
     *
     * @param pushed the name of the event that brings a client its new token
     * @param executor runs what blocks; refuses when too much waits
     */
    public record Parts(Identity identity, String pushed, Executor executor) {}

    private volatile @Nullable Parts parts;

    /** Opens the doors. */
    public void begin(Parts with) {
        parts = with;
    }

    /** Whether there are users at all. */
    public boolean isOn() {
        return parts != null;
    }

    private Parts parts() {
        Parts present = parts;
        if (present == null) {
            throw new AuthException(Kind.UNAVAILABLE, "Users are not available here.");
        }
        return present;
    }

    /** Who knows the users. */
    public Identity identity() {
        return parts().identity();
    }

    /** What runs work that blocks. */
    public Executor executor() {
        return parts().executor();
    }

    /** Checks a token, and tells the socket's client the one that takes its place. */
    Checked check(Optional<Socket> socket, @Nullable String name, String token) {
        Checked checked = identity().logins().check(name, token);
        if (socket.isPresent() && checked.renewed().isPresent()) {
            String userName = checked.login().user().name();
            String renewed = checked.renewed().get();
            socket.get().emit(parts().pushed(), AuthAnswer.success(new Account(userName, renewed)));
        }
        return checked;
    }
}
