package io.sockee.identity;

import io.sockee.api.User;

/**
 * Somebody who is logged in.
 *
 * @param token the secret that stands for it; told to its owner once, and never stored or logged
 */
public record Login(User user, String token) {

    /** What may be shown to anybody. */
    @Override
    public String toString() {
        return "login of user " + user.id();
    }

    /** What is stored of the token, and tells logins apart. */
    public String digest() {
        return Token.digest(token);
    }
}
