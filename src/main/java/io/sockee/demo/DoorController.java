package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import java.util.Map;
import java.util.Optional;

/** A namespace that asks for a password before it lets anybody in. */
@Controller(namespace = "/door")
public class DoorController {

    /** What the client sends as its auth payload. */
    public record Knock(Optional<String> word) {}

    /** Lets in whoever knows the word; others hear why not, and get a hint beside it. */
    @OnConnect
    public void knock(Knock knock) {
        String word = knock.word().orElse("").strip();
        if (!word.equalsIgnoreCase("sock")) {
            throw new RefusedException("That is not the password.", Map.of("hint", "It is worn on a foot."));
        }
    }
}
