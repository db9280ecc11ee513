package io.sockee.socket;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page that has brought a handshake about, by its headers. Most pages name their origin. A script that a page loads (JSONP) does not, nor
 * does a GET to the page's own server; then browsers tell whose it is in other ways: {@code Sec-Fetch-Site}, where they have it and the
 * connection is safe, and the page's address.
 */
final class PageOrigin {
    /** What a page is to its server that is not the server's own. */
    private static final Set<String> STRANGE = Set.of("cross-site", "same-site");

    private PageOrigin() {}

    /**
     * The page's origin; {@code null} as a text when there is a page that does not tell it, and null when there seems to be none.
     *
     * @param headers by lower-case name
     */
    static @Nullable String of(Map<String, List<String>> headers) {
        String origin = first(headers, "origin");
        if (origin != null) {
            return origin;
        }
        String page = first(headers, "referer");
        if (page != null) {
            return ofAddress(page);
        }
        String site = first(headers, "sec-fetch-site");
        return site != null && STRANGE.contains(site) ? "null" : null;
    }

    private static String ofAddress(String page) {
        int host = page.indexOf("://");
        if (host < 0) {
            return "null";
        }
        int path = page.indexOf('/', host + 3);
        return path < 0 ? page : page.substring(0, path);
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
