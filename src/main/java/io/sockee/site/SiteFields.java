package io.sockee.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The fields of one site, as they were found somewhere: checks them, and makes a site of them. */
final class SiteFields {
    private static final Set<String> KNOWN = Set.of(
            "authUrl",
            "authScheme",
            "apiKey",
            "userRoomPrefix",
            "updateUserUrl",
            "publicChannel",
            "issuer",
            "jwks",
            "audience");
    private static final int MAX_KEYS = 2;

    /** The scheme for requests to a website that is sent none. */
    private static final String UNUSED = "Bearer";

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String source;
    private final String site;
    private final Map<String, List<String>> values;
    private final Consumer<SiteException> unsafe;

    /**
     * @param source where they come from, for messages
     * @param values the values of each field
     * @param unsafe told of what is valid but not safe
     */
    SiteFields(String source, String site, Map<String, List<String>> values, Consumer<SiteException> unsafe) {
        this.source = source;
        this.site = site;
        this.values = values;
        this.unsafe = unsafe;
    }

    Site site() {
        if (!site.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new SiteException(
                    source + ": the site '" + site + "' must be named by 1 to 64 letters, digits, '_' and '-'.");
        }
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(KNOWN);
        for (String field : unknown) {
            throw bad(field, "is unknown; there are " + String.join(", ", new TreeSet<>(KNOWN)));
        }
        Optional<TokenIssuer> issuer = issuer();
        return new Site(
                site,
                authUrl(issuer.isPresent()),
                scheme(),
                keys(),
                room("userRoomPrefix"),
                updateUserUrl(),
                room("publicChannel"),
                issuer);
    }

    /** Who has an issuer can do without: then each client is in the rooms that follow from its token. */
    private Optional<URI> authUrl(boolean hasIssuer) {
        Optional<URI> url = one("authUrl").map(value -> url("authUrl", value));
        if (url.isEmpty() && !hasIssuer) {
            throw bad(
                    "authUrl",
                    "is missing: the URL that tells in which rooms a client may be. Only with an issuer, whose tokens tell"
                            + " who a client is, can it be left out");
        }
        if (url.isEmpty()
                && one("userRoomPrefix").isEmpty()
                && one("publicChannel").isEmpty()) {
            throw bad(
                    "authUrl",
                    "is missing, and no client would be in any room: without it there must be userRoomPrefix, for a room of"
                            + " each user, or publicChannel, for one of all");
        }
        return url;
    }

    private Optional<String> one(String field) {
        List<String> all = values.getOrDefault(field, List.of());
        if (all.size() > 1) {
            throw bad(field, "has several values");
        }
        return all.stream().map(String::strip).filter(value -> !value.isEmpty()).findFirst();
    }

    private URI url(String field, String value) {
        try {
            URI uri = new URI(value);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw bad(field, "must be a URL of http or https, with a host and without a user");
    }

    private String scheme() {
        boolean asked = one("authUrl").isPresent() || one("updateUserUrl").isPresent();
        String scheme = one("authScheme")
                .or(() -> asked ? Optional.empty() : Optional.of(UNUSED))
                .orElseThrow(() -> bad("authScheme", "is missing"));
        if (!scheme.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
            throw bad("authScheme", "must be one word, such as Bearer");
        }
        return scheme;
    }

    private List<ApiKey> keys() {
        List<String> keys = values.getOrDefault("apiKey", List.of());
        if (keys.isEmpty()) {
            throw bad("apiKey", "is missing");
        } else if (keys.size() > MAX_KEYS) {
            throw bad("apiKey", "has more than " + MAX_KEYS + " values");
        }
        if (keys.stream().anyMatch(String::isBlank)) {
            throw bad("apiKey", "is empty");
        }
        keys.stream()
                .filter(ApiKey::isShort)
                .findFirst()
                .ifPresent(key ->
                        unsafe.accept(bad("apiKey", "must have " + ApiKey.SAFE_LENGTH + " characters at least")));
        try {
            return keys.stream().map(ApiKey::parse).toList();
        } catch (IllegalArgumentException e) {
            throw bad("apiKey", String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> room(String field) {
        Optional<String> room = one(field);
        if (room.filter(name -> name.length() > Rooms.MAX_LENGTH).isPresent()) {
            throw bad(field, "is longer than " + Rooms.MAX_LENGTH + " characters");
        }
        return room;
    }

    private Optional<String> updateUserUrl() {
        Optional<String> url = one("updateUserUrl");
        url.ifPresent(value -> {
            URI unused = url("updateUserUrl", value.replace(":id", "1"));
        });
        if (url.isPresent() && one("userRoomPrefix").isEmpty()) {
            throw bad("updateUserUrl", "needs userRoomPrefix, which tells users by their rooms");
        }
        return url;
    }

    private Optional<TokenIssuer> issuer() {
        Optional<String> name = one("issuer");
        Optional<String> jwks = one("jwks");
        Set<String> audience = values.getOrDefault("audience", List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
        if (name.isEmpty()) {
            if (jwks.isPresent() || !audience.isEmpty()) {
                throw bad(jwks.isPresent() ? "jwks" : "audience", "needs issuer, whose tokens it is about");
            }
            return Optional.empty();
        }
        if (audience.isEmpty()) {
            throw bad("audience", "is missing: what the tokens of the issuer have in 'aud'");
        }
        if (jwks.isEmpty() && !isTrustworthy(url("issuer", name.get()))) {
            throw bad("issuer", "must be an https URL, or an http URL of this machine, or there must be jwks");
        }
        Optional<URI> keys = jwks.map(address -> url("jwks", address));
        if (keys.filter(address -> !isTrustworthy(address)).isPresent()) {
            throw bad("jwks", "must be an https URL, or an http URL of this machine");
        }
        return Optional.of(new TokenIssuer(name.get(), keys, audience));
    }

    /** Whether keys that come from there are those that were meant. */
    private static boolean isTrustworthy(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) || HERE.contains(address.getHost());
    }

    private SiteException bad(String field, String what) {
        return new SiteException(source + ": the field '" + field + "' of the site '" + site + "' " + what + ".");
    }
}
