package io.sockee.guide.app;

import io.sockee.api.Authenticated;
import io.sockee.api.AuthenticationModule;
import io.sockee.api.Credentials;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Lets in who knows the door's number. */
// tag::module
@Named("pin")
@ApplicationScoped
public class PinModule implements AuthenticationModule {

    public record Pin(String door, String number) {}

    @Override
    public Authenticated authenticate(Credentials credentials) {
        Pin pin = credentials.as(Pin.class);
        if (!pin.number().equals("1234")) {
            throw new RefusedException("That is not the number.", Map.of("triesLeft", 2));
        }
        User user = new User("door:" + pin.door(), pin.door(), Set.of("guest"));
        return Authenticated.as(user).until(Instant.now().plus(Duration.ofHours(8)));
    }
}
// end::module
