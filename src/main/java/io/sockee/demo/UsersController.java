package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.User;
import io.sockee.auth.Auth;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells the page whether there are users here, and which of them it is. */
@Controller
@NonBlocking
public class UsersController {

    /** Who is at the page. */
    public record Visitor(boolean users, Optional<String> name) {}

    private final Auth auth;

    @Inject
    public UsersController(Auth auth) {
        this.auth = auth;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected UsersController() {
        this(null);
    }

    @On("demo:who")
    public Visitor who(Optional<User> user) {
        return new Visitor(auth.isOn(), user.map(User::name));
    }
}
