package io.sockee.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens, in this process: tells by discovery where its keys are, counts who asks for them, and changes them. */
final class JwksServer {
    /** The one of these tests, for as long as the process lives. */
    static final JwksServer INSTANCE = new JwksServer();

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private volatile RSAKey key = fresh();

    private JwksServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                exchange ->
                        answer(exchange, "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/keys\"}"));
        server.createContext("/keys", exchange -> {
            requests.incrementAndGet();
            answer(exchange, new JWKSet(key).toString(true));
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private RSAKey fresh() {
        try {
            return new RSAKeyGenerator(2048).keyID("k" + keys.incrementAndGet()).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often somebody has asked for the keys. */
    int requests() {
        return requests.get();
    }

    /** Has another key from now on, and no longer the one before. */
    void rotate() {
        key = fresh();
    }

    /** A token of a user with the role editor. */
    String token(String user, String audience, Instant expires) {
        return signed(key, key.getKeyID(), user, audience, expires);
    }

    /** A token by a key of nobody's. */
    String foreign(String user) {
        return signed(
                key,
                "nobody" + keys.incrementAndGet(),
                user,
                "shop",
                Instant.now().plusSeconds(600));
    }

    private String signed(RSAKey by, String kid, String user, String audience, Instant expires) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer())
                            .subject(user)
                            .audience(audience)
                            .claim("roles", List.of("editor"))
                            .expirationTime(Date.from(expires))
                            .build());
            jwt.sign(new RSASSASigner(by));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
