package io.sockee.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sockee.api.Authenticated;
import io.sockee.api.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A token of another issuer")
class JwtVerifierTest {
    private static final String ISSUER = "https://id.example.org";
    private static final String OTHER = "https://other.example.org";
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String NOT_VALID = "Token not valid.";
    private static final String LATER = "The keys of the token's issuer cannot be had at the moment.";

    private static RSAKey one;
    private static RSAKey two;
    private static ECKey curve;

    private final AtomicInteger requests = new AtomicInteger();
    private volatile List<JWK> published = List.of();
    private volatile boolean down;
    private Instant time = NOW;
    private volatile long nanos = Long.MAX_VALUE - 5;

    private final JwtVerifier verifier = new JwtVerifier(
            List.of(issuer(ISSUER, "jwt:", Set.of()), issuer(OTHER, "other:", Set.of("editor"))),
            issuer -> new IssuerKeys(issuer.issuer(), this::keys, () -> nanos, Duration.ofSeconds(300)),
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return time;
                }
            },
            Duration.ofSeconds(60));

    private static JwtIssuer issuer(String name, String prefix, Set<String> roles) {
        return new JwtIssuer(
                name,
                Optional.of(URI.create(name + "/keys")),
                Set.of("shop"),
                Set.of("RS256", "ES256"),
                prefix,
                new JwtIssuer.Claims("sub", "preferred_username", "realm.roles"),
                roles);
    }

    private String keys() throws IOException {
        requests.incrementAndGet();
        if (down) {
            throw new IOException("down");
        }
        return new JWKSet(published).toString(true);
    }

    @BeforeAll
    static void makeKeys() throws JOSEException {
        one = new RSAKeyGenerator(2048).keyID("one").generate();
        two = new RSAKeyGenerator(2048).keyID("two").generate();
        curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("7")
                .audience(List.of("others", "shop"))
                .expirationTime(Date.from(NOW.plusSeconds(600)))
                .claim("preferred_username", "Ann")
                .claim("realm", Map.of("roles", List.of("admin", "editor")));
    }

    private static JWSHeader.Builder header(RSAKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(JOSEObjectType.JWT);
    }

    private static String signed(JWSHeader.Builder header, RSAKey key, JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(header.build(), claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(header(one), one, change.apply(claims()));
    }

    private void refuses(String what, String token, String message) {
        assertThatThrownBy(() -> verifier.verify(token))
                .as(what)
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("tells who it is, with which roles, and until when")
    void good() throws JOSEException {
        published = List.of(one, curve);
        Authenticated who = verifier.verify(token(claims -> claims));
        assertThat(who.user().id()).isEqualTo("jwt:7");
        assertThat(who.user().name()).isEqualTo("Ann");
        assertThat(who.user().roles()).containsExactlyInAnyOrder("admin", "editor");
        assertThat(who.expires()).contains(NOW.plusSeconds(660));
        SignedJWT short_ = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
                claims().issuer(OTHER).claim("preferred_username", null).build());
        short_.sign(new ECDSASigner(curve));
        assertThat(verifier.verify(short_.serialize()).user().id()).isEqualTo("other:7");
        assertThat(requests).as("each issuer once").hasValue(2);
    }

    @Test
    @DisplayName("that cannot be good is refused before anybody is asked")
    void refusedAtOnce() throws JOSEException {
        published = List.of(one);
        refuses("nothing", "", NOT_VALID);
        refuses("no token", "ey.ey.ey", NOT_VALID);
        refuses("too long", "ey" + "x".repeat(20_000), NOT_VALID);
        refuses("unsigned", new PlainJWT(claims().build()).serialize(), NOT_VALID);
        refuses("the signature left out", token(c -> c).replaceAll("\\.[^.]*$", "."), NOT_VALID);
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        mac.sign(new MACSigner(Arrays.copyOf(one.toRSAPublicKey().getEncoded(), 256)));
        refuses("the public key taken for a secret", mac.serialize(), NOT_VALID);
        refuses(
                "an algorithm that is not listed",
                signed(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("one"), one, claims()),
                NOT_VALID);
        refuses(
                "a key's address",
                signed(header(one).jwkURL(URI.create("https://evil.example")), one, claims()),
                NOT_VALID);
        refuses(
                "a certificate's",
                signed(header(one).x509CertURL(URI.create("https://evil.example")), one, claims()),
                NOT_VALID);
        refuses("a key", signed(header(two).jwk(two.toPublicJWK()), two, claims()), NOT_VALID);
        refuses("another type", signed(header(one).type(new JOSEObjectType("dpop+jwt")), one, claims()), NOT_VALID);
        refuses(
                "what must be understood",
                signed(header(one).criticalParams(Set.of("x")).customParam("x", 1), one, claims()),
                NOT_VALID);
        refuses("another issuer", token(c -> c.issuer("https://evil.example")), NOT_VALID);
        refuses("nobody's", token(c -> c.issuer(null)), NOT_VALID);
        refuses("another audience", token(c -> c.audience("bank")), NOT_VALID);
        refuses("no audience", token(c -> c.audience((String) null)), NOT_VALID);
        refuses("no end", token(c -> c.expirationTime(null)), NOT_VALID);
        refuses("past its time", token(c -> c.expirationTime(Date.from(NOW.minusSeconds(60)))), "Token has expired.");
        refuses("before its time", token(c -> c.notBeforeTime(Date.from(NOW.plusSeconds(61)))), NOT_VALID);
        assertThat(requests).hasValue(0);
    }

    @Test
    @DisplayName("is refused when another key has signed it, or it says of nobody")
    void refused() {
        published = List.of(one, two);
        refuses("another key", signed(header(one), two, claims()), NOT_VALID);
        String good = token(c -> c);
        String[] parts = good.split("\\.");
        refuses("changed", parts[0] + "." + token(c -> c.subject("8")).split("\\.")[1] + "." + parts[2], NOT_VALID);
        refuses("nobody", token(c -> c.subject(null)), NOT_VALID);
        assertThat(verifier.verify(token(c -> c.expirationTime(Date.from(NOW.minusSeconds(59)))))
                        .user()
                        .name())
                .as("a clock that is late")
                .isEqualTo("Ann");
    }

    @Test
    @DisplayName("grants no roles but those that its issuer may grant")
    void roles() {
        published = List.of(one.toPublicJWK());
        assertThat(verifier.verify(token(c -> c.issuer(OTHER))).user().roles()).containsExactly("editor");
    }

    @Test
    @DisplayName("is refused when its audience, or anything else in it, is null or of another type")
    void strangeClaims() {
        published = List.of(one.toPublicJWK());
        for (String strange : List.of(
                "\"aud\":[null]",
                "\"aud\":null",
                "\"aud\":[1]",
                "\"aud\":{}",
                "\"aud\":\"shop\",\"exp\":\"soon\"",
                "\"aud\":\"shop\",\"exp\":1e400",
                "\"aud\":\"shop\",\"iss\":[null]")) {
            String json = "{\"iss\":\"" + ISSUER + "\",\"sub\":\"7\",\"exp\":1900000000," + strange + "}";
            String unsigned = Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"one\"}") + "." + Base64URL.encode(json)
                    + "." + Base64URL.encode("signature");
            refuses(strange, unsigned, NOT_VALID);
        }
    }

    @Test
    @DisplayName("by a key that is not known may be tried again where nobody could be asked for it")
    void creditUsedUp() {
        published = List.of(one.toPublicJWK());
        String rotated = signed(header(two), two, claims());
        for (int i = 0; i < IssuerKeys.AT_ONCE; i++) {
            refuses("asked", rotated, NOT_VALID);
        }
        published = List.of(two.toPublicJWK());
        refuses("nobody could be asked", rotated, LATER);
        nanos += Duration.ofSeconds(IssuerKeys.PAUSE).toNanos();
        assertThat(verifier.verify(rotated).user().id()).isEqualTo("jwt:7");
    }

    @Test
    @DisplayName("by a new key is good after one more request")
    void rotation() {
        published = List.of(one);
        verifier.verify(token(c -> c));
        published = List.of(two);
        assertThat(verifier.verify(signed(header(two), two, claims())).user().name())
                .isEqualTo("Ann");
        assertThat(requests).hasValue(2);
        refuses("the old key has been taken back", token(c -> c), NOT_VALID);
    }

    @Test
    @DisplayName("by a key that nobody knows brings about few requests, however often it comes")
    void unknownKeys() {
        published = List.of(one);
        List<String> tokens = IntStream.range(0, 7)
                .mapToObj(i -> signed(header(two).keyID("k" + i), two, claims()))
                .toList();
        for (int i = 0; i < 200; i++) {
            String expected = i < IssuerKeys.AT_ONCE ? NOT_VALID : LATER;
            refuses("unknown", tokens.get(i % tokens.size()), expected);
        }
        assertThat(requests).hasValue(IssuerKeys.AT_ONCE);
        assertThat(verifier.verify(token(c -> c)).user().name())
                .as("others' are good")
                .isEqualTo("Ann");
        nanos += TimeUnit.SECONDS.toNanos(IssuerKeys.PAUSE);
        published = List.of(one, two);
        assertThat(verifier.verify(signed(header(two), two, claims())).user().name())
                .isEqualTo("Ann");
        assertThat(requests).hasValue(IssuerKeys.AT_ONCE + 1);
    }

    @Test
    @DisplayName("counts for a day while its issuer is down; without keys it may be tried again later")
    void outage() {
        down = true;
        assertThatThrownBy(() -> verifier.verify(token(c -> c)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.data()).isEqualTo(Map.of("retryAfter", (long) IssuerKeys.PAUSE)));
        down = false;
        published = List.of(one);
        verifier.verify(token(c -> c));
        down = true;
        nanos += TimeUnit.HOURS.toNanos(1);
        verifier.verify(token(c -> c));
        assertThat(requests).hasValue(3);
        nanos += TimeUnit.DAYS.toNanos(1);
        assertThatThrownBy(() -> verifier.verify(token(c -> c))).hasMessage(LATER);
    }

    @Test
    @DisplayName("holds few threads while its issuer hangs")
    void hangs() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        IssuerKeys keys = new IssuerKeys(
                ISSUER,
                () -> {
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return new JWKSet(one).toString(true);
                },
                () -> nanos,
                Duration.ofSeconds(300));
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread thread = new Thread(() -> {
                try {
                    good.addAndGet(keys.of(header(one).build()).size());
                } catch (RefusedException e) {
                    if (refused.incrementAndGet() == 16) {
                        free.countDown();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(refused).hasValue(16);
        assertThat(good).hasValue(4);
    }
}
