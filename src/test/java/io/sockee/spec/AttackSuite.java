package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineHttp3;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.Innocents;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SlowBodies;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks, each of a size that once stopped a server, and innocent clients beside them. */
@DisplayName("Attacks")
public abstract class AttackSuite {
    private static final int ATTACKERS = 150;

    /** So many files that no socket's buffers hold them. */
    private static final int UNREAD = 20;

    private static final Duration END = Duration.ofSeconds(30);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Innocents innocents;

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private Endpoint at(String path) {
        return new Endpoint(base(), path);
    }

    @BeforeEach
    void standBy() {
        innocents = Innocents.at(endpoint());
    }

    @AfterEach
    void nobodyElseWasDisturbed() {
        assertUndisturbed();
        innocents.close();
    }

    private void assertUndisturbed() {
        innocents.assertUndisturbed();
    }

    // --- Bodies ---------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0}?{1}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "/api/auth/login      | ''",
                "/send                | site=attacked&apiKey=the-secret-key-of-attacked",
                "/send                | site=attacked&apiKey=wrong",
                "/socket.io/          | EIO=4&transport=polling&sid=unknown",
                "/socket.io/          | EIO=4&transport=polling",
                "/healthcheck         | ''",
                "/sockee/openapi.yaml | ''",
                "/no/such/path        | ''",
            })
    @DisplayName("bodies that trickle in hold nobody up, and are given up")
    void slowBodies(String path, String query) {
        attack(at(path), Collections.nCopies(ATTACKERS, query));
    }

    @Test
    @DisplayName("bodies that trickle in for sessions, of old clients too, hold nobody up, and are given up")
    void slowPosts() {
        Endpoint both = at("/socket.io-v3/");
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < ATTACKERS / 2; i++) {
            queries.add(new EngineHttp(both).open().query());
            queries.add(EngineHttp3.open(both, "").query());
        }
        attack(both, queries);
    }

    @ParameterizedTest(name = "{0} {1}?{2} {3}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "GET     | /socket.io/             | EIO=4&transport=polling   | Accept: */*",
                "GET     | /socket.io/socket.io.js | ''                        | Accept: */*",
                "GET     | /sockee/health/live     | ''                        | Accept: */*",
                "GET     | /socket.io/             | EIO=4&transport=websocket | Upgrade: websocket",
                "OPTIONS | /socket.io/             | EIO=4&transport=polling   | Access-Control-Request-Method: POST",
                "OPTIONS | /api/auth/login         | ''                        | Access-Control-Request-Method: POST",
            })
    @DisplayName("bodies of requests that have none hold nobody up")
    void unexpectedBodies(String method, String path, String query, String header) {
        String origin = "Origin: " + base().toString().replaceFirst("/$", "");
        List<String> queries = Collections.nCopies(ATTACKERS, query);
        // Open Liberty does not wait for such a body, and its JAX-RS answers OPTIONS by itself.
        attack(SlowBodies.of(at(path), method, queries, header, origin), ATTACKERS, "200");
    }

    /** Clients that do not read their answers hold nobody up: for servers of which that can be said. */
    protected final void assertUnreadAnswersHarmNobody() {
        List<RawHttp> readers = new ArrayList<>();
        try {
            for (int i = 0; i < ATTACKERS; i++) {
                RawHttp http = RawHttp.connect(at("/socket.io/socket.io.js.map"));
                readers.add(http);
                for (int j = 0; j < UNREAD; j++) {
                    http.head("GET", "");
                }
            }
            assertUndisturbed();
            assertUndisturbed();
        } finally {
            readers.forEach(RawHttp::reset);
        }
    }

    private void attack(Endpoint endpoint, List<String> queries) {
        attack(SlowBodies.of(endpoint, queries), queries.size(), "");
    }

    /** @param allowed what they may be answered besides refusals */
    protected final void attack(SlowBodies begun, int count, String allowed) {
        try (SlowBodies bodies = begun) {
            assertUndisturbed();
            await().atMost(END).until(() -> bodies.over() == count);
            assertUndisturbed();
            assertThat(bodies.statuses()).isSubsetOf(allowed, "", "400", "401", "404", "405", "408", "413", "503");
        }
    }

    @Test
    @DisplayName("heads that trickle in hold nobody up")
    void slowHeads() {
        try (SlowBodies heads = SlowBodies.ofHeads(endpoint(), ATTACKERS)) {
            assertUndisturbed();
            assertThat(heads.statuses()).isSubsetOf("", "400", "408");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/auth/login", "/send?site=attacked&apiKey=the-secret-key-of-attacked", "/socket.io/?sid=x"})
    @DisplayName("a body whose head says that it is too large, or whose client is not known, is not waited for")
    void refusedByItsHead(String target) {
        try (RawHttp http = RawHttp.connect(at(target.replaceFirst("\\?.*", "")))) {
            http.head(
                    "POST",
                    target.contains("?") ? target.replaceFirst(".*\\?", "") : "",
                    "Content-Type: application/json",
                    "Content-Length: 1000000000");
            assertThat(http.read().status()).isIn(400, 413);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/auth/login", "/send?site=attacked&apiKey=the-secret-key-of-attacked", "/no/such/path"})
    @DisplayName("bodies that break off harm nobody")
    void brokenBodies(String target) {
        for (int i = 0; i < ATTACKERS; i++) {
            RawHttp http = RawHttp.connect(at(target.replaceFirst("\\?.*", "")))
                    .head(
                            "POST",
                            target.contains("?") ? target.replaceFirst(".*\\?", "") : "",
                            "Content-Type: application/json",
                            "Content-Length: 8000")
                    .write("{");
            http.reset();
        }
        assertUndisturbed();
    }

    /** Whoever ends a request half-way may still read: it must not be told that it was accepted. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/auth/register | Content-Length: 500       | {",
                "/api/auth/logout   | Content-Length: 9000      | {",
                "/api/auth/login    | Transfer-Encoding: chunked | 9~{",
                "/api/auth/login    | Transfer-Encoding: chunked | 1~{~-1~}~0~~",
                "/send              | Content-Length: 500       | {'rooms':'r','event':'e'}",
                "/send              | Content-Length: 70000     | {'rooms':'r','event':'e'}",
                "/send              | Transfer-Encoding: chunked | 40~{'rooms':'r','event':'e'}",
                "/send              | Transfer-Encoding: chunked | 19~{'rooms':'r','event':'e'} ~",
                "/socket.io/        | Content-Length: 500       | 2",
                "/socket.io/        | Transfer-Encoding: chunked | 9~2",
                "/healthcheck       | Content-Length: 500       | {",
            })
    @DisplayName("bodies that end early are never accepted")
    void endedEarly(String path, String length, String sent) {
        String query = switch (path) {
            case "/send" -> "site=attacked&apiKey=the-secret-key-of-attacked";
            case "/socket.io/" -> new EngineHttp(endpoint()).open().query();
            default -> "";
        };
        String type = path.equals("/socket.io/") ? "text/plain" : "application/json";
        try (RawHttp http = RawHttp.connect(at(path)).head("POST", query, "Content-Type: " + type, length)) {
            http.write(sent.replace("~", "\r\n").replace('\'', '"')).endOutput();
            int status = http.statusOrEnd();
            boolean secure = base().getScheme().equals("https");
            if (length.startsWith("Content-Length") && !path.equals("/healthcheck") && !secure) {
                assertThat(status).isEqualTo(400);
            } else {
                // containers end such a connection themselves, as TLS has it, or have not read the body where nobody
                // asks for one
                assertThat(status).isIn(0, 400, 405);
            }
        }
    }

    // --- Frames ---------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "first byte {0}, length {1}")
    @CsvSource({
        "81, 200000000",
        "82, 200000000",
        "01, 200000000",
        "81, 7fffffffffffffff",
        "82, 7fffffffffffffff",
        "81, 100000",
        "00, 200000000",
        "00, 7fffffffffffffff",
        "89, 200000000",
    })
    @DisplayName("frames that are announced as huge are closed long before they have come")
    void hugeFrames(String first, String length) {
        List<EngineSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            EngineSocket socket = EngineSocket.connected(endpoint());
            socket.raw().offer(RawWebSocket.head(Integer.parseInt(first, 16), Long.parseLong(length, 16)));
            sockets.add(socket);
        }
        assertClosedSoon(sockets);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "dfffffffff", // a map of four billion
                "82a47479706502a464617461ddffffffff", // an event with as many arguments
                "82a47479706502a46461746192a165dbffffffff", // a text as long
                "82a47479706502a46461746192a165c6ffffffff", // bytes
                "82a47479706502a46461746192a165dfffffffff", // an object
                "82a47479706502a46461746192a165c9ffffffff00", // an extension
            })
    @DisplayName("packets in MessagePack that announce what cannot have come end their own connections")
    void hugeAnnouncements(String message) {
        List<EngineSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sockets.add(EngineSocket.open(endpoint()).send(HexFormat.of().parseHex(message)));
        }
        assertClosedSoon(sockets);
    }

    @Test
    @DisplayName("packets in MessagePack that are nested for the length of a message end their own connections")
    void deepMessagePack() {
        byte[] head = HexFormat.of().parseHex("82a47479706502a46461746192a165");
        byte[] message = Arrays.copyOf(head, 900_000);
        Arrays.fill(message, head.length, message.length, (byte) 0x91);
        List<EngineSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sockets.add(EngineSocket.open(endpoint()).send(message));
        }
        assertClosedSoon(sockets);
    }

    @Test
    @DisplayName("a fragment that is announced as huge is closed long before it has come")
    void hugeFragment() {
        EngineSocket socket = EngineSocket.connected(endpoint());
        socket.raw().frame(false, RawWebSocket.TEXT, new byte[] {'4'});
        socket.raw().offer(RawWebSocket.head(RawWebSocket.CONTINUATION, 1L << 33));
        assertClosedSoon(List.of(socket));
    }

    /**
     * A length with the top bit set is none (RFC 6455, section 5.2). Containers take it for an error, for an empty frame, or
     * leave the connection to its heartbeat; what follows must not be kept.
     */
    @ParameterizedTest
    @ValueSource(strings = {"8000000000000000", "ffffffffffffffff", "80000000ffffffff", "8000000000000005"})
    @DisplayName("frames whose length has the top bit set harm nobody")
    void topBit(String length) {
        EngineSocket socket = EngineSocket.connected(endpoint());
        socket.raw().offer(RawWebSocket.head(0x81, Long.parseUnsignedLong(length, 16)));
        overfill(socket);
        assertUndisturbed();
        socket.close();
    }

    /**
     * Sends on, as far as the server takes it, up to much more than a message may have. A server may go on reading until its
     * close frame is answered; what it must not do is keep what it reads.
     */
    private void assertClosedSoon(List<EngineSocket> sockets) {
        sockets.forEach(AttackSuite::overfill);
        assertUndisturbed();
        for (EngineSocket socket : sockets) {
            assertThat(socket.silentEnding().packets()).allMatch("2"::equals);
            socket.close();
        }
    }

    private static void overfill(EngineSocket socket) {
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, (byte) 'x');
        for (int blocks = 0; blocks < 512 && socket.raw().offer(block); blocks++) {
            // goes on until the server closes
        }
    }

    @Test
    @DisplayName("control frames between fragments are answered, too large ones end their connection")
    void controlFrames() {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            socket.raw().frame(false, RawWebSocket.TEXT, "42[\"mess".getBytes(StandardCharsets.UTF_8));
            socket.raw().ping((byte) 7);
            assertThat(socket.raw().next(EngineHttp.PATIENCE)).isInstanceOf(Frame.Pong.class);
            socket.raw().frame(true, RawWebSocket.CONTINUATION, "age\",1]".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.next()).isEqualTo("42[\"message-back\",1]");
            socket.raw().ping(new byte[126]);
            assertThat(socket.ending().packets()).isEmpty();
        }
    }

    @ParameterizedTest(name = "first byte {0}")
    @ValueSource(strings = {"c1", "a1", "91", "83", "8b", "80", "09"})
    @DisplayName("reserved bits and opcodes, and control frames in parts, end their connection")
    void reserved(String first) {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            byte[] frame = RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'4'}, true);
            frame[0] = (byte) Integer.parseInt(first, 16);
            socket.raw().offer(frame);
            assertThat(socket.ending().packets()).isEmpty();
        }
    }

    // --- Connections ----------------------------------------------------------------------------------------------

    @Test
    @DisplayName("upgrades that are reset before they are answered, or right after, leave nothing behind")
    void resets() {
        for (int i = 0; i < ATTACKERS; i++) {
            EngineHttp.Session session = new EngineHttp(endpoint()).open();
            RawHttp http = RawHttp.connect(endpoint())
                    .head(
                            "GET",
                            session.query().replace("polling", "websocket"),
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            if (i % 2 == 0) {
                http.read();
            }
            http.reset();
            assertThat(session.post("1").status()).as("the session polls on").isEqualTo(200);
        }
    }

    @Test
    @DisplayName("an address opens so many connections and no more, and others still get in")
    void connectionsOfOneAddress() {
        int taken = 0;
        HttpReply last = null;
        for (int i = 0; i < 2 * perAddress() && (last == null || last.status() == 200); i++) {
            last = new EngineHttp(endpoint()).get("EIO=4&transport=polling", "X-Forwarded-For", "192.0.2.77");
            taken += last.status() == 200 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(perAddress());
        assertThat(last.status()).isEqualTo(503);
        assertThat(last.header("retry-after")).isPresent();
        assertThat(RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                        .header("X-Forwarded-For", "192.0.2.77")
                        .attempt()
                        .status())
                .isEqualTo(503);
        assertThat(new EngineHttp(endpoint())
                        .get("EIO=4&transport=polling", "X-Forwarded-For", "192.0.2.78")
                        .status())
                .isEqualTo(200);
    }

    /** How many connections an address may have; the suite's own address is that of a trusted proxy. */
    protected abstract int perAddress();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/socket.io/?EIO=4&transport=polling", "/api/auth/login", "/socket.io/socket.io.js"})
    @DisplayName("a page whose foreign name leads here is told that it is not here, whatever it asks for")
    void rebinding(String target) {
        for (String origin : List.of("evil.example:" + endpoint().port(), "another.example")) {
            try (RawHttp http = RawHttp.connect(endpoint())) {
                http.write("GET " + target + " HTTP/1.1\r\nHost: evil.example:"
                        + endpoint().port() + "\r\nOrigin: http://" + origin + "\r\n\r\n");
                assertThat(http.read().status()).as(origin).isEqualTo(421);
            }
        }
    }
}
