package io.sockee.it.who;

import io.sockee.api.Authenticated;
import io.sockee.api.AuthenticationModule;
import io.sockee.api.Credentials;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets in whose password is the first letter of the name. */
@Named("letter")
@ApplicationScoped
public class LetterModule implements AuthenticationModule {

    /** What the client sends. */
    public record Sent(String name, String password, Optional<Long> millis) {}

    @Inject
    Attempts attempts;

    @Override
    public Authenticated authenticate(Credentials credentials) {
        Sent sent = credentials.as(Sent.class);
        if (attempts.add() != 1) {
            throw new IllegalStateException("This request is another attempt's.");
        }
        if (!sent.name().startsWith(sent.password()) || sent.password().length() != 1) {
            throw new RefusedException("That is not the letter.", Map.of("triesLeft", 2));
        }
        Authenticated who = Authenticated.as(new User("letter:" + sent.name(), sent.name(), Set.of("editor")))
                .telling("Welcome.");
        return sent.millis()
                .map(millis -> who.until(Instant.now().plus(Duration.ofMillis(millis))))
                .orElse(who);
    }
}
