package io.sockee.boot;

import java.util.List;
import java.util.Optional;

/** Every setting of Sockee, with its default. The table in the documentation is compared with this list. */
enum Setting {
    PROFILE("sockee.profile", ""),
    PRINT("sockee.settings.print", "off"),
    ORIGINS("sockee.origins", ""),
    TRUSTED_PROXIES("sockee.trusted-proxies", ""),
    TRUSTED_HEADERS("sockee.trusted-headers", "X-Forwarded-For,X-Forwarded-Proto"),
    HOSTS("sockee.hosts", ""),
    HTTPS("sockee.https", "off"),
    HTTPS_PUBLIC_PORT("sockee.https.public-port", "443"),
    HSTS_MAX_AGE("sockee.https.hsts-max-age", "31536000"),
    DEMO("sockee.demo", ""),
    DEMO_URL("sockee.demo.url", ""),
    CLIENT_SERVE("sockee.client.serve", "true"),
    DOCUMENTS("sockee.documents", ""),
    CONSOLE("sockee.console", ""),
    ADMIN_MODE("sockee.admin.mode", "off"),
    ADMIN_USERNAME("sockee.admin.username", ""),
    ADMIN_PASSWORD("sockee.admin.password", ""),
    ADMIN_READ_ONLY("sockee.admin.read-only", "false"),
    ADMIN_SESSION_TIMEOUT("sockee.admin.session-timeout", "86400"),
    ADMIN_MAX_SOCKETS("sockee.admin.max-sockets", "1000"),
    ADMIN_SERVER_ID("sockee.admin.server-id", ""),
    METRICS_TOKEN("sockee.metrics.token", ""),
    METRICS_ROLE("sockee.metrics.role", ""),
    METRICS_ADDRESSES("sockee.metrics.addresses", ""),
    HEALTH_MICROPROFILE("sockee.health.microprofile", "true"),
    TRAFFIC("sockee.traffic", ""),
    TRAFFIC_MAX_SECONDS("sockee.traffic.max-seconds", "600"),
    TRAFFIC_MAX_LINES("sockee.traffic.max-lines", "2000"),
    TRAFFIC_MAX_PAYLOAD("sockee.traffic.max-payload", "1000"),
    TRAFFIC_HIDDEN("sockee.traffic.hidden", ""),
    PING_INTERVAL("sockee.engine.ping-interval", "25000"),
    PING_TIMEOUT("sockee.engine.ping-timeout", "20000"),
    UPGRADE_TIMEOUT("sockee.engine.upgrade-timeout", "10000"),
    MAX_PAYLOAD("sockee.engine.max-payload", "1000000"),
    MAX_PACKETS("sockee.engine.max-packets", "4096"),
    MAX_POLL_PAYLOAD("sockee.engine.max-poll-payload", "65536"),
    MAX_POLL_PACKETS("sockee.engine.max-poll-packets", "4096"),
    TRANSPORTS("sockee.engine.transports", "polling,websocket"),
    ALLOW_UPGRADES("sockee.engine.allow-upgrades", "true"),
    ALLOW_EIO3("sockee.engine.allow-eio3", "false"),
    JSONP("sockee.engine.jsonp", "false"),
    PARSER("sockee.engine.parser", "any"),
    POLL_COMPRESSION("sockee.engine.poll-compression", "false"),
    POLL_COMPRESSION_THRESHOLD("sockee.engine.poll-compression-threshold", "1024"),
    COOKIE("sockee.engine.cookie", ""),
    PATHS("sockee.engine.paths", "/socket.io"),
    NODE("sockee.engine.node", ""),
    SOCKJS_TRANSPORTS("sockee.sockjs.transports", "websocket,websocket-raw,xhr-streaming,xhr-polling,eventsource"),
    SOCKJS_CLIENT_URL("sockee.sockjs.client-url", ""),
    SOCKJS_RESPONSE_LIMIT("sockee.sockjs.response-limit", "131072"),
    SOCKJS_HEARTBEAT_DELAY("sockee.sockjs.heartbeat-delay", "25000"),
    SOCKJS_PING_TIMEOUT("sockee.sockjs.ping-timeout", "10000"),
    SOCKJS_DISCONNECT_DELAY("sockee.sockjs.disconnect-delay", "5000"),
    SOCKJS_JSESSIONID("sockee.sockjs.jsessionid", "false"),
    SOCKJS_BRIDGE_PREFIX("sockee.sockjs.bridge.prefix", ""),
    SOCKJS_ORIGINS("sockee.sockjs.origins", ""),
    API_ENABLED("sockee.api.enabled", "true"),
    API_PATH("sockee.api.path", "/api"),
    API_HTTPS_ONLY("sockee.api.https-only", "false"),
    API_WAITING("sockee.api.max-waiting", "1000"),
    API_WAITING_PER_ADDRESS("sockee.api.max-waiting-per-address", "200"),
    API_WAITING_BYTES("sockee.api.max-waiting-bytes", "16777216"),
    API_TIMEOUT("sockee.api.timeout", "30000"),
    API_STREAMS("sockee.api.max-streams", "10000"),
    API_STREAMS_PER_ADDRESS("sockee.api.max-streams-per-address", "1000"),
    API_STREAMS_PER_USER("sockee.api.max-streams-per-user", "100"),
    WEBSOCKET_ADAPTER("sockee.websocket.adapter", "auto"),
    COMPRESSION("sockee.websocket.compression", "false"),
    COMPRESSION_THRESHOLD("sockee.websocket.compression-threshold", "1024"),
    CONNECTIONS("sockee.connections.max", "50000"),
    CONNECTIONS_PER_ADDRESS("sockee.connections.per-address", "10000"),
    HANDSHAKES_PER_SECOND("sockee.connections.handshakes-per-second", "200"),
    HANDSHAKES_BURST("sockee.connections.handshakes-burst", "5000"),
    BODIES_AT_ONCE("sockee.bodies.at-once", "2000"),
    BODIES_PER_ADDRESS("sockee.bodies.per-address", "200"),
    BODIES_BYTES("sockee.bodies.max-bytes", "67108864"),
    BODIES_TIMEOUT("sockee.bodies.timeout", "30000"),
    BODIES_RATE("sockee.bodies.min-rate", "1000"),
    SEND_QUEUE_MESSAGES("sockee.send-queue.max-messages", "4096"),
    SEND_QUEUE_BYTES("sockee.send-queue.max-bytes", "4194304"),
    SEND_QUEUE_POLICY("sockee.send-queue.policy", "close"),
    CONNECT_TIMEOUT("sockee.socketio.connect-timeout", "45000"),
    MAX_ATTACHMENTS("sockee.socketio.max-attachments", "10"),
    MAX_PENDING_ACKS("sockee.socketio.max-pending-acks", "1000"),
    MAX_ANSWER_BYTES("sockee.socketio.max-answer-bytes", "16777216"),
    MAX_TIMERS("sockee.socketio.max-timers", "100"),
    MAX_NAMESPACES("sockee.socketio.max-namespaces", "100"),
    MAX_JOINS("sockee.socketio.max-joins", "100"),
    NAMESPACE_MAX_SOCKETS("sockee.namespace.max-sockets", "0"),
    NAMESPACE_ORIGINS("sockee.namespace.origins", ""),
    NAMESPACE_RECOVERY("sockee.namespace.recovery", "true"),
    RECOVERY_ENABLED("sockee.recovery.enabled", "false"),
    RECOVERY_MAX_DISCONNECTION("sockee.recovery.max-disconnection", "120000"),
    RECOVERY_SKIP_CONNECT_METHODS("sockee.recovery.skip-connect-methods", "false"),
    RECOVERY_MAX_AWAY("sockee.recovery.max-away", "10000"),
    RECOVERY_MAX_PACKETS("sockee.recovery.max-packets", "1000"),
    RECOVERY_MAX_BYTES("sockee.recovery.max-bytes", "1048576"),
    RECOVERY_MAX_TOTAL_BYTES("sockee.recovery.max-total-bytes", "67108864"),
    PRESENCE_ENABLED("sockee.presence.enabled", "true"),
    PRESENCE_GRACE("sockee.presence.grace", "5000"),
    PRESENCE_GATHER("sockee.presence.gather", "100"),
    PRESENCE_HEARTBEAT("sockee.presence.heartbeat", "30000"),
    PRESENCE_PURGE("sockee.presence.purge", "60000"),
    PRESENCE_MAX_ROOMS("sockee.presence.max-rooms", "100"),
    PRESENCE_MAX_PRESENT("sockee.presence.max-present", "2000"),
    PRESENCE_MAX_METADATA("sockee.presence.max-metadata", "1024"),
    MAX_DEPTH("sockee.json.max-depth", "500"),
    CONTROLLER_THREADS("sockee.controllers.threads", "32"),
    CONTROLLER_QUEUE("sockee.controllers.queue", "10000"),
    WAITING_CALLS("sockee.controllers.max-waiting-calls", "256"),
    WAITING_BYTES("sockee.controllers.max-waiting-bytes", "4194304"),
    SURPLUS_ARGUMENTS("sockee.controllers.surplus-arguments", "ignore"),
    REPEAT_KEEP("sockee.repeat.keep", "120000"),
    REPEAT_AWAY("sockee.repeat.max-away", "10000"),
    REPEAT_OPEN("sockee.repeat.max-open", "256"),
    REPEAT_BYTES("sockee.repeat.max-bytes", "16777216"),
    MAX_STREAMS("sockee.controllers.max-streams", "100"),
    LIMIT_SOCKET("sockee.limits.socket-per-second", "1000"),
    LIMIT_SOCKET_BURST("sockee.limits.socket-burst", "20000"),
    LIMIT_USER("sockee.limits.user-per-second", "2000"),
    LIMIT_USER_BURST("sockee.limits.user-burst", "40000"),
    LIMIT_ADDRESS("sockee.limits.address-per-second", "20000"),
    LIMIT_ADDRESS_BURST("sockee.limits.address-burst", "200000"),
    LIMIT_ACTION("sockee.limits.action-per-second", "0"),
    LIMIT_ACTION_BURST("sockee.limits.action-burst", "10000"),
    LOG_REQUESTS("sockee.log.requests", "off"),
    MAX_EMITS("sockee.transactions.max-emits", "10000"),
    DATA_SUFFIX("sockee.answer.data-suffix", "_data"),
    ERROR_SUFFIX("sockee.answer.error-suffix", "_error"),
    SITES_FILE("sockee.sites.file", ""),
    SEND_MAX_BODY("sockee.send.max-body", "1048576"),
    PUSH_DEVICE_TTL("sockee.push.device-ttl", "3600"),
    PUSH_QUEUE_MESSAGES("sockee.push.queue-messages", "1000"),
    PUSH_QUEUE_BYTES("sockee.push.queue-bytes", "2097152"),
    PUSH_WAITING_SENDS("sockee.push.waiting-sends", "10000"),
    PUSH_CONNECT_TIMEOUT("sockee.push.connect-timeout", "3000"),
    PUSH_TIMEOUT("sockee.push.timeout", "5000"),
    PUSH_CALLS("sockee.push.calls", "50"),
    PUSH_WAITING_CALLS("sockee.push.waiting-calls", "10000"),
    PUSH_PUBLIC_ADDRESSES_ONLY("sockee.push.public-addresses-only", "false"),
    AUTH_ENABLED("sockee.auth.enabled", ""),
    AUTH_EVENT("sockee.auth.event", "auth"),
    AUTH_REGISTRATION("sockee.auth.registration", ""),
    AUTH_EMAIL_REQUIRED("sockee.auth.email-required", "true"),
    AUTH_NAME_MIN("sockee.auth.name-min", "3"),
    AUTH_NAME_MAX("sockee.auth.name-max", "32"),
    AUTH_PASSWORD_MIN("sockee.auth.password-min", "5"),
    AUTH_PASSWORD_MAX("sockee.auth.password-max", "60"),
    AUTH_PASSWORD_COMPOSITION("sockee.auth.password-composition", "sockey"),
    AUTH_TOKEN_TIMEOUT("sockee.auth.token-timeout", "86400"),
    AUTH_PERSISTENT_DAYS("sockee.auth.persistent-days", "365"),
    AUTH_SESSIONS("sockee.auth.sessions", "one"),
    AUTH_WATCH_INTERVAL("sockee.auth.watch-interval", "500"),
    AUTH_HANDSHAKE("sockee.auth.handshake", "payload"),
    AUTH_FAILURES_PER_ACCOUNT("sockee.auth.failures-per-account", "10"),
    AUTH_FAILURES_PER_ADDRESS("sockee.auth.failures-per-address", "30"),
    AUTH_CONCURRENT_HASHES("sockee.auth.concurrent-hashes", "2"),
    AUTH_WAITING_HASHES("sockee.auth.waiting-hashes", "16"),
    AUTH_DATABASE_CALLS("sockee.auth.database-calls", "16"),
    SESSION_ENABLED("sockee.session.enabled", ""),
    SESSION_COOKIE("sockee.session.cookie", "sockee-session"),
    SESSION_COOKIE_PATH("sockee.session.cookie-path", "/"),
    SESSION_COOKIE_SAME_SITE("sockee.session.cookie-same-site", "Lax"),
    SESSION_COOKIE_MAX_AGE("sockee.session.cookie-max-age", "31536000"),
    SESSION_IDLE_TIMEOUT("sockee.session.idle-timeout", "1209600"),
    SESSION_LIFETIME("sockee.session.lifetime", "31536000"),
    SESSION_MAX_KEYS("sockee.session.max-keys", "100"),
    SESSION_MAX_BYTES("sockee.session.max-bytes", "16384"),
    SESSION_MAX_CHANNELS("sockee.session.max-channels", "100"),
    SESSION_MAX_PER_USER("sockee.session.max-per-user", "100"),
    SESSION_WATCH_INTERVAL("sockee.session.watch-interval", "500"),
    AUTHENTICATION_EVENT("sockee.authentication.event", "authenticate"),
    AUTHENTICATION_BASIC("sockee.authentication.basic", ""),
    JWT_ISSUERS("sockee.jwt.issuers", ""),
    JWT_AUDIENCE("sockee.jwt.audience", ""),
    JWT_JWKS("sockee.jwt.jwks", ""),
    JWT_ALGORITHMS("sockee.jwt.algorithms", "RS256,PS256,ES256"),
    JWT_ID_PREFIX("sockee.jwt.id-prefix", "jwt:"),
    JWT_USER_CLAIM("sockee.jwt.user-claim", "sub"),
    JWT_NAME_CLAIM("sockee.jwt.name-claim", "preferred_username"),
    JWT_ROLES_CLAIM("sockee.jwt.roles-claim", "roles"),
    JWT_ROLES("sockee.jwt.roles", ""),
    JWT_CLOCK_SKEW("sockee.jwt.clock.skew", "60"),
    JWT_KEYS_CACHE("sockee.jwt.keys.cache", "300"),
    JWT_KEYS_TIMEOUT("sockee.jwt.keys.timeout", "5000");

    /** What the names of options begin with that may have another value for one of several: a prefix, an issuer, a path, a namespace. */
    private static final List<String> OF_SEVERAL =
            List.of("sockee.sockjs.", "sockee.jwt.", "sockee.engine.", "sockee.namespace.");

    private final String key;
    private final String defaultValue;

    Setting(String key, String defaultValue) {
        this.key = key;
        this.defaultValue = defaultValue;
    }

    /** The name, as configuration sources have it. */
    String key() {
        return key;
    }

    /** The value when nothing else is configured. */
    String defaultValue() {
        return defaultValue;
    }

    private Optional<String> group() {
        return OF_SEVERAL.stream().filter(key::startsWith).findFirst();
    }

    /**
     * Whether it may have another value for one prefix of SockJS, by the name {@code sockee.sockjs."/prefix".option}, and the same for one
     * issuer of tokens, one path of Engine.IO, or one namespace.
     */
    boolean mayDifferByPrefix() {
        return this != JWT_ISSUERS
                && this != PATHS
                && this != NODE
                && group().filter(group -> key.indexOf('.', group.length()) < 0).isPresent();
    }

    /** The name of its value for one prefix of SockJS, one issuer, one path or one namespace. */
    String keyFor(String prefix) {
        String group = group().orElseThrow();
        return group + '"' + prefix + "\"." + key.substring(group.length());
    }

    /** Whether a name is that of its value for one prefix, issuer, path or namespace. */
    boolean isForOne(String name) {
        String[] parts = name.split("\"", -1);
        return parts.length == 3 && mayDifferByPrefix() && name.equals(keyFor(parts[1]));
    }
}
