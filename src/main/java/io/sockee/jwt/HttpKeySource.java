package io.sockee.jwt;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks an issuer for its keys, by the address that is configured or that its discovery document names (OpenID Connect Discovery).
 * Follows no redirects; what it reads is bounded, and so is the time that it takes. Blocks the thread that asks; one of its own looks
 * at the clock meanwhile, and lives no longer.
 */
final class HttpKeySource implements KeySource {
    private static final int MOST = 1 << 20;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final JwtIssuer issuer;
    private final int timeoutMillis;
    private volatile @Nullable URI discovered;

    HttpKeySource(JwtIssuer issuer, int timeoutMillis) {
        this.issuer = issuer;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public String fetch() throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        try {
            return get(address(end), end);
        } catch (IOException e) {
            discovered = null; // they may have moved
            throw e;
        }
    }

    private URI address(long end) throws IOException {
        if (issuer.jwks().isPresent()) {
            return issuer.jwks().get();
        }
        URI known = discovered;
        if (known == null) {
            known = discover(end);
            discovered = known;
        }
        return known;
    }

    private URI discover(long end) throws IOException {
        String base = issuer.issuer().endsWith("/")
                ? issuer.issuer().substring(0, issuer.issuer().length() - 1)
                : issuer.issuer();
        try {
            Map<String, Object> document = JSONObjectUtils.parse(get(URI.create(base + DISCOVERY), end));
            if (!issuer.issuer().equals(JSONObjectUtils.getString(document, "issuer"))) {
                throw new IOException("The discovery document is another issuer's.");
            }
            URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
            if (keys == null || !isAllowed(keys)) {
                throw new IOException("The discovery document names no address of keys that can be asked.");
            }
            return keys;
        } catch (ParseException e) {
            throw new IOException("The discovery document is none.", e);
        }
    }

    /** Whether keys may be had from an address: by TLS, or from this machine. */
    static boolean isAllowed(URI address) {
        String host = address.getHost();
        boolean here = host != null && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"));
        return host != null && ("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && here));
    }

    private String get(URI address, long end) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        CountDownLatch done = new CountDownLatch(1);
        breakOff(connection, done, left(end));
        try {
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout(left(end));
            connection.setReadTimeout(left(end));
            connection.setRequestProperty("Accept", "application/json");
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("Answered with status " + status + ".");
            }
            try (InputStream in = connection.getInputStream()) {
                return read(in, end);
            }
        } finally {
            done.countDown();
            connection.disconnect();
        }
    }

    /** Breaks a request off that is not done in time, also while its head comes bit by bit. The thread ends with the request. */
    private static void breakOff(HttpURLConnection connection, CountDownLatch done, int millis) {
        Thread guard = new Thread(
                () -> {
                    try {
                        if (!done.await(millis, TimeUnit.MILLISECONDS)) {
                            connection.disconnect();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "Sockee's request for keys");
        guard.setDaemon(true);
        guard.start();
    }

    private static String read(InputStream in, long end) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            all.write(buffer, 0, count);
            if (all.size() > MOST) {
                throw new IOException("The answer is too large.");
            }
            int unused = left(end); // an answer may come bit by bit
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static int left(long end) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
            throw new IOException("No answer in time.");
        }
        return (int) millis;
    }
}
