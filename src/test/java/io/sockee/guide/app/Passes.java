package io.sockee.guide.app;

import io.sockee.api.LoggedIn;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

// tag::service
@ApplicationScoped
public class Passes {
    private final Map<String, User> holders = Map.of(
            "t-ann", new User("1", "Ann", Set.of("chair")),
            "t-bob", new User("2", "Bob", Set.of()));

    public Optional<User> holder(String token) {
        return Optional.ofNullable(holders.get(token));
    }

    @LoggedIn
    public int count() {
        return holders.size();
    }
}
// end::service
