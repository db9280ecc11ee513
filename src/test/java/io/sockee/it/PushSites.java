package io.sockee.it;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import io.sockee.databases.TestDatabase;
import io.sockee.push.WebsiteServer;
import io.sockee.push.WebsiteServer.Page;
import io.sockee.push.WebsiteServer.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The sites of the tests of the push gateway, and their one website, which answers by the token that it is shown. It runs as
 * long as the tests do: the server that they run on knows its address.
 */
final class PushSites {
    /** Delivers durably, and is told when users come and go. */
    static final String SHOP = "shop";

    /** Delivers to who is there. */
    static final String PLAIN = "plain";

    /** Has a website that nobody is at. */
    static final String DEAD = "dead";

    /** Have tokens of an issuer, for an audience with the site's name. */
    static final String SIGNED = "signed";

    static final String COUNTERSIGNED = "countersigned";

    /** Delivers durably by what the tokens of its issuer say alone: it has no website that is asked. */
    static final String UNASKED = "unasked";

    /** Durable sites whose names are much alike. */
    static final List<String> ALIKE = List.of("s", "S", "s1", "s-1", "s_1", "shopp");

    /** Messages that may wait for a device. */
    static final int LIMIT = 5;

    /** Characters that may, as delivered. */
    static final long BYTES_LIMIT = 2_097_152;

    /** Milliseconds that the website has for an answer. */
    static final int TIMEOUT = 1500;

    /** What classes have in common that deploy them without more settings, on the test servers' own database. */
    static final String DEPLOYMENT = "the push gateway";

    private static final Map<String, Page> PAGES = new ConcurrentHashMap<>();
    private static final WebsiteServer WEBSITE = new WebsiteServer();
    private static final Path FILE = file();

    static {
        WEBSITE.page(PushSites::answer);
    }

    private PushSites() {}

    static WebArchive war(TestDatabase database) {
        return war(database, Map.of());
    }

    /** With settings that are more or others. */
    static WebArchive war(TestDatabase database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sockee.profile", "dev", // durable sites on a database in memory
                "sockee.sites.file", FILE.toString(),
                "sockee.push.queue-messages", Integer.toString(LIMIT),
                "sockee.push.timeout", Integer.toString(TIMEOUT),
                "sockee.sockjs.bridge.prefix", "/sockjs",
                "SITE_NAME", PLAIN,
                "AUTH_URL", WEBSITE.url("/plain/auth"),
                "AUTH_SCHEME", "Token",
                "API_KEY", key(PLAIN)));
        settings.putAll(more);
        return Deployments.war(settings, database);
    }

    /** With users too, who come from the address that a test says, and with clients that get an echo. */
    static WebArchive withUsers(TestDatabase database) {
        return war(database, Map.of("sockee.trusted-proxies", "127.0.0.1,::1"))
                .addPackage("io.sockee.conformance")
                .addPackage("io.sockee.it.users");
    }

    private static Path file() {
        String dead = site(DEAD, "http://127.0.0.1:1/auth", "");
        String shop = site(
                SHOP,
                WEBSITE.url("/shop/auth"),
                "  userRoomPrefix: user_\n  publicChannel: public\n  updateUserUrl: " + WEBSITE.url("/times/:id")
                        + "\n");
        String alike = ALIKE.stream()
                .map(name -> site(name, WEBSITE.url("/" + name + "/auth"), "  userRoomPrefix: user_\n"))
                .collect(Collectors.joining());
        try {
            Path file = Files.createTempFile("sockee-sites", ".yml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, dead + shop + alike + signed(SIGNED) + signed(COUNTERSIGNED) + unasked());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signed(String name) {
        return site(
                name,
                WEBSITE.url("/" + name + "/auth"),
                "  issuer: " + JwksServer.INSTANCE.issuer() + "\n  audience: " + name + "\n");
    }

    private static String unasked() {
        return UNASKED + ":\n  issuer: " + JwksServer.INSTANCE.issuer() + "\n  audience: " + UNASKED + "\n  apiKey: "
                + key(UNASKED) + "\n  userRoomPrefix: user_\n  publicChannel: public\n";
    }

    private static String site(String name, String authUrl, String more) {
        return name + ":\n  authUrl: " + authUrl + "\n  authScheme: Bearer\n  apiKey: " + key(name) + "\n" + more;
    }

    /** The API key of a site. */
    static String key(String site) {
        return "the-secret-key-of-" + site;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (path.startsWith("/times/")) {
            PAGES.getOrDefault(path, told -> WebsiteServer.answer(told, 204, ""))
                    .answer(exchange);
        } else if (authorization == null) {
            WebsiteServer.answer(exchange, 401, "");
        } else { // a token is good at its own site only
            String token = authorization.replaceFirst("^\\w+ ", "");
            PAGES.getOrDefault(path.split("/")[1] + " " + token, unknown -> WebsiteServer.answer(unknown, 401, ""))
                    .answer(exchange);
        }
    }

    /** From now on the site's website answers a token like this. */
    static void answers(String site, String token, Page page) {
        PAGES.put(site + " " + token, page);
    }

    /** From now on the shop's website answers so when it is told of a user. */
    static void answersTimes(String id, Page page) {
        PAGES.put("/times/" + id, page);
    }

    /** From now on the site's website lets a token into some rooms. */
    static void admits(String site, String token, String... rooms) {
        var array = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(rooms).forEach(array::add);
        answers(site, token, exchange -> WebsiteServer.answer(exchange, 200, array.toString()));
    }

    /** What has come to a path of the website that begins so. */
    static Stream<Seen> seen(String path) {
        return WEBSITE.seen().stream().filter(seen -> seen.uri().startsWith(path));
    }
}
