package io.sockee.http;

import io.sockee.push.Gateway;
import io.sockee.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The website's name and key in the head of a post to {@code /send}.
 *
 * @param site the name; empty when it is missing
 * @param key the key; empty when it is missing
 */
record SendHead(String site, String key) {

    /** Why a post is refused for its head. */
    record Refused(int status, String message) {}

    static SendHead of(HttpServletRequest request) {
        String header = request.getHeader("X-Api-Key");
        return new SendHead(parameter(request, "site"), header == null ? parameter(request, "apiKey") : header.strip());
    }

    /** A parameter of the query. The container's own parameters would read the body of a form as well. */
    private static String parameter(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0 && decoded(pair.substring(0, equals)).equals(name)) {
                    return decoded(pair.substring(equals + 1));
                }
            }
        }
        return "";
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The website, if the key is right. */
    Optional<Site> authenticated(Gateway gateway) {
        return site.isEmpty() || key.isEmpty() ? Optional.empty() : gateway.authenticate(site, key);
    }

    /** Why the post must be refused for its head, or nothing. */
    Optional<Refused> refusal(Gateway gateway) {
        if (site.isEmpty() || key.isEmpty()) {
            return Optional.of(new Refused(400, "Missing query param 'site' or 'apiKey'."));
        }
        return authenticated(gateway).isPresent() ? Optional.empty() : Optional.of(new Refused(401, "ApiKey invalid."));
    }
}
