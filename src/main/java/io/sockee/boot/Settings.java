package io.sockee.boot;

import io.sockee.auth.TokenAdmission;
import io.sockee.delivery.DeviceSettings;
import io.sockee.delivery.QueueLimits;
import io.sockee.endpoint.HttpsPolicy;
import io.sockee.engineio.EngineSettings;
import io.sockee.engineio.Transport;
import io.sockee.event.Event;
import io.sockee.identity.AuthSettings;
import io.sockee.identity.Identity;
import io.sockee.proxy.TrustedProxies;
import io.sockee.push.WebsiteSettings;
import io.sockee.routing.DeploymentException;
import io.sockee.session.SocketSettings;
import io.sockee.site.Sites;
import io.sockee.site.SitesSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads and checks the settings; a value that cannot be is refused with a message that names it. */
final class Settings {
    private static final String DEV = "dev";
    private static final String PRODUCTION = "production";

    /** What a setting was called by the gateway's environment before it had a name of its own, which comes first. */
    private static final Map<Setting, String> FORMER_NAMES = Map.of(Setting.PUSH_DEVICE_TTL, "DEVICE_TTL");

    private final Function<String, Optional<String>> source;

    /**
     * @param source the configured value of a key
     */
    Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    boolean dev() {
        return oneOf(Setting.PROFILE, PRODUCTION, DEV).equals(DEV);
    }

    /** Whether the demo page and its controllers are there: in development, unless it is said otherwise. */
    boolean demo() {
        return text(Setting.DEMO).isEmpty() ? dev() : flag(Setting.DEMO);
    }

    /**
     * Where this server answers itself, for the demo of the push gateway. An application is not told its server's ports, and
     * a request that could tell comes after the sites have been read. So it is the port of the delivered configurations,
     * which take it from the same variable, unless it is said otherwise.
     */
    URI demoUrl() {
        String url = text(Setting.DEMO_URL);
        if (url.isEmpty()) {
            return URI.create(
                    "http://127.0.0.1:" + source.apply("sockee.http.port").orElse("9080") + "/");
        }
        if (!url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?/")) {
            throw bad(Setting.DEMO_URL, url, "a URL with a slash at the end, as in http://127.0.0.1:8080/sockee/");
        }
        return URI.create(url);
    }

    boolean servesClient() {
        return flag(Setting.CLIENT_SERVE);
    }

    Set<String> origins() {
        Set<String> origins = list(Setting.ORIGINS);
        for (String origin : origins) {
            if (!origin.equals("*") && !origin.equals("null") && !origin.matches("[a-z][a-z0-9+.-]*://[^/?#\\s]+")) {
                throw bad(Setting.ORIGINS, origin, "scheme, host and port only, as in https://example.org:8443, or *");
            }
        }
        return origins;
    }

    TrustedProxies trustedProxies() {
        try {
            return TrustedProxies.of(list(Setting.TRUSTED_PROXIES));
        } catch (IllegalArgumentException e) {
            throw bad(
                    Setting.TRUSTED_PROXIES,
                    String.valueOf(e.getMessage()),
                    "addresses and ranges of addresses, as in 192.0.2.7 or fd00::/8");
        }
    }

    HttpsPolicy https() {
        String mode = oneOf(Setting.HTTPS, "off", "redirect", "require");
        return new HttpsPolicy(
                HttpsPolicy.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                (int) number(Setting.HTTPS_PUBLIC_PORT, 1, 65_535),
                number(Setting.HSTS_MAX_AGE, 0, 3_153_600_000L));
    }

    /** What this server's session ids end in, so that a proxy knows where they live. */
    String sidSuffix() {
        String node = text(Setting.NODE);
        if (!node.matches("[A-Za-z0-9_-]{0,32}")) {
            throw bad(Setting.NODE, node, "up to 32 letters, digits, '_' and '-'");
        }
        return node.isEmpty() ? "" : "." + node;
    }

    Optional<String> cookie() {
        String name = text(Setting.COOKIE);
        if (!name.matches("[A-Za-z0-9_.-]*")) {
            throw bad(Setting.COOKIE, name, "a cookie's name of letters, digits, '_', '.' and '-'");
        }
        return Optional.of(name).filter(value -> !value.isEmpty());
    }

    EngineSettings engine() {
        return new EngineSettings(
                number(Setting.PING_INTERVAL, 100, 3_600_000),
                number(Setting.PING_TIMEOUT, 100, 3_600_000),
                number(Setting.UPGRADE_TIMEOUT, 100, 600_000),
                (int) number(Setting.MAX_PAYLOAD, 1_000, 1_000_000_000),
                transports(),
                flag(Setting.ALLOW_UPGRADES),
                (int) number(Setting.SEND_QUEUE_MESSAGES, 1, 10_000_000),
                number(Setting.SEND_QUEUE_BYTES, 1_000, Long.MAX_VALUE),
                oneOf(Setting.SEND_QUEUE_POLICY, "close", "drop").equals("close"));
    }

    private Set<Transport> transports() {
        Set<String> names = list(Setting.TRANSPORTS);
        Set<Transport> transports = new LinkedHashSet<>();
        for (String name : names) {
            transports.add(Transport.named(name)
                    .orElseThrow(() -> bad(Setting.TRANSPORTS, name, "polling, websocket, or both")));
        }
        if (transports.isEmpty()) {
            throw bad(Setting.TRANSPORTS, "", "polling, websocket, or both");
        }
        return transports;
    }

    SocketSettings sockets() {
        return new SocketSettings(
                Duration.ofMillis(number(Setting.CONNECT_TIMEOUT, 100, 3_600_000)),
                (int) number(Setting.MAX_ATTACHMENTS, 0, 100_000),
                (int) number(Setting.WAITING_CALLS, 1, 1_000_000),
                (int) number(Setting.MAX_PENDING_ACKS, 0, 10_000_000),
                (int) number(Setting.MAX_TIMERS, 0, 1_000_000),
                number(Setting.WAITING_BYTES, 1_000, Long.MAX_VALUE / 2),
                (int) number(Setting.MAX_NAMESPACES, 1, 1_000_000));
    }

    int maxDepth() {
        return (int) number(Setting.MAX_DEPTH, 1, 100_000);
    }

    int controllerThreads() {
        return (int) number(Setting.CONTROLLER_THREADS, 1, 10_000);
    }

    int controllerQueue() {
        return (int) number(Setting.CONTROLLER_QUEUE, 1, 10_000_000);
    }

    int maxEmits() {
        return (int) number(Setting.MAX_EMITS, 1, 10_000_000);
    }

    String dataSuffix() {
        return text(Setting.DATA_SUFFIX);
    }

    String errorSuffix() {
        return text(Setting.ERROR_SUFFIX);
    }

    /**
     * The sites, by the names that the environment always had for one, and by a file for more.
     *
     * @throws io.sockee.site.SiteException when they cannot be
     */
    Sites sites() {
        return SitesSource.read(
                source,
                Optional.of(text(Setting.SITES_FILE))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of));
    }

    int maxSendBody() {
        return (int) number(Setting.SEND_MAX_BODY, 1_000, 1_048_576);
    }

    DeviceSettings devices() {
        return new DeviceSettings(
                Duration.ofSeconds(number(Setting.PUSH_DEVICE_TTL, 0, 3_153_600_000L)),
                new QueueLimits(
                        (int) number(Setting.PUSH_QUEUE_MESSAGES, 1, 1_000_000),
                        number(Setting.PUSH_QUEUE_BYTES, 1_000, Long.MAX_VALUE / 2)),
                (int) number(Setting.PUSH_WAITING_SENDS, 1, 10_000_000));
    }

    /**
     * Refuses what would keep a device from ever getting what waits for it.
     *
     * @throws DeploymentException when a connection has less room than a device's queue
     */
    void requireRoomForBatches() {
        EngineSettings engine = engine();
        long batch = devices().limits().longestBatch();
        if (engine.maxQueuedBytes() < batch) {
            throw bad(
                    Setting.SEND_QUEUE_BYTES,
                    text(Setting.SEND_QUEUE_BYTES),
                    "at least " + batch + ", since so much may wait for a device by " + Setting.PUSH_QUEUE_BYTES.key()
                            + " and " + Setting.PUSH_QUEUE_MESSAGES.key() + ", and goes to it at once");
        }
        if (!engine.closeWhenFull()) {
            throw bad(
                    Setting.SEND_QUEUE_POLICY,
                    text(Setting.SEND_QUEUE_POLICY),
                    "close where a site delivers durably: a device whose messages were dropped would wait for them"
                            + " until it connects again");
        }
    }

    WebsiteSettings websites() {
        return new WebsiteSettings(
                Duration.ofMillis(number(Setting.PUSH_CONNECT_TIMEOUT, 10, 600_000)),
                Duration.ofMillis(number(Setting.PUSH_TIMEOUT, 10, 600_000)),
                (int) number(Setting.PUSH_CALLS, 1, 100_000),
                (int) number(Setting.PUSH_WAITING_CALLS, 0, 10_000_000),
                flag(Setting.PUSH_PUBLIC_ADDRESSES_ONLY));
    }

    /** Whether there are users: nothing where that depends on whether there is a database for them. */
    Optional<Boolean> authEnabled() {
        return text(Setting.AUTH_ENABLED).isEmpty() ? Optional.empty() : Optional.of(flag(Setting.AUTH_ENABLED));
    }

    String authEvent() {
        String name = text(Setting.AUTH_EVENT);
        if (name.isEmpty() || Event.isReserved(name) || name.matches(".*[{}*].*")) {
            throw bad(Setting.AUTH_EVENT, name, "an event's name without '{', '}' and '*'");
        }
        return name;
    }

    AuthSettings auth() {
        return new AuthSettings(
                flag(Setting.AUTH_EMAIL_REQUIRED),
                Duration.ofSeconds(number(Setting.AUTH_TOKEN_TIMEOUT, 1, 3_153_600_000L)),
                lengths(Setting.AUTH_NAME_MIN, Setting.AUTH_NAME_MAX, 64),
                lengths(Setting.AUTH_PASSWORD_MIN, Setting.AUTH_PASSWORD_MAX, 1024),
                oneOf(Setting.AUTH_PASSWORD_COMPOSITION, "sockey", "none").equals("sockey"),
                oneOf(Setting.AUTH_SESSIONS, "one", "many").equals("one"),
                text(Setting.AUTH_REGISTRATION).isEmpty() ? dev() : flag(Setting.AUTH_REGISTRATION));
    }

    private AuthSettings.Length lengths(Setting least, Setting most, int limit) {
        int min = (int) number(least, 1, limit);
        return new AuthSettings.Length(min, (int) number(most, min, limit));
    }

    Identity.Limits authLimits() {
        return new Identity.Limits(
                (int) number(Setting.AUTH_CONCURRENT_HASHES, 1, 64),
                (int) number(Setting.AUTH_WAITING_HASHES, 0, 10_000),
                (int) number(Setting.AUTH_FAILURES_PER_ACCOUNT, 1, 1_000_000),
                (int) number(Setting.AUTH_FAILURES_PER_ADDRESS, 1, 1_000_000));
    }

    /** Milliseconds between two looks at which logins have ended elsewhere; zero: none is taken. */
    long authWatchInterval() {
        return number(Setting.AUTH_WATCH_INTERVAL, 0, 3_600_000);
    }

    /** Where tokens are looked for in a handshake, in this order. */
    List<TokenAdmission.Source> authHandshake() {
        Set<String> names = list(Setting.AUTH_HANDSHAKE);
        if (names.equals(Set.of("none"))) {
            return List.of();
        }
        if (names.isEmpty() || !Set.of("payload", "header", "query").containsAll(names)) {
            throw bad(
                    Setting.AUTH_HANDSHAKE,
                    text(Setting.AUTH_HANDSHAKE),
                    "a list of payload, header and query, or none");
        }
        return names.stream()
                .map(name -> TokenAdmission.Source.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /** The value of a setting, Sockee's own or another, for what names it elsewhere. */
    Optional<String> value(String key) {
        return source.apply(key)
                .or(() -> Arrays.stream(Setting.values())
                        .filter(setting -> setting.key().equals(key))
                        .map(Setting::defaultValue)
                        .findFirst());
    }

    private String text(Setting setting) {
        return source.apply(setting.key())
                .or(() -> Optional.ofNullable(FORMER_NAMES.get(setting)).flatMap(source))
                .orElse(setting.defaultValue())
                .strip();
    }

    private Set<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String oneOf(Setting setting, String... choices) {
        String value = text(setting);
        if (!List.of(choices).contains(value)) {
            throw bad(setting, value, String.join(" or ", choices));
        }
        return value;
    }

    private boolean flag(Setting setting) {
        return oneOf(setting, "true", "false").equals("true");
    }

    private long number(Setting setting, long min, long max) {
        String value = text(setting);
        String expected = "a whole number from " + min + (max == Long.MAX_VALUE ? "" : " to " + max);
        try {
            long number = Long.parseLong(value);
            if (number < min || number > max) {
                throw bad(setting, value, expected);
            }
            return number;
        } catch (NumberFormatException e) {
            throw bad(setting, value, expected);
        }
    }

    private static DeploymentException bad(Setting setting, String value, String expected) {
        return new DeploymentException(
                "The setting " + setting.key() + " is '" + value + "', but must be " + expected + ".");
    }
}
