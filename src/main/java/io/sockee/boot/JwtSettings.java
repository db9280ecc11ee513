package io.sockee.boot;

import io.sockee.jwt.JwtIssuer;
import io.sockee.jwt.JwtVerifier;
import io.sockee.routing.DeploymentException;
import io.sockee.site.TokenIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of tokens of other issuers. Each option may have another value for one issuer. */
final class JwtSettings {
    private static final int LONGEST_NAME = 1_000;

    /** By public keys alone: with a shared secret, whoever checks tokens can make them. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final SettingValues values;
    private final Set<String> issuers;
    private final List<JwtIssuer> trusted = new ArrayList<>();
    private final Duration skew;
    private final Duration fresh;
    private final Duration timeout;

    /**
     * Reads and checks them.
     *
     * @throws DeploymentException when one is wrong, with its name
     */
    JwtSettings(SettingValues values) {
        this.values = values;
        this.issuers = values.list(Setting.JWT_ISSUERS);
        this.skew = Duration.ofSeconds(values.number(Setting.JWT_CLOCK_SKEW, "seconds", 0, 600));
        this.fresh = Duration.ofSeconds(values.number(Setting.JWT_KEYS_CACHE, "seconds", 1, 86_400));
        this.timeout = Duration.ofMillis(values.number(Setting.JWT_KEYS_TIMEOUT, "milliseconds", 100, 60_000));
        Set<String> prefixes = new HashSet<>();
        for (String issuer : issuers) {
            JwtIssuer read = read(issuer, values.of(issuer));
            if (prefixes.stream().anyMatch(other -> overlap(other, read.idPrefix()))) {
                throw new DeploymentException("Two issuers of tokens have " + Setting.JWT_ID_PREFIX.key()
                        + " that are the same, or of which one begins with the other: give each its own, as in "
                        + Setting.JWT_ID_PREFIX.keyFor(issuer)
                        + ", so that their users are not taken for each other.");
            }
            prefixes.add(read.idPrefix());
            trusted.add(read);
        }
    }

    private static boolean overlap(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /**
     * Checks that no issuer can name a user of Sockee's.
     *
     * @throws DeploymentException when one can
     */
    void checkBesideUsers() {
        for (JwtIssuer issuer : trusted) {
            if (issuer.idPrefix().isEmpty()) {
                throw new DeploymentException(
                        "The issuer " + issuer.issuer() + " could name any of the users that are kept"
                                + " here, since its users' ids have nothing before them: set "
                                + Setting.JWT_ID_PREFIX.keyFor(issuer.issuer()) + ".");
            }
        }
    }

    /** Whether tokens of other issuers are trusted. */
    boolean isOn() {
        return !issuers.isEmpty();
    }

    /** What checks tokens. Needs the library that reads them. */
    JwtVerifier verifier() {
        return JwtVerifier.overHttp(trusted, Clock.systemUTC(), skew, fresh, timeout);
    }

    /**
     * What checks the tokens of a site's own issuer: with keys of its own, and by the options that are for all issuers. Users have the
     * names that the issuer gives them, since a site has its users to itself.
     */
    JwtVerifier verifier(TokenIssuer site) {
        JwtIssuer issuer = new JwtIssuer(
                site.name(),
                site.jwks(),
                site.audience(),
                algorithms(values),
                "",
                new JwtIssuer.Claims(
                        claim(values, Setting.JWT_USER_CLAIM),
                        claim(values, Setting.JWT_NAME_CLAIM),
                        claim(values, Setting.JWT_ROLES_CLAIM)),
                Set.of());
        return JwtVerifier.overHttp(List.of(issuer), Clock.systemUTC(), skew, fresh, timeout);
    }

    List<JwtIssuer> trusted() {
        return trusted;
    }

    private JwtIssuer read(String issuer, SettingValues own) {
        if (issuer.length() > LONGEST_NAME) {
            throw SettingValues.bad(
                    Setting.JWT_ISSUERS, issuer, "a list of issuers, as their tokens have them in 'iss'");
        }
        SettingValues audiences = has(own, Setting.JWT_AUDIENCE);
        if (audiences.list(Setting.JWT_AUDIENCE).isEmpty()) {
            throw audiences.wrong(
                    Setting.JWT_AUDIENCE, "", "what the tokens of " + issuer + " have in 'aud', or one of it");
        }
        return new JwtIssuer(
                issuer,
                jwks(issuer, own),
                audiences.list(Setting.JWT_AUDIENCE),
                algorithms(has(own, Setting.JWT_ALGORITHMS)),
                has(own, Setting.JWT_ID_PREFIX).text(Setting.JWT_ID_PREFIX),
                new JwtIssuer.Claims(
                        claim(own, Setting.JWT_USER_CLAIM),
                        claim(own, Setting.JWT_NAME_CLAIM),
                        claim(own, Setting.JWT_ROLES_CLAIM)),
                has(own, Setting.JWT_ROLES).list(Setting.JWT_ROLES));
    }

    /** The values of one issuer where it has one of its own, else those of all. */
    private SettingValues has(SettingValues own, Setting setting) {
        return own.has(setting) ? own : values;
    }

    private Optional<URI> jwks(String issuer, SettingValues own) {
        SettingValues from = has(own, Setting.JWT_JWKS);
        String url = from.text(Setting.JWT_JWKS);
        if (url.isEmpty()) {
            if (!isUrl(issuer)) {
                throw from.wrong(Setting.JWT_JWKS, "", "where the keys of the issuer " + issuer + " are: " + EXPECTED);
            }
            return Optional.empty(); // it is asked where they are
        }
        if (!isUrl(url)) {
            throw from.wrong(Setting.JWT_JWKS, url, EXPECTED);
        }
        if (from == values && issuers.size() > 1) {
            throw new DeploymentException("With several issuers, each has its own keys: set "
                    + Setting.JWT_JWKS.keyFor(issuer) + " in the place of " + Setting.JWT_JWKS.key() + ".");
        }
        return Optional.of(URI.create(url));
    }

    private static final String EXPECTED = "an https URL, or an http URL of this machine (127.0.0.1)";

    private static boolean isUrl(String url) {
        return url.matches("https://[^/?#\\s@]+(/[^#\\s]*)?")
                || url.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/[^#\\s]*)?");
    }

    private static Set<String> algorithms(SettingValues from) {
        Set<String> algorithms = from.list(Setting.JWT_ALGORITHMS);
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            throw from.wrong(
                    Setting.JWT_ALGORITHMS,
                    from.text(Setting.JWT_ALGORITHMS),
                    "a list of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512");
        }
        return algorithms;
    }

    private String claim(SettingValues own, Setting setting) {
        SettingValues from = has(own, setting);
        String name = from.text(setting);
        if (name.isEmpty()) {
            throw from.wrong(setting, name, "the name of a claim");
        }
        return name;
    }
}
