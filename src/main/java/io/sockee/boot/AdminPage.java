package io.sockee.boot;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of Socket.IO's admin UI, as they were published, and the font of its icons. */
final class AdminPage {
    /** The UI makes styles as it goes. */
    static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:;"
            + " img-src 'self' data:; frame-ancestors 'none'";

    static final List<String> FILES = List.of(
            "LICENSE",
            "favicon.png",
            "css/app.6e3b9661.css",
            "css/chunk-vendors.9f55d012.css",
            "img/logo-dark.3727fec5.svg",
            "img/logo-light.73342c25.svg",
            "js/app.0d7d7845.js",
            "js/chunk-vendors.934c03ff.js",
            "mdi/LICENSE",
            "mdi/css/materialdesignicons.min.css",
            "mdi/fonts/materialdesignicons-webfont.woff2");

    private static final String FOLDER = "admin/";

    private AdminPage() {}

    static Pages pages() {
        Pages pages = new Pages();
        pages.page(
                FOLDER,
                "index.html",
                () -> page(new String(Pages.read(FOLDER + "index.html"), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
        FILES.forEach(file -> pages.page(FOLDER + file, FOLDER + file));
        return pages;
    }

    /**
     * The page without what it would fetch from others: it takes its icons from here, and its letters from the system.
     *
     * @throws IllegalStateException when something is left: another version of the page
     */
    static String page(String published) {
        String own = published
                .replaceFirst("<link rel=\"stylesheet\" href=\"https://fonts\\.googleapis\\.com/[^\"]*\">", "")
                .replaceFirst("https://cdn\\.jsdelivr\\.net/npm/@mdi/font@[^/]*/css/", "mdi/css/");
        if (own.contains("https://")) {
            throw new IllegalStateException("The page of the admin UI fetches something that is not here.");
        }
        return own;
    }
}
