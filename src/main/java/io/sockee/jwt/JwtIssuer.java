package io.sockee.jwt;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens count, and how.
 *
 * @param issuer the name of the issuer, as its tokens have it in {@code iss}
 * @param jwks where its keys are; empty when its discovery document says so
 * @param audience of whom one must be named in {@code aud}
 * @param algorithms by which tokens may be signed; all with public keys
 * @param idPrefix what stands before the token's name of a user in the user's id, so that the ids of no other issuer are met
 * @param claims which claims tell of the user
 * @param roles those that it may grant; none for all that it names
 */
public record JwtIssuer(
        String issuer,
        Optional<URI> jwks,
        Set<String> audience,
        Set<String> algorithms,
        String idPrefix,
        Claims claims,
        Set<String> roles) {

    /**
     * Names of claims, with dots where one lies in another.
     *
     * @param user who it is; never changes for a user
     * @param name the name for people; where it is missing, the one above is it
     * @param roles a list of texts, or one text with spaces
     */
    public record Claims(String user, String name, String roles) {}

    /** Whether it may grant a role. */
    boolean grants(String role) {
        return roles.isEmpty() || roles.contains(role);
    }

    public JwtIssuer {
        audience = Set.copyOf(audience);
        algorithms = Set.copyOf(algorithms);
        roles = Set.copyOf(roles);
    }
}
