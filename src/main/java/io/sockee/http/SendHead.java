package io.sockee.http;

import io.sockee.push.Gateway;
import io.sockee.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the head of a post to {@code /send} tells: which website it says it is, and by which key.
 *
 * @param site empty where it is missing
 * @param key empty where it is missing
 */
record SendHead(String site, String key) {

    /** Why a post is refused for its head. */
    record Refused(int status, String message) {}

    static SendHead of(HttpServletRequest request) {
        String header = request.getHeader("X-Api-Key");
        return new SendHead(parameter(request, "site"), header == null ? parameter(request, "apiKey") : header.strip());
    }

    /** By the query alone: the container's own parameters would read the body of a form as well. */
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

    /** The website, if it has shown that it is. */
    Optional<Site> authenticated(Gateway gateway) {
        return site.isEmpty() || key.isEmpty() ? Optional.empty() : gateway.authenticate(site, key);
    }

    /** Why it must be refused, or nothing. */
    Optional<Refused> refusal(Gateway gateway) {
        if (site.isEmpty() || key.isEmpty()) {
            return Optional.of(new Refused(400, "Missing query param 'site' or 'apiKey'."));
        }
        return authenticated(gateway).isPresent() ? Optional.empty() : Optional.of(new Refused(401, "ApiKey invalid."));
    }
}
