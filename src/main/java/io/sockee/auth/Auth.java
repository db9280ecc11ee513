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

/** What events, handshake and HTTP share to authenticate clients, once the application has started. Safe for any thread. */
@ApplicationScoped
public class Auth {

    /**
     * What authentication needs.
     *
     * @param pushed the name of the event that brings a client its renewed token
     * @param executor runs what blocks for the database alone; refuses tasks when too many wait
     * @param hashing the same for what hashes passwords, which has to wait for its turn
     */
    public record Parts(Identity identity, String pushed, Executor executor, Executor hashing) {}

    private volatile @Nullable Parts parts;

    /** Begins; called once, when the application has started. */
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
            throw new AuthException(Kind.ABSENT, "Users are not available here.");
        }
        return present;
    }

    /** The users and their logins; its methods block. */
    public Identity identity() {
        return parts().identity();
    }

    /** What runs work that blocks for the database alone. */
    public Executor executor() {
        return parts().executor();
    }

    /** What runs work that hashes passwords. */
    public Executor hashing() {
        return parts().hashing();
    }

    /** Checks a token, and sends a renewed one to the socket's client. Blocks. */
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
