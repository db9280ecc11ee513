package io.sockee.push;

import java.time.Instant;

/** Checks the tokens of one site, if somebody signs them whom the server can check by itself. Safe for any thread. */
@FunctionalInterface
public interface TokenCheck {

    /**
     * Until when a token is good. May block.
     *
     * @throws io.sockee.api.RefusedException when it is no good, or that cannot be told at the moment
     */
    Instant expires(String token);
}
