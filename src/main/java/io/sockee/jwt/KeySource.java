package io.sockee.jwt;

import java.io.IOException;

/** Where the keys of an issuer come from. Blocks. */
@FunctionalInterface
interface KeySource {

    /**
     * Asks for the keys.
     *
     * @return a JWK set, as JSON
     * @throws IOException when it cannot be had
     */
    String fetch() throws IOException;
}
