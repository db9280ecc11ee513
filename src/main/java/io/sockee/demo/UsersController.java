package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.User;
import io.sockee.auth.Auth;
import io.sockee.identity.RuleTexts;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells the page whether the server has users, and who is logged in. */
@Controller
@NonBlocking
public class UsersController {

    /** Whether there are users, who of them the page is logged in as, and what a new one has to enter. */
    public record Visitor(boolean users, Optional<String> name, Optional<RuleTexts> rules) {}

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
        boolean users = auth.isOn();
        Optional<RuleTexts> rules = users ? Optional.of(auth.identity().rules()) : Optional.empty();
        return new Visitor(users, user.map(User::name), rules);
    }
}
