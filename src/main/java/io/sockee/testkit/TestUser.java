package io.sockee.testkit;

import io.sockee.api.User;
import java.util.Map;

/**
 * Somebody who was registered for a test, and is logged in.
 *
 * @param user as controllers see it
 * @param password what to log in with
 * @param token what stands for the login
 */
public record TestUser(User user, String password, String token) {

    /** {@return the auth payload of a client that comes in with the token} */
    public Map<String, String> auth() {
        return Map.of("name", user.name(), "token", token);
    }
}
