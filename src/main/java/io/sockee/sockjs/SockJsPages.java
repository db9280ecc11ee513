package io.sockee.sockjs;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a prefix serves besides connections. Immutable; safe for any thread. */
public final class SockJsPages {
    private final SockJsSettings settings;
    private final String iframe;
    private final String etag;
    private final Optional<String> policy;

    /**
     * @param origins whose pages may connect; {@code *} for all. Only these, and the server's own, may have the iframe page in
     *     theirs: whoever has it speaks with the server in the name of the server's own origin
     */
    public SockJsPages(SockJsSettings settings, Set<String> origins) {
        this.settings = settings;
        this.policy = origins.contains("*")
                ? Optional.empty()
                : Optional.of(Stream.concat(
                                Stream.of("frame-ancestors 'self'"),
                                origins.stream()
                                        .filter(origin -> origin.contains("://"))
                                        .sorted())
                        .collect(Collectors.joining(" ")));
        this.iframe = """
                <!DOCTYPE html>
                <html>
                <head>
                  <meta http-equiv="X-UA-Compatible" content="IE=edge" />
                  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
                  <script src="%s"></script>
                  <script>
                    document.domain = document.domain;
                    SockJS.bootstrap_iframe();
                  </script>
                </head>
                <body>
                  <h2>Don't panic!</h2>
                  <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>
                </body>
                </html>
                """.formatted(attribute(settings.clientUrl()));
        this.etag = '"' + md5(iframe + policy.orElse("")) + '"';
    }

    private static String attribute(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }

    /**
     * The page by which pages of other origins speak with this server.
     *
     * @param known the header {@code If-None-Match}
     */
    public Answer iframe(@Nullable String known, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>(SockJsHeaders.cached(now));
        headers.put("ETag", etag);
        policy.ifPresent(text -> headers.put("Content-Security-Policy", text));
        if (etag.equals(known) || ("W/" + etag).equals(known)) {
            return new Answer(304, headers, "");
        }
        return Answer.of(200, "text/html; charset=UTF-8", iframe).with(headers);
    }

    /**
     * What a client has to know before it connects.
     *
     * @param entropy 32 random bits, for browsers that have none of their own
     */
    public Answer info(int entropy) {
        String json = "{\"websocket\":" + settings.has(Transport.WEBSOCKET)
                + ",\"origins\":[\"*:*\"],\"cookie_needed\":" + settings.jsessionid()
                + ",\"entropy\":" + Integer.toUnsignedString(entropy) + "}";
        return Answer.of(200, "application/json; charset=UTF-8", json).with(SockJsHeaders.NEVER_CACHED);
    }
}
