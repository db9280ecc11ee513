package io.sockee.it.proxies;

import static io.sockee.spec.client.EngineHttp.PATIENCE;
import static io.sockee.spec.client.EngineHttp.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.it.Deployments;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SockJsHttp;
import io.sockee.spec.clients.NodeClients;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each sample must do. The clients speak plain HTTP to a relay that adds TLS, and come from an address of their own;
 * the two servers that the proxy sees are relays to the one under test, which is node {@code a}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ProxySuite {
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static final String CLIENT = "127.0.0.2";

    private final ReverseProxy.Kind kind;
    private Certificate certificate;
    private Relay a;
    private Relay b;
    private Relay tls;
    private ReverseProxy proxy;

    ProxySuite(ReverseProxy.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() throws Exception {
        certificate = Certificate.in(ReverseProxy.folder(kind));
        URI server = Deployments.base();
        a = Relay.to(() -> new Socket(server.getHost(), server.getPort()));
        b = Relay.to(() -> new Socket(server.getHost(), server.getPort()));
        proxy = ReverseProxy.start(kind, a.port(), b.port());
        tls = Relay.to(() -> certificate.connect(proxy.httpsPort(), InetAddress.getByName(CLIENT)));
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {tls, proxy, a, b}) {
            if (started != null) {
                started.close();
            }
        }
    }

    /** Where clients come to another proxy of this kind, with changes to the sample. */
    final String sockJsBehind(Map<String, String> changes, String transports) throws Exception {
        NodeClients.install();
        return behind(changes, base -> sockJs(new Endpoint(base, "/"), transports));
    }

    /** What is seen from outside while the proxy runs with changes to its sample. */
    final <T> T behind(Map<String, String> changes, Outside<T> test) throws Exception {
        Path folder = ReverseProxy.folder(kind).resolve("changed");
        try (ReverseProxy changed = ReverseProxy.start(kind, a.port(), b.port(), folder, changes);
                Relay outside =
                        Relay.to(() -> certificate.connect(changed.httpsPort(), InetAddress.getByName(CLIENT)))) {
            return test.seenAt(URI.create("http://127.0.0.1:" + outside.port() + "/"));
        }
    }

    /** What a test sees at the proxy's address. */
    interface Outside<T> {
        T seenAt(URI base) throws Exception;
    }

    /** The addresses of the two servers, as the proxy has them. */
    final List<String> servers() {
        return List.of("127.0.0.1:" + a.port(), "127.0.0.1:" + b.port());
    }

    private Endpoint endpoint() {
        return Endpoint.socketIo(URI.create("http://127.0.0.1:" + tls.port() + "/"));
    }

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    private static EngineHttp.Session joined(EngineHttp.Session session) {
        assertThat(session.post("40").body()).isEqualTo("ok");
        // The answer and the greeting of the conformance server come in one payload or in two.
        String packets = session.next();
        if (!packets.contains("[\"auth\"")) {
            packets += session.next();
        }
        assertThat(packets).startsWith("40{\"sid\":").contains("42[\"auth\",{}]");
        return session;
    }

    private static String echo(String text) {
        return "42[\"message\",\"" + text + "\"]";
    }

    private static String echoed(String text) {
        return "42[\"message-back\",\"" + text + "\"]";
    }

    @Test
    @Order(1)
    @DisplayName("carries long-polling: what is posted comes in at once, what is waited for goes out at once")
    void polling() {
        EngineHttp.Session session = joined(http().open());
        CompletableFuture<HttpReply> poll = session.polling();
        assertThat(poll).isNotDone();
        assertThat(session.post(echo("hi")).body()).isEqualTo("ok");
        assertThat(answer(poll).body()).isEqualTo(echoed("hi"));
        String large = "\u20ac".repeat(300_000);
        CompletableFuture<HttpReply> posted = session.posting(echo(large));
        assertThat(session.next()).isEqualTo(echoed(large));
        assertThat(answer(posted).body()).isEqualTo("ok");
        session.post("1");
    }

    @Test
    @Order(2)
    @DisplayName("carries WebSocket, small messages and large ones")
    void webSocket() {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            assertThat(socket.send(echo("hi")).next()).isEqualTo(echoed("hi"));
            String large = "x".repeat(500_000);
            assertThat(socket.send(echo(large)).next()).isEqualTo(echoed(large));
        }
    }

    @Test
    @Order(3)
    @DisplayName("carries the upgrade from one to the other")
    void upgrade() {
        EngineHttp.Session session = joined(http().open());
        RawWebSocket socket = RawWebSocket.to(endpoint(), WEBSOCKET + "&sid=" + session.sid())
                .open()
                .text("2probe");
        assertThat(socket.next(PATIENCE)).isEqualTo(new Frame.Text("3probe"));
        assertThat(answer(session.polling()).body()).isEqualTo("6");
        socket.text("5").text(echo("over"));
        assertThat(socket.next(PATIENCE)).isEqualTo(new Frame.Text(echoed("over")));
        socket.close();
    }

    @ParameterizedTest(name = "carries the official JavaScript client by {0}")
    @Order(4)
    @ValueSource(strings = {"polling", "websocket", "upgrade"})
    void officialClient(String transport) throws JSONException {
        NodeClients.install();
        JSONObject seen = NodeClients.run(
                kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + transport,
                "clients.js",
                List.of(endpoint().base().toString(), "conversation", transport));
        assertThat(seen.getString("transport")).isEqualTo(transport.equals("polling") ? "polling" : "websocket");
        assertThat(seen.getJSONArray("binary")).hasToString("[\"010203\",\"ff\"]");
        assertThat(seen.getString("connectError")).isEqualTo("Invalid namespace");
    }

    @ParameterizedTest(name = "carries SockJS's client by {0}")
    @Order(4)
    @ValueSource(strings = {"websocket", "xhr-streaming", "xhr-polling"})
    void sockJs(String transport) throws JSONException {
        NodeClients.install();
        assertThat(sockJs(endpoint(), transport)).isEqualTo(transport);
    }

    /** The transport by which all came back, of those that the client may try. */
    final String sockJs(Endpoint at, String transports) throws JSONException {
        JSONObject seen = NodeClients.run(
                        kind.name().toLowerCase(java.util.Locale.ROOT) + "-sockjs-" + transports,
                        "sockjs-client.js",
                        List.of(at.base().toString(), transports, "echo"))
                .getJSONObject("echo");
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getInt("received")).isEqualTo(seen.getInt("expected"));
        assertThat(seen.getInt("code")).isEqualTo(1000);
        return seen.getString("transport");
    }

    @Test
    @Order(5)
    @DisplayName("tells the client's address and scheme, and lets no client tell them")
    void forwards() {
        RawWebSocket.Request request = RawWebSocket.to(endpoint(), WEBSOCKET)
                .header("Forwarded", "for=6.6.6.6;proto=http;host=evil.example")
                .header("X-Forwarded-For", "6.6.6.6, 127.0.0.1")
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Host", "evil.example")
                .header("$WSRA", "6.6.6.6");
        assertThat(seenBy(request)).contains("\"address\":\"" + CLIENT + "\"", "\"secure\":true");
        assertThat(seenBy(RawWebSocket.to(endpoint(), WEBSOCKET)))
                .contains("\"address\":\"" + CLIENT + "\"", "\"secure\":true");
    }

    private static String seenBy(RawWebSocket.Request request) {
        try (EngineSocket socket = EngineSocket.open(request)) {
            socket.send("40/test,{\"name\":\"n\"}").next();
            socket.next();
            return socket.send("42/test,1[\"handshake\"]").next();
        }
    }

    @Test
    @Order(6)
    @DisplayName("passes the host on: pages of the public origin connect, no others")
    void origins() {
        String authority = endpoint().authority();
        String[][] expected = {
            {"https://" + authority, "200"},
            {"http://" + authority, "403"},
            {"https://evil.example", "403"},
        };
        for (String[] origin : expected) {
            assertThat(http().get(POLLING, "Origin", origin[0], "X-Forwarded-Host", "evil.example")
                            .status())
                    .as(origin[0])
                    .isEqualTo(Integer.parseInt(origin[1]));
        }
        assertThat(RawWebSocket.to(endpoint(), WEBSOCKET)
                        .header("Origin", "https://" + authority)
                        .attempt()
                        .status())
                .isEqualTo(101);
    }

    /** Heads that servers have read differently, one from the other, so that a request could hide in another's body. */
    @ParameterizedTest(name = "{0}")
    @Order(6)
    @ValueSource(
            strings = {
                "Content-Length: 5|Content-Length: 6",
                "Content-Length: +5",
                "Content-Length: 5|Transfer-Encoding: xchunked",
                "Content-Length: 5|Transfer-Encoding : chunked",
                "Content-Length: 5|Transfer-Encoding: \u000bchunked",
                "Content-Length: 5|Host: evil.example",
                "Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "Transfer-Encoding: identity, chunked",
            })
    @DisplayName("refuses doubtful heads")
    void refusesDoubtfulHeads(String fields) {
        assertThat(postRaw(fields)).isGreaterThanOrEqualTo(400);
        assertThat(heads(fields)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @Order(6)
    @ValueSource(
            strings = {
                "Content-Length: 15|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Content-Length: 0",
                "Content-Length: 15|Transfer_Encoding: chunked",
                "Content-Length: 15|X: y\r\n Transfer-Encoding: chunked",
                "Content-Length: 15|X_Forwarded_For: 192.0.2.6",
            })
    @DisplayName("refuses, or takes the doubt from, heads that can be read in one way")
    void clearsDoubtfulHeads(String fields) {
        int status = postRaw(fields);
        List<String> heads = heads(fields);
        if (heads.isEmpty()) {
            assertThat(status).isEqualTo(400);
            return;
        }
        assertThat(heads)
                .singleElement()
                .satisfies(head -> assertThat(Pattern.compile("(?im)^(content-length|transfer-encoding):")
                                .matcher(head)
                                .results())
                        .hasSize(1));
    }

    /** The status of a POST with these fields, to a path that is nobody's. */
    private int postRaw(String fields) {
        try (RawHttp http = RawHttp.connect(endpoint())) {
            http.write(
                    "POST " + path(fields) + " HTTP/1.1\r\nHost: " + endpoint().authority() + "\r\n"
                            + fields.replace("|", "\r\n") + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            return http.read().status();
        }
    }

    private static String path(String fields) {
        return "/doubtful/" + Integer.toHexString(fields.hashCode());
    }

    /** What has come to the servers of it. */
    private List<String> heads(String fields) {
        return Stream.concat(a.heads().stream(), b.heads().stream())
                .filter(head -> head.startsWith("POST " + path(fields)))
                .toList();
    }

    @Test
    @Order(7)
    @DisplayName("sends plain HTTP to HTTPS, and browsers stay there")
    void https() {
        Endpoint plain = new Endpoint(URI.create("http://127.0.0.1:" + proxy.httpPort()), "/a/page");
        try (RawHttp http = RawHttp.connect(plain)) {
            HttpReply reply = http.get("b=c");
            assertThat(reply.status()).isEqualTo(308);
            assertThat(reply.header("location").orElseThrow()).matches("https://[a-z0-9.:]+/a/page\\?b=c");
        }
        assertThat(http().get(POLLING).tokens("strict-transport-security")).containsExactly("max-age=31536000");
    }

    @Test
    @Order(8)
    @DisplayName("spreads sessions over both servers, and brings every request of one to its own")
    void sticks() {
        int before = sessions(b).size();
        for (int i = 0; i < 12; i++) {
            EngineHttp.Session session = joined(http().open());
            session.post(echo("hi"));
            assertThat(session.next()).isEqualTo(echoed("hi"));
            RawWebSocket socket = RawWebSocket.to(endpoint(), WEBSOCKET + "&sid=" + session.sid())
                    .open();
            socket.close();
            session.post("1");
        }
        assertThat(sessions(b)).as("requests of sessions of the first server").hasSize(before);
        assertThat(sessions(a)).hasSizeGreaterThan(50);
        assertThat(handshakes(a)).isPositive();
        assertThat(handshakes(b)).isPositive();
        int others = sessions(a).size();
        for (int i = 0; i < 6; i++) {
            assertThat(http().get(POLLING + "&sid=aaaaaaaaaaaaaaaaaaaa.b").status())
                    .isEqualTo(400);
        }
        assertThat(sessions(b)).hasSize(before + 6);
        assertThat(sessions(a)).hasSize(others);
    }

    @Test
    @Order(8)
    @DisplayName("spreads sessions of SockJS over both servers, and brings every request of one to its own")
    void sticksSockJs() {
        SockJsHttp sockJs = new SockJsHttp(endpoint().base());
        for (int i = 0; i < 24; i++) {
            String session = "/echo/" + (100 + i) + "/" + UUID.randomUUID();
            assertThat(sockJs.post(session + "/xhr").body()).isEqualTo("o\n");
            assertThat(sockJs.send(session + "/xhr_send", "[\"hi\"]").status()).isEqualTo(204);
            assertThat(sockJs.post(session + "/xhr").body()).isEqualTo("a[\"hi\"]\n");
        }
        for (Relay server : List.of(a, b)) {
            Map<String, Long> requests = server.requests().stream()
                    .filter(target -> target.matches("/echo/1\\d\\d/[^/]{36}/xhr.*"))
                    .collect(Collectors.groupingBy(
                            target -> target.substring(0, target.lastIndexOf('/')), Collectors.counting()));
            assertThat(requests).hasSizeBetween(1, 23);
            assertThat(requests.values()).containsOnly(3L);
        }
    }

    private static List<String> sessions(Relay server) {
        return server.requests().stream()
                .filter(target -> target.contains("&sid="))
                .toList();
    }

    private static long handshakes(Relay server) {
        return server.requests().stream()
                .filter(target -> target.contains("transport=") && !target.contains("&sid="))
                .count();
    }

    @Test
    @Order(9)
    @DisplayName("goes on with the other server when one is gone, which tells its clients so")
    void aServerGone() {
        b.close();
        for (int i = 0; i < 8; i++) {
            assertThat(http().get(POLLING).status()).isEqualTo(200);
            HttpReply lost = http().get(POLLING + "&sid=aaaaaaaaaaaaaaaaaaaa.b");
            assertThat(lost.status()).isEqualTo(400);
            assertThat(lost.body()).contains("Session ID unknown");
        }
        RawWebSocket.to(endpoint(), WEBSOCKET).open().close();
        SockJsHttp sockJs = new SockJsHttp(endpoint().base());
        for (int i = 0; i < 8; i++) {
            String session = "/echo/" + (100 + i) + "/" + UUID.randomUUID();
            assertThat(sockJs.post(session + "/xhr").body()).isEqualTo("o\n");
            assertThat(sockJs.send(session + "/xhr_send", "[\"hi\"]").status()).isEqualTo(204);
        }
    }
}
