package io.sockee.site;

import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Who signs the tokens of a site's clients, so that the server can refuse others by itself.
 *
 * @param name as the tokens have it in {@code iss}
 * @param jwks where the issuer's keys are; empty when its discovery document says so
 * @param audience of whom one must be named in {@code aud}
 */
public record TokenIssuer(String name, Optional<URI> jwks, Set<String> audience) {

    public TokenIssuer {
        audience = Set.copyOf(audience);
    }

    /** Whether a token could be good for both. */
    boolean overlaps(TokenIssuer other) {
        return name.equals(other.name) && !Collections.disjoint(audience, other.audience);
    }
}
