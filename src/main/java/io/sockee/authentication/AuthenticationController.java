package io.sockee.authentication;

import io.sockee.api.Arguments;
import io.sockee.api.Authenticated;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The event by which a client authenticates, when it likes and again: {@code authenticate(module, parameters)}. */
@Controller
public class AuthenticationController {
    private final AuthenticationModules modules;

    @Inject
    public AuthenticationController(AuthenticationModules modules) {
        this.modules = modules;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected AuthenticationController() {
        this(null);
    }

    /**
     * What the client is told of itself.
     *
     * @param expires when it has to authenticate again; null for never
     */
    public record Answer(
            Person user,
            @Nullable Instant expires,
            @Nullable Object info) {}

    /** A user. */
    public record Person(String id, String name, Set<String> roles) {
        static Person of(User user) {
            return new Person(user.id(), user.name(), user.roles());
        }
    }

    /** Lets a module find out who the client is; the socket belongs to that user from then on. */
    @On("${sockee.authentication.event}")
    public Answer authenticate(Socket socket, Arguments arguments) {
        if (arguments.size() == 0) {
            throw new RefusedException("The name of an authentication module is missing.");
        }
        Authenticated who = modules.authenticateSession(
                socket,
                arguments.get(0, String.class),
                arguments.size() > 1 ? arguments.json(1) : "{}",
                socket.handshake().address());
        return new Answer(Person.of(who.user()), who.expires().orElse(null), who.info());
    }
}
