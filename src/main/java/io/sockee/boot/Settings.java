package io.sockee.boot;

import io.sockee.endpoint.BodyLimits;
import io.sockee.endpoint.ConnectionLimits;
import io.sockee.endpoint.DirectWebSockets;
import io.sockee.endpoint.HostPolicy;
import io.sockee.endpoint.HttpsPolicy;
import io.sockee.engineio.EngineSettings;
import io.sockee.limit.Rate;
import io.sockee.presence.PresenceSettings;
import io.sockee.proxy.TrustedProxies;
import io.sockee.recovery.Bounds;
import io.sockee.repeat.RepeatingClients;
import io.sockee.routing.CallLimits;
import io.sockee.routing.RequestLog;
import io.sockee.socket.SocketSettings;
import io.sockee.websocket.Compression;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Reads and checks the settings; a wrong value throws a {@code DeploymentException} that names the setting. */
final class Settings {
    /** How much longer than two heartbeats what was sent is kept for a client that is there, in milliseconds. */
    private static final long ARRIVED_RESERVE = 5_000;

    private final SettingValues values;

    /**
     * @param source the configured value of a key
     */
    Settings(Function<String, Optional<String>> source) {
        values = new SettingValues(source);
    }

    boolean dev() {
        return values.dev();
    }

    /** The name of the profile. All but {@code dev} are as safe as {@code production}. */
    String profile() {
        return values.profile();
    }

    /** Which settings are told in the log at the start: {@code off}, {@code changed} or {@code all}. */
    String print() {
        return values.oneOf(Setting.PRINT, "off", "changed", "all");
    }

    /** Whether the demo page and its controllers are there: by default in development only. */
    boolean demo() {
        return values.text(Setting.DEMO).isEmpty() ? dev() : values.flag(Setting.DEMO);
    }

    /**
     * The URL at which this server reaches itself, for the demo of the push gateway. An application does not know its server's
     * ports, and no request that could tell has come when the sites are read. So by default it is the port of the delivered
     * server configurations, which take it from the same variable.
     */
    URI demoUrl() {
        String url = values.text(Setting.DEMO_URL);
        if (url.isEmpty()) {
            return URI.create(
                    "http://127.0.0.1:" + values.foreign("sockee.http.port").orElse("9080") + "/");
        }
        if (!url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?/")) {
            throw SettingValues.bad(
                    Setting.DEMO_URL, url, "a URL with a slash at the end, as in http://127.0.0.1:8080/sockee/");
        }
        return URI.create(url);
    }

    boolean servesClient() {
        return values.flag(Setting.CLIENT_SERVE);
    }

    Set<String> origins() {
        return values.origins(Setting.ORIGINS);
    }

    TrustedProxies trustedProxies() {
        try {
            return TrustedProxies.of(values.list(Setting.TRUSTED_PROXIES), TrustedHeaders.of(values));
        } catch (IllegalArgumentException e) {
            throw SettingValues.bad(
                    Setting.TRUSTED_PROXIES,
                    String.valueOf(e.getMessage()),
                    "addresses and ranges of addresses, as in 192.0.2.7 or fd00::/8");
        }
    }

    /** The hosts that are this server's. */
    HostPolicy hosts() {
        Set<String> hosts = values.list(Setting.HOSTS);
        for (String host : hosts) {
            if (!host.equals("*") && !host.matches("(\\*\\.)?[A-Za-z0-9._-]{1,253}")) {
                throw SettingValues.bad(
                        Setting.HOSTS, host, "names without ports, as in www.example.org or *.example.org, or *");
            }
        }
        return new HostPolicy(hosts, origins());
    }

    HttpsPolicy https() {
        String mode = values.oneOf(Setting.HTTPS, "off", "redirect", "require");
        return new HttpsPolicy(
                HttpsPolicy.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                (int) values.number(Setting.HTTPS_PUBLIC_PORT, 1, 65_535),
                values.number(Setting.HSTS_MAX_AGE, "seconds", 0, 3_153_600_000L));
    }

    /** What this server's session ids end with, so that a proxy knows which server has the session. */
    String sidSuffix() {
        String node = values.text(Setting.NODE);
        if (!node.matches("[A-Za-z0-9_-]{0,32}")) {
            throw SettingValues.bad(Setting.NODE, node, "up to 32 letters, digits, '_' and '-'");
        }
        return node.isEmpty() ? "" : "." + node;
    }

    /** The cookie that carries a session's id, where a path has none of its own. */
    Optional<String> cookie() {
        return EngineOptions.of(values).cookie();
    }

    /** The settings of Engine.IO, where a path has none of its own. */
    EngineSettings engine() {
        return EngineOptions.of(values).engine();
    }

    /** The options of a path of Engine.IO, whether it is one of those below or somebody else's. */
    EngineOptions engineAt(String path) {
        return EngineOptions.of(values.at(path));
    }

    /** The paths at which Socket.IO is served, with their options. */
    Map<String, EngineOptions> paths() {
        return EngineOptions.ofPaths(values);
    }

    /**
     * Which WebSockets are used on the server of a servlet context: the server's own, or those with framing of our own.
     *
     * @param written told of each write of the latter, with the number of messages in it
     */
    DirectWebSockets webSockets(ServletContext server, IntConsumer written) {
        DirectWebSockets.Framing framing =
                new DirectWebSockets.Framing(compression().orElse(null), written);
        String choice = values.oneOf(Setting.WEBSOCKET_ADAPTER, "auto", "standard", "direct");
        try {
            return DirectWebSockets.on(
                    server, DirectWebSockets.Choice.valueOf(choice.toUpperCase(Locale.ROOT)), framing);
        } catch (UnsupportedOperationException e) {
            throw SettingValues.bad(
                    Setting.WEBSOCKET_ADAPTER, choice, "auto or standard on this server (" + e.getMessage() + ")");
        }
    }

    /** The compression of WebSocket messages, if it is wanted. */
    Optional<Compression> compression() {
        int threshold = (int) values.number(Setting.COMPRESSION_THRESHOLD, "bytes", 0, 1_000_000_000);
        return values.flag(Setting.COMPRESSION) ? Optional.of(new Compression(threshold)) : Optional.empty();
    }

    /** How many connections there may be. */
    ConnectionLimits.Bounds connections() {
        return new ConnectionLimits.Bounds(
                (int) values.number(Setting.CONNECTIONS, 1, 10_000_000),
                (int) values.number(Setting.CONNECTIONS_PER_ADDRESS, 1, 10_000_000),
                (int) values.number(Setting.HANDSHAKES_PER_SECOND, 1, 1_000_000),
                (int) values.number(Setting.HANDSHAKES_BURST, 1, 10_000_000));
    }

    /** Limits for request bodies. */
    BodyLimits bodies() {
        return new BodyLimits(
                (int) values.number(Setting.BODIES_AT_ONCE, 1, 1_000_000),
                (int) values.number(Setting.BODIES_PER_ADDRESS, 1, 1_000_000),
                values.number(Setting.BODIES_BYTES, "bytes", 1_000, Long.MAX_VALUE / 2),
                values.number(Setting.BODIES_TIMEOUT, "milliseconds", 100, 3_600_000),
                (int) values.number(Setting.BODIES_RATE, "bytes in a second", 1, 1_000_000_000));
    }

    SocketSettings sockets() {
        return new SocketSettings(
                Duration.ofMillis(values.number(Setting.CONNECT_TIMEOUT, "milliseconds", 100, 3_600_000)),
                (int) values.number(Setting.WAITING_CALLS, 1, 1_000_000),
                (int) values.number(Setting.MAX_PENDING_ACKS, 0, 10_000_000),
                values.number(Setting.MAX_ANSWER_BYTES, "bytes", 1_000, Long.MAX_VALUE / 2),
                (int) values.number(Setting.MAX_TIMERS, 0, 1_000_000),
                values.number(Setting.WAITING_BYTES, "bytes", 1_000, Long.MAX_VALUE / 2),
                (int) values.number(Setting.MAX_NAMESPACES, 1, 1_000_000),
                (int) values.number(Setting.MAX_JOINS, 1, 100_000),
                (int) values.number(Setting.MAX_STREAMS, 0, 1_000_000));
    }

    /** What holds for single namespaces. */
    NamespaceSettings namespaces() {
        return new NamespaceSettings(values);
    }

    /** How often methods may be called. */
    CallLimits.Rates limits() {
        return new CallLimits.Rates(
                rate(Setting.LIMIT_SOCKET, Setting.LIMIT_SOCKET_BURST),
                rate(Setting.LIMIT_USER, Setting.LIMIT_USER_BURST),
                rate(Setting.LIMIT_ADDRESS, Setting.LIMIT_ADDRESS_BURST),
                rate(Setting.LIMIT_ACTION, Setting.LIMIT_ACTION_BURST));
    }

    private Optional<Rate> rate(Setting perSecond, Setting burst) {
        long calls = values.number(perSecond, "calls in a second", 0, 1_000_000);
        int atOnce = (int) values.number(burst, "calls", 1, 100_000_000);
        return calls == 0 ? Optional.empty() : Optional.of(new Rate(calls, atOnce));
    }

    /** Which calls are logged. */
    RequestLog.Which requestLog() {
        return RequestLog.Which.valueOf(
                values.oneOf(Setting.LOG_REQUESTS, "off", "refused", "all").toUpperCase(Locale.ROOT));
    }

    /** Who may see what a setting opens; empty when nobody may. */
    Optional<Openness> openness(Setting setting) {
        return Openness.of(values, setting);
    }

    /** Who may see the packets of a socket or a user, and how many. */
    TrafficSettings traffic() {
        return new TrafficSettings(values);
    }

    /** The settings of the admin UI. */
    AdminSettings admin() {
        return new AdminSettings(values, engine());
    }

    RepeatingClients.Limits repeating() {
        return new RepeatingClients.Limits(
                values.number(Setting.REPEAT_KEEP, "milliseconds", 0, 3_600_000),
                (int) values.number(Setting.REPEAT_AWAY, 0, 10_000_000),
                (int) values.number(Setting.REPEAT_OPEN, 1, 1_000_000),
                values.number(Setting.REPEAT_BYTES, "bytes", 0, Long.MAX_VALUE / 2));
    }

    /** What is kept for clients that are away; empty where nothing is. */
    Optional<Bounds> recovery() {
        long heartbeat = paths().values().stream()
                .mapToLong(path -> path.engine().pingInterval() + path.engine().pingTimeout())
                .reduce(engine().pingInterval() + engine().pingTimeout(), Math::max);
        Bounds bounds = new Bounds(
                values.number(Setting.RECOVERY_MAX_DISCONNECTION, "milliseconds", 1_000, 86_400_000),
                heartbeat + ARRIVED_RESERVE,
                (int) values.number(Setting.RECOVERY_MAX_PACKETS, 1, 1_000_000),
                values.number(Setting.RECOVERY_MAX_BYTES, "bytes", 1_000, Long.MAX_VALUE / 2),
                (int) values.number(Setting.RECOVERY_MAX_AWAY, 1, 10_000_000),
                values.number(Setting.RECOVERY_MAX_TOTAL_BYTES, "bytes", 1_000, Long.MAX_VALUE / 2));
        return values.flag(Setting.RECOVERY_ENABLED) ? Optional.of(bounds) : Optional.empty();
    }

    /** Whether connect methods are not asked when a client comes back. */
    boolean skipsConnectMethods() {
        return values.flag(Setting.RECOVERY_SKIP_CONNECT_METHODS);
    }

    /** The settings of presence. */
    PresenceSettings presence() {
        long heartbeat = orNever(Setting.PRESENCE_HEARTBEAT, 100, 3_600_000);
        return new PresenceSettings(
                values.flag(Setting.PRESENCE_ENABLED),
                values.number(Setting.PRESENCE_GRACE, "milliseconds", 0, 3_600_000),
                values.number(Setting.PRESENCE_GATHER, "milliseconds", 0, 60_000),
                (int) values.number(Setting.PRESENCE_MAX_ROOMS, 1, 100_000),
                (int) values.number(Setting.PRESENCE_MAX_PRESENT, 1, 1_000_000),
                (int) values.number(Setting.PRESENCE_MAX_METADATA, 2, 1_000_000),
                heartbeat,
                heartbeat == 0 ? 0 : orNever(Setting.PRESENCE_PURGE, 2 * heartbeat, 86_400_000));
    }

    /** Milliseconds; 0 for never. */
    private long orNever(Setting setting, long min, long max) {
        return values.text(setting).strip().equals("0") ? 0 : values.number(setting, "milliseconds", min, max);
    }

    int maxAttachments() {
        return (int) values.number(Setting.MAX_ATTACHMENTS, 0, 100_000);
    }

    int maxDepth() {
        return (int) values.number(Setting.MAX_DEPTH, 1, 100_000);
    }

    int controllerThreads() {
        return (int) values.number(Setting.CONTROLLER_THREADS, 1, 10_000);
    }

    int controllerQueue() {
        return (int) values.number(Setting.CONTROLLER_QUEUE, 1, 10_000_000);
    }

    /** Whether calls with more arguments than the method takes are refused. */
    boolean refusesSurplusArguments() {
        return values.oneOf(Setting.SURPLUS_ARGUMENTS, "ignore", "refuse").equals("refuse");
    }

    int maxEmits() {
        return (int) values.number(Setting.MAX_EMITS, 1, 10_000_000);
    }

    String dataSuffix() {
        return values.text(Setting.DATA_SUFFIX);
    }

    String errorSuffix() {
        return values.text(Setting.ERROR_SUFFIX);
    }

    /** Who may see the metrics. */
    MetricsSettings metrics() {
        return new MetricsSettings(values);
    }

    /** The settings of the push gateway. */
    PushSettings push() {
        return new PushSettings(values);
    }

    /** The settings of actions over HTTP. */
    ActionSettings actions() {
        return new ActionSettings(values);
    }

    /** The settings of SockJS. */
    SockJsOptions sockJs() {
        return new SockJsOptions(values);
    }

    /** The settings of authentication modules. */
    AuthenticationSettings authentication() {
        return new AuthenticationSettings(values);
    }

    /** The settings of tokens of other issuers. */
    JwtSettings jwt() {
        return new JwtSettings(values);
    }

    /** The settings of users and their logins. */
    UserSettings users() {
        return new UserSettings(values);
    }

    /** The settings of real-time sessions. */
    SessionSettings sessions() {
        return new SessionSettings(values);
    }

    /** The value of a setting, Sockee's own or another, that an event's name refers to. */
    Optional<String> value(String key) {
        return values.value(key);
    }
}
