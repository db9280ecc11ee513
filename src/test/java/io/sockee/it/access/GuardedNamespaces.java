package io.sockee.it.access;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.annotation.security.RolesAllowed;

/** Namespaces that only some may join. A connect method that comes first may log its socket in. */
public final class GuardedNamespaces {

    private GuardedNamespaces() {}

    /** For logged-in users: nobody is, when the socket is new. */
    @Controller(namespace = "/members")
    public static class Members {
        @OnConnect
        @LoggedIn
        public void connect() {}

        @On("never")
        public void never() {}
    }

    /** For a role. */
    @Controller(namespace = "/staff")
    @RolesAllowed("staff")
    public static class Staff {
        @OnConnect
        public void connect() {}
    }

    /** Logs everybody in who has a name. */
    @Controller(namespace = "/lobby")
    public static class Lobby {
        public record Login(String name) {}

        @OnConnect
        public void connect(Socket socket, Login login) {
            if (!login.name().isEmpty()) {
                socket.logIn(User.named(login.name()));
            }
        }

        @On("who")
        public String who(User user) {
            return user.name();
        }
    }
}
