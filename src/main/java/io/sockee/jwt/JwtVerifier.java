package io.sockee.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sockee.api.Authenticated;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose token it is. Everything that can be refused without a key is refused before the issuer is asked for one: other
 * algorithms than those that are allowed, keys or addresses of keys that the token itself brings along, issuers and audiences that are
 * not ours, and tokens that are past their time. Blocks when keys have to be asked for; safe for any thread.
 */
public final class JwtVerifier {
    private static final int MAX_LENGTH = 16_384;
    private static final int MAX_NAME = 255;
    private static final int MAX_ROLES = 1_000;
    private static final int MAX_KEYS = 10;
    private static final int MIN_RSA_BITS = 2048;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");
    private static final String NOT_VALID = "Token not valid.";

    private record Trusted(JwtIssuer issuer, IssuerKeys keys) {}

    private final Map<String, Trusted> issuers = new HashMap<>();
    private final Clock clock;
    private final Duration skew;
    private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

    /**
     * @param keys of each issuer
     * @param clock decides whether tokens are past their time
     * @param skew how far other clocks may be from this one
     */
    JwtVerifier(List<JwtIssuer> trusted, Function<JwtIssuer, IssuerKeys> keys, Clock clock, Duration skew) {
        for (JwtIssuer issuer : trusted) {
            issuers.put(issuer.issuer(), new Trusted(issuer, keys.apply(issuer)));
        }
        this.clock = clock;
        this.skew = skew;
    }

    /**
     * Trusts issuers whose keys are asked for over HTTP.
     *
     * @param fresh after what time keys are asked for anew
     * @param timeout how long an issuer may take to answer
     */
    public static JwtVerifier overHttp(
            List<JwtIssuer> trusted, Clock clock, Duration skew, Duration fresh, Duration timeout) {
        return new JwtVerifier(
                trusted,
                issuer -> new IssuerKeys(
                        issuer.issuer(), new HttpKeySource(issuer, (int) timeout.toMillis()), System::nanoTime, fresh),
                clock,
                skew);
    }

    /**
     * Finds out whose token it is, and until when.
     *
     * @throws RefusedException when it is no good, or cannot be checked at the moment
     */
    public Authenticated verify(String token) {
        try {
            SignedJWT jwt = parsed(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (claims == null) {
                throw new RefusedException(NOT_VALID);
            }
            Trusted trusted = trusted(claims.getIssuer());
            checkHeader(jwt.getHeader(), trusted.issuer());
            Instant expires = checkClaims(claims, trusted.issuer());
            if (!isSigned(jwt, trusted.keys().of(jwt.getHeader()))) {
                throw new RefusedException(NOT_VALID);
            }
            return Authenticated.as(user(claims, trusted.issuer())).until(expires);
        } catch (RefusedException e) {
            throw e;
        } catch (ParseException | RuntimeException e) { // anybody can send anything: it is never more than not valid
            throw new RefusedException(NOT_VALID);
        }
    }

    private static SignedJWT parsed(String token) throws ParseException {
        if (token.length() > MAX_LENGTH) {
            throw new RefusedException(NOT_VALID);
        }
        return SignedJWT.parse(token); // what is not signed has another class, and is refused here
    }

    private Trusted trusted(@Nullable String issuer) {
        Trusted trusted = issuer == null ? null : issuers.get(issuer);
        if (trusted == null) {
            throw new RefusedException(NOT_VALID);
        }
        return trusted;
    }

    private static void checkHeader(JWSHeader header, JwtIssuer issuer) {
        JOSEObjectType type = header.getType();
        boolean foreign = header.getJWKURL() != null
                || header.getJWK() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null;
        boolean critical = header.getCriticalParams() != null || !header.isBase64URLEncodePayload();
        if (!issuer.algorithms().contains(header.getAlgorithm().getName())
                || foreign
                || critical
                || (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT)))) {
            throw new RefusedException(NOT_VALID);
        }
    }

    private Instant checkClaims(JWTClaimsSet claims, JwtIssuer issuer) {
        Date expires = claims.getExpirationTime();
        Date from = claims.getNotBeforeTime();
        Instant now = clock.instant();
        if (expires == null || !isFor(claims, issuer)) {
            throw new RefusedException(NOT_VALID);
        }
        if (!expires.toInstant().plus(skew).isAfter(now)) {
            throw new RefusedException("Token has expired.");
        }
        if (from != null && from.toInstant().minus(skew).isAfter(now)) {
            throw new RefusedException(NOT_VALID);
        }
        return expires.toInstant().plus(skew);
    }

    private static boolean isFor(JWTClaimsSet claims, JwtIssuer issuer) {
        return claims.getAudience().stream()
                .anyMatch(one -> one != null && issuer.audience().contains(one));
    }

    private boolean isSigned(SignedJWT jwt, List<JWK> keys) {
        return keys.stream().limit(MAX_KEYS).anyMatch(key -> isSigned(jwt, key));
    }

    private boolean isSigned(SignedJWT jwt, JWK key) {
        if (!(key instanceof AsymmetricJWK pair) || (key instanceof RSAKey rsa && rsa.size() < MIN_RSA_BITS)) {
            return false;
        }
        try {
            Key open = pair.toPublicKey();
            JWSVerifier verifier = verifiers.createJWSVerifier(jwt.getHeader(), open);
            return jwt.verify(verifier);
        } catch (JOSEException e) {
            return false; // the key is of another kind than the signature
        }
    }

    // --- Whose it is ------------------------------------------------------------------------------------------

    private static User user(JWTClaimsSet claims, JwtIssuer issuer) {
        String id = text(claims, issuer.claims().user());
        if (id == null) {
            throw new RefusedException(NOT_VALID);
        }
        String name = text(claims, issuer.claims().name());
        return new User(
                issuer.idPrefix() + id,
                name == null ? id : name,
                roles(claim(claims, issuer.claims().roles()), issuer));
    }

    private static @Nullable String text(JWTClaimsSet claims, String path) {
        return claim(claims, path) instanceof String text && !text.isEmpty() && text.length() <= MAX_NAME ? text : null;
    }

    private static Set<String> roles(@Nullable Object claim, JwtIssuer issuer) {
        Set<String> roles = new HashSet<>();
        if (claim instanceof String text) {
            Arrays.stream(text.split(" ", -1))
                    .filter(role -> !role.isEmpty() && issuer.grants(role))
                    .limit(MAX_ROLES)
                    .forEach(roles::add);
        } else if (claim instanceof List<?> list) {
            list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(issuer::grants)
                    .limit(MAX_ROLES)
                    .forEach(roles::add);
        }
        return roles;
    }

    /** A claim by its name; by a path, where there is none of that name. */
    private static @Nullable Object claim(JWTClaimsSet claims, String path) {
        Object whole = claims.getClaim(path);
        if (whole != null || path.indexOf('.') < 0) {
            return whole;
        }
        Object at = claims.getClaims();
        for (String part : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> object ? object.get(part) : null;
        }
        return at;
    }
}
