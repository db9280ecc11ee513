package io.sockee.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

    static {
        System.setProperty("sockee.conformance.client-suite", "true"); // before it is read, once
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
        "getUtf8, takeUtf8, 5",
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
