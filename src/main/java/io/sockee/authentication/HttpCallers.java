package io.sockee.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sockee.action.Callers;
import io.sockee.api.Authenticated;
import io.sockee.api.RefusedException;
import io.sockee.auth.AuthRequest;
import io.sockee.identity.Token;
import io.sockee.jwt.Tokens;
import io.sockee.routing.RefusalKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who calls over HTTP: by a token of another issuer or of Sockee's ({@code Bearer}), or by name and password ({@code Basic}), which
 * go to the module that the settings name. What there is no module for is left to others, as a proxy or the container.
 */
public final class HttpCallers implements Callers {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final int GOOD = 10_000;

    private final AuthenticationModules modules;
    private final String basic;
    private final boolean jwt;
    private final Optional<Function<String, Known>> tokens;

    /**
     * Digests of tokens that were good lately: they are looked up without being counted, so that nobody else behind the same address
     * can lock out who is known.
     */
    private final Cache<String, Boolean> good = Caffeine.newBuilder()
            .executor(Runnable::run) // not on the common pool, which outlives the application
            .maximumSize(GOOD)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /**
     * @param basic the module that is asked for Basic; empty for none
     * @param jwt whether tokens of other issuers are trusted
     * @param tokens finds the user of a token of Sockee's; empty when there are no such users. May block, and throws {@link
     *     RefusedException}
     */
    public HttpCallers(
            AuthenticationModules modules, String basic, boolean jwt, Optional<Function<String, Known>> tokens) {
        this.modules = modules;
        this.basic = basic;
        this.jwt = jwt;
        this.tokens = tokens;
    }

    @Override
    public boolean knows(String authorization) {
        return isBasic(authorization) || (isBearer(authorization) && (tokens.isPresent() || isJwt(authorization)));
    }

    private boolean isBasic(String authorization) {
        return !basic.isEmpty() && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private boolean isJwt(String authorization) {
        return jwt && Tokens.isToken(token(authorization));
    }

    private static String token(String authorization) {
        return authorization.substring(BEARER.length()).strip();
    }

    @Override
    public Known of(String authorization, String address) {
        if (isBasic(authorization)) {
            String parameters =
                    parameters(authorization.substring(BASIC.length()).strip());
            return known(modules.verify(basic, parameters, address));
        } else if (isJwt(authorization)) {
            String parameters = ModuleAdmission.tokenParameters(token(authorization));
            return known(modules.verify(Modules.JWT, parameters, address));
        }
        return ofToken(token(authorization), address);
    }

    /** Nobody guesses a token, but each costs a look at the database: an address that sends many wrong ones has to wait. */
    private Known ofToken(String token, String address) {
        String digest = Token.digest(token);
        Function<String, Known> users = tokens.orElseThrow();
        if (good.getIfPresent(digest) == null) {
            Known user = modules.countedToken(address, () -> users.apply(token));
            good.put(digest, true);
            return user;
        }
        try {
            Known user = users.apply(token);
            good.put(digest, true);
            return user;
        } catch (RefusedException e) {
            if (RefusalKind.of(e) != RefusalKind.LATER) {
                good.invalidate(digest); // it has ended: from now on it is one of the wrong ones
            }
            throw e;
        }
    }

    private Known known(Authenticated who) {
        return new Known(who.user(), Optional.empty(), new Standing(modules.left(who)));
    }

    private static String parameters(String encoded) {
        try {
            String both = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
                    .toString();
            int colon = both.indexOf(':');
            if (colon >= 0) {
                return AuthRequest.JSON
                        .createObjectNode()
                        .put("name", both.substring(0, colon))
                        .put("password", both.substring(colon + 1))
                        .toString();
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new RefusedException("The credentials are not readable.", e);
        }
        throw new RefusedException("The credentials are not readable.");
    }

    @Override
    public String challenge() {
        String others = jwt || tokens.isPresent() ? "Bearer" : "";
        String byName = basic.isEmpty() ? "" : "Basic realm=\"actions\", charset=\"UTF-8\"";
        return others.isEmpty() || byName.isEmpty() ? others + byName : others + ", " + byName;
    }

    @Override
    public String challengeAfter(String authorization) {
        return isBasic(authorization) ? challenge() : "Bearer error=\"invalid_token\"";
    }
}
