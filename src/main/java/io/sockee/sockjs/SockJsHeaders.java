package io.sockee.sockjs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of answers: who may read them, who may keep them, and the cookie of load balancers. */
public final class SockJsHeaders {
    /** For answers that nobody may keep: browsers have been seen to keep those to a POST. */
    public static final Map<String, String> NEVER_CACHED =
            Map.of("Cache-Control", "no-store, no-cache, no-transform, must-revalidate, max-age=0");

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Pattern JSESSIONID = Pattern.compile("(?:^|;)\\s*JSESSIONID=([^;,\\s\"\\\\]{1,512})");
    private static final String OWN = "dummy";
    private static final Pattern ADDED_TO = Pattern.compile("(?:.*[~.!:-])?" + OWN + "(?:[~.!:-].*)?");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private SockJsHeaders() {}

    /**
     * Lets a page read an answer. Its origin has been checked before. With credentials, since load balancers tell clients apart
     * by cookies.
     *
     * @param origin the header {@code Origin}
     * @param requested the header {@code Access-Control-Request-Headers}
     */
    public static Map<String, String> cors(@Nullable String origin, @Nullable String requested) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", origin == null ? "*" : origin);
        if (origin != null) {
            headers.put("Access-Control-Allow-Credentials", "true");
        }
        headers.put("Vary", "Origin");
        if (requested != null && !requested.isBlank()) {
            headers.put("Access-Control-Allow-Headers", requested);
        }
        return headers;
    }

    /** For answers that anybody may keep for a year. */
    static Map<String, String> cached(Instant now) {
        return Map.of(
                "Cache-Control", "public, max-age=" + YEAR.toSeconds(), "Expires", HTTP_DATE.format(now.plus(YEAR)));
    }

    /**
     * The answer to a browser's question whether it may send a request.
     *
     * @param methods those of the path
     */
    public static Answer preflight(String methods, @Nullable String origin, @Nullable String requested, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>(cors(origin, requested));
        headers.putAll(cached(now));
        headers.put("Access-Control-Allow-Methods", methods);
        headers.put("Access-Control-Max-Age", Long.toString(YEAR.toSeconds()));
        return new Answer(204, headers, "");
    }

    /**
     * The value of {@code Set-Cookie} by which load balancers find a client's server again: set anew with each answer, so that
     * they can add to it.
     *
     * <p>Our own, to which a balancer may have added its server, is for pages of other sites, too, which browsers send cookies for only if these
     * say so, and only over TLS. Another one may be a session's of some other application, and is no more than told again
     * (sockjs-protocol, "JSESSIONID cookie"): its attributes are not known here, so scripts must not see it, and other sites must not use it.
     *
     * @param cookies the header {@code Cookie}
     * @param secure whether the request came over TLS
     */
    public static String jsessionid(@Nullable String cookies, boolean secure) {
        String value = known(cookies).orElse(OWN);
        String attributes = secure ? (isOwn(value) ? "; Secure; SameSite=None" : "; Secure") : "";
        return "JSESSIONID=" + value + "; path=/; HttpOnly" + attributes;
    }

    /** What balancers add stands before or behind it, with a separator. */
    private static boolean isOwn(String value) {
        return ADDED_TO.matcher(value).matches();
    }

    private static Optional<String> known(@Nullable String cookies) {
        if (cookies == null) {
            return Optional.empty();
        }
        Matcher found = JSESSIONID.matcher(cookies);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
