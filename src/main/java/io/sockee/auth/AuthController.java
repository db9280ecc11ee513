package io.sockee.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.auth.AuthRequest.Logout;
import io.sockee.auth.AuthRequest.Password;
import io.sockee.auth.AuthRequest.Register;
import io.sockee.identity.Identity;
import io.sockee.identity.Issued;
import jakarta.inject.Inject;
import java.util.Optional;

/** Sockey's events: {@code auth}, by which clients register, log in and out, and {@code keytest}. */
@Controller
public class AuthController {
    private final Auth auth;
    private final SocketLogin login;

    @Inject
    public AuthController(Auth auth, SocketLogin login) {
        this.auth = auth;
        this.login = login;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected AuthController() {
        this(null, null);
    }

    /** Registers, logs in or out, or changes the password. The socket belongs to the user from then on, or to nobody. */
    @On("${sockee.auth.event}")
    public Object auth(Socket socket, Arguments arguments) {
        AuthRequest request = AuthRequest.ofEvent(first(arguments));
        Identity identity = auth.identity();
        if (request instanceof Logout logout) {
            return logOut(socket, identity, logout.key());
        }
        String address = socket.handshake().address();
        Issued issued = login.spared(() -> begin(identity, request, address));
        login.begin(socket, issued.login());
        SessionUsers.loggedIn(socket, issued.login());
        return Account.of(issued);
    }

    private static Issued begin(Identity identity, AuthRequest request, String address) {
        if (request instanceof Register r) {
            return identity.register(r.name(), r.password(), r.email(), r.persistent(), address);
        } else if (request instanceof AuthRequest.Login l) {
            return identity.login(l.name(), l.password(), l.persistent(), address);
        } else if (request instanceof Password p) {
            return identity.changePassword(p.name(), p.password(), p.newPassword(), address);
        }
        throw new IllegalArgumentException("begins no login: " + request);
    }

    private boolean logOut(Socket socket, Identity identity, AuthRequest.Key key) {
        boolean out = login.spared(() -> {
            identity.logins().logout(key.name(), key.token());
            return true;
        });
        SessionUsers.loggedOut(socket, key.name());
        login.endAfterAnswer();
        return out;
    }

    /** Tells whether a token is good. */
    @On("keytest")
    public String keytest(Socket socket, Arguments arguments) {
        AuthRequest.Key key = AuthRequest.key(first(arguments).path("user"));
        Object unused = auth.check(Optional.of(socket), key.name(), key.token());
        return "User is logged in";
    }

    private static JsonNode first(Arguments arguments) {
        return arguments.size() == 0 ? MissingNode.getInstance() : AuthRequest.read(arguments.json(0));
    }
}
