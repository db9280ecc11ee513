package io.sockee.it;

import io.sockee.databases.TestDatabase;
import io.sockee.deployments.BuiltWar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.ClassLoaderAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built WAR, as it is or with classes and settings of a test. */
public final class Deployments {

    private static final String NAME = "sockee-test.war";

    private static final String SETTINGS = "META-INF/microprofile-config.properties";

    /** What classes have in common that deploy {@link #controllers}. */
    static final String CONTROLLERS = "controllers";

    /** By which metrics can be seen in the deployments of {@link #controllers} and of the conformance profile. */
    static final String METRICS_TOKEN = "metrics-token-of-the-tests";

    /** What classes have in common that deploy {@link #delivered}. */
    public static final String DELIVERED = "delivered";

    private Deployments() {}

    /** The WAR as it was built, without a single setting. */
    public static WebArchive delivered() {
        return BuiltWar.asBuilt(NAME);
    }

    /** The WAR with settings, and with libraries that are {@linkplain BuiltWar#quick(String) quicker to deploy}. */
    public static WebArchive war(Map<String, String> settings) {
        String properties = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        return BuiltWar.quick(NAME).addAsResource(new StringAsset(properties), SETTINGS);
    }

    /** The WAR with settings, and with its tables in a database that is started for it. */
    static WebArchive war(Map<String, String> settings, TestDatabase database) {
        WebArchive war = war(settings);
        if (database != TestDatabase.H2) { // the test servers' own
            database.start();
            boundTo(dataSource(database), war);
        }
        return war;
    }

    /** The test servers' data source of a database that is started for them. */
    static String dataSource(TestDatabase database) {
        return "jdbc/sockee-" + database.name().toLowerCase(Locale.ROOT);
    }

    /** The WAR with another data source of the server's. */
    static WebArchive boundTo(String name, WebArchive war) {
        for (String binding : List.of("ibm-web-bnd.xml", "jboss-web.xml")) {
            String delivered = text(war.get("/WEB-INF/" + binding).getAsset());
            String bound = delivered.replaceFirst("(binding-name=\"|<jndi-name>java:/)jdbc/sockee", "$1" + name);
            if (bound.equals(delivered)) {
                throw new IllegalStateException(binding + " binds no data source");
            }
            war.addAsWebInfResource(new StringAsset(bound), binding);
        }
        return war;
    }

    /** The WAR at another context root than that of the host, such as {@code /shop}. */
    public static WebArchive at(String contextRoot, WebArchive war) {
        for (String file : List.of("ibm-web-ext.xml", "jboss-web.xml")) {
            String delivered = text(war.get("/WEB-INF/" + file).getAsset());
            String moved = delivered.replaceFirst("(<context-root uri=\"|<context-root>)/", "$1" + contextRoot);
            if (moved.equals(delivered)) {
                throw new IllegalStateException(file + " has no context root");
            }
            war.addAsWebInfResource(new StringAsset(moved), file);
        }
        return war;
    }

    /** A file of the tests' resources. */
    static String text(String resource) {
        return text(new ClassLoaderAsset(resource));
    }

    private static String text(Asset asset) {
        try (InputStream in = asset.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The controllers of several classes of tests, each in namespaces of its own, with those of the conformance profile in the
     * main one; and with the times that servers have, which clients on a busy machine need.
     */
    static WebArchive controllers() {
        WebArchive war = war(Map.ofEntries(
                        Map.entry("sockee.origins", "*"),
                        Map.entry("sockee.auth.registration", "true"),
                        Map.entry("sockee.authentication.basic", "letter"),
                        Map.entry("sockee.console", "role:editor"),
                        Map.entry("sockee.admin.mode", "development"),
                        Map.entry("sockee.admin.username", AdminLogins.NAME),
                        Map.entry("sockee.admin.password", AdminLogins.HASH),
                        Map.entry("sockee.metrics.token", METRICS_TOKEN),
                        Map.entry("sockee.metrics.role", "editor"),
                        Map.entry("sockee.traffic", "role:editor"),
                        Map.entry("sockee.jwt.issuers", JwksServer.INSTANCE.issuer()),
                        Map.entry("sockee.jwt.audience", "shop"),
                        Map.entry("sockee.auth.failures-per-address", "1000"),
                        Map.entry("sockee.engine.max-payload", "1000000"),
                        Map.entry("sockee.connections.handshakes-burst", "100000"),
                        Map.entry("sockee.socketio.max-timers", "5"),
                        Map.entry("sockee.sockjs.bridge.prefix", "/sockjs"),
                        // Only when it writes does a server learn that a client has left a stream.
                        Map.entry("sockee.sockjs.\"/sockjs\".heartbeat-delay", "1000"),
                        Map.entry(
                                "sockee.sockjs.\"/faults\".transports",
                                "websocket,websocket-raw,xhr-streaming,xhr-polling,eventsource,htmlfile,jsonp-polling"),
                        Map.entry("sockee.socketio.max-joins", "100000")))
                .addPackage("io.sockee.conformance")
                .addClass("io.sockee.bench.BenchHandlers")
                .addClass("io.sockee.bench.BenchPayload")
                .addClass("io.sockee.bench.BenchActions")
                .addClass("io.sockee.bench.PooledActions")
                .addClass("io.sockee.bench.BareResource")
                .addClass("io.sockee.bench.BareApplication")
                .addClass("io.sockee.bench.BareJsonb")
                .addClass("io.sockee.bench.SockJsBench");
        for (String part : List.of(
                "access",
                "app",
                "binding",
                "cdi",
                "farewell",
                "faults",
                "load",
                "online",
                "sessions",
                "sets",
                "timers",
                "valid",
                "who")) {
            war.addPackage("io.sockee.it." + part);
        }
        return war;
    }

    /** The WAR of the conformance profile, with the times of the official suites. */
    static WebArchive impatientConformance() {
        return impatientConformance(Map.of());
    }

    /** The same with settings of a test. */
    static WebArchive impatientConformance(Map<String, String> more) {
        return conformance("200", more);
    }

    /**
     * The WAR of the conformance profile, which pings as often as there, and gives clients more time to answer. Its WebSockets
     * compress for those who ask for it.
     */
    static WebArchive conformance() {
        return conformance("5000", Map.of("sockee.websocket.compression", "true", "sockee.engine.jsonp", "true"));
    }

    private static WebArchive conformance(String pingTimeout, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("sockee.origins", "*");
        settings.put("sockee.engine.max-payload", "1000000");
        settings.put("sockee.engine.ping-interval", "300");
        settings.put("sockee.engine.ping-timeout", pingTimeout);
        settings.put("sockee.metrics.token", METRICS_TOKEN);
        settings.put("sockee.socketio.connect-timeout", "1300");
        settings.put("sockee.sockjs.ping-timeout", "700");
        settings.put(
                "sockee.sockjs.transports",
                "websocket,websocket-raw,xhr-streaming,xhr-polling,eventsource,htmlfile,jsonp-polling");
        return war(settings).addPackage("io.sockee.conformance");
    }

    /** Where the server of this run answers. */
    public static URI base() {
        return URI.create("http://localhost:" + System.getProperty("sockee.it.port") + "/");
    }

    /** The address where the server of this run speaks TLS itself. */
    static URI secureBase() {
        return URI.create("https://localhost:" + System.getProperty("sockee.it.tls.port") + "/");
    }
}
