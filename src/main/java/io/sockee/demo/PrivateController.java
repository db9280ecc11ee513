package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import java.util.Map;
import java.util.Optional;

/** A namespace that clients need a password for. */
@Controller(namespace = "/private")
public class PrivateController {

    /** The client's auth payload. */
    public record Credentials(Optional<String> password) {}

    /** Refuses clients without the password; they get connect_error with this message and data. */
    @OnConnect
    public void connect(Credentials credentials) {
        String password = credentials.password().orElse("").strip();
        if (!password.equalsIgnoreCase("sock")) {
            throw new RefusedException("Wrong password.", Map.of("hint", "The right one is: sock"));
        }
    }
}
