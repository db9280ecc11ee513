package io.sockee.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Handshake;
import io.sockee.api.Json;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tests of the official clients find, without these tests. */
@SockeeTest({ClientSuiteHandlers.class, ClientSuiteNamespaces.class, Arrived.class})
@DisplayName("The server of the official clients' tests")
class ClientSuiteTest {
    private static final byte[] BYTES = {1, 2};

    private static final String KEY = "sockee.conformance.client-suite";

    @BeforeAll
    static void on() {
        System.setProperty(KEY, "true");
    }

    @AfterAll
    static void off() {
        System.clearProperty(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/foo", "/asd", "/valid", "/timeout_socket"})
    @DisplayName("has its namespaces")
    void namespaces(String namespace, TestServer server) {
        TestClient client = server.connect(namespace);
        assertThat(client.call("getId").arguments().get(0, String.class)).isEqualTo(client.id());
    }

    @Test
    @DisplayName("refuses one of them")
    void refuses(TestServer server) {
        assertThatThrownBy(() -> server.connect("/no"))
                .isInstanceOf(ConnectRefusedException.class)
                .hasMessageContaining("Auth failed (custom namespace)");
    }

    @Test
    @DisplayName("shows the handshake to who connects, or asks")
    void handshake(TestServer server) {
        Map<?, ?> told =
                server.connect("/abc", Map.of("a", "b")).await("handshake").get(Map.class);
        assertThat(told.get("auth")).isEqualTo(Map.of("a", "b"));
        Map<?, ?> asked = server.connect().call("getHandshake").arguments().get(0, Map.class);
        assertThat(asked.get("query")).isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @CsvSource({
        "hi, hi, 1",
        "getDate, takeDate, 1",
        "getDateObj, takeDateObj, 1",
        "false, false, 1",
        "doge, doge, 1",
        "getbin, takebin, 1"
    })
    @DisplayName("says what it is asked for")
    void answers(String asked, String told, int times, TestServer server) {
        TestClient client = server.connect();
        client.emit(asked);
        server.settle();
        assertThat(client.received()).hasSize(times).extracting(Received::event).containsOnly(told);
    }

    @Test
    @DisplayName("says texts in several scripts")
    void texts(TestServer server) {
        TestClient client = server.connect();
        client.emit("getUtf8");
        server.settle();
        assertThat(client.received())
                .extracting(received -> received.get(String.class))
                .containsExactly(
                        "\u3066\u3059\u3068",
                        "\u042f \u0411 \u0413 \u0414 \u0416 \u0419",
                        "\u00c4 \u00e4 \u00dc \u00fc \u00df",
                        "utf8 \u2014 string",
                        "utf8 \u2014 string");
    }

    @Test
    @DisplayName(
            "is not there where it is not asked for: its namespaces are invalid ones, and its guard lets everybody in")
    void switchedOff(TestServer server) {
        System.setProperty(KEY, "false");
        try {
            for (String namespace : List.of("/foo", "/abc", "/no")) {
                assertThatThrownBy(() -> server.connect(namespace))
                        .isInstanceOf(ConnectRefusedException.class)
                        .hasMessageContaining("Invalid namespace");
            }
            new ClientSuiteGuard().check(asking("deny"));
            new ClientSuiteHandlers().connect(coming("fail"));
        } finally {
            System.setProperty(KEY, "true");
        }
    }

    @Test
    @DisplayName("refuses the handshake, or the main namespace, to whom asks for that")
    void onRequest() {
        assertThatThrownBy(() -> new ClientSuiteGuard().check(asking("deny"))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> new ClientSuiteHandlers().connect(coming("fail")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Auth failed (main namespace)");
        new ClientSuiteHandlers().connect(coming("other"));
    }

    @Test
    @DisplayName("takes ten milliseconds for a handshake")
    void slowHandshake() {
        long start = System.nanoTime();
        new ClientSuiteGuard().check(asking("other"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(9));
    }

    private static Handshake asking(String parameter) {
        return new Handshake(
                "/socket.io/",
                Map.of(parameter, "1"),
                Map.of(),
                "192.0.2.1",
                true,
                false,
                Instant.EPOCH,
                new Json("{}"));
    }

    /** A socket of which nothing but the handshake is asked. */
    private static Socket coming(String parameter) {
        return (Socket) Proxy.newProxyInstance(
                Socket.class.getClassLoader(), new Class<?>[] {Socket.class}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("handshake");
                    return asking(parameter);
                });
    }

    @Test
    @DisplayName("sends bytes, echoes, and says when it is")
    void values(TestServer server) {
        TestClient client = server.connect();
        client.emit("doge");
        assertThat(client.await("doge").get(byte[].class)).isEqualTo("asdfasdf".getBytes(StandardCharsets.UTF_8));
        assertThat(client.call("echo", 123).arguments().get(0, Integer.class)).isEqualTo(123);
        assertThat(client.call("getAckDate", Map.of("test", true)).arguments().get(0, String.class))
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    }

    @Test
    @DisplayName("knows bytes, by themselves, in objects, and in their order")
    void bytes(TestServer server) {
        TestClient client = server.connect();
        Map<String, Object> object = Map.of("hello", "lol", "message", BYTES, "goodbye", "gotcha");
        client.emit("abuff2", "too soon");
        client.emit("buffa", (Object) BYTES);
        client.emit("blob", (Object) BYTES);
        client.emit("jsonbuff", object);
        client.emit("jsonblob", object);
        client.emit("abuff1", (Object) BYTES);
        client.emit("abuff2", "please arrive second");
        client.emit("blob1", (Object) BYTES);
        client.emit("blob2", "second");
        client.emit("blob3", (Object) BYTES);
        server.settle();
        assertThat(client.received())
                .extracting(Received::event)
                .isEqualTo(List.of("buffack", "back", "jsonbuff-ack", "jsonblob-ack", "abuff2-ack", "blob3-ack"));
    }

    @Test
    @DisplayName("asks back, and hears the answer")
    void asksBack(TestServer server) {
        TestClient client = server.connect();
        client.emit("ack");
        client.await("ack").ack().send(5, Map.of("test", true));
        client.await("got it");
    }
}
