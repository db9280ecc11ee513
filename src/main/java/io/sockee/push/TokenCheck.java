package io.sockee.push;

import java.time.Instant;

/** Checks the tokens of one site, if somebody signs them whom the server can check by itself. Safe for any thread. */
@FunctionalInterface
public interface TokenCheck {

    /**
     * What a good token says.
     *
     * @param user whose it is, as its issuer names the user
     * @param expires until when it is good
     */
    record Token(String user, Instant expires) {}

    /**
     * Checks a token. May block.
     *
     * @throws io.sockee.api.RefusedException when it is no good, or that cannot be told at the moment
     */
    Token check(String token);
}
