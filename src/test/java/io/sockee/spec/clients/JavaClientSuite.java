package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official Java client, socket.io-client 2.x, which speaks Socket.IO v5. */
@DisplayName("The Java client")
public abstract class JavaClientSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private JavaClient open(ClientTransport transport) {
        return JavaClient.open(base(), transport, Map.of());
    }

    @ParameterizedTest(name = "connects by {0} and shows its auth payload")
    @EnumSource
    void connects(ClientTransport transport) throws JSONException {
        try (JavaClient client = JavaClient.open(base(), transport, Map.of("token", "123"))) {
            JSONObject auth = (JSONObject) client.next("auth")[0];
            assertThat(auth.getString("token")).isEqualTo("123");
            assertThat(client.socket().connected()).isTrue();
            assertThat(client.socket().id()).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "by {0} sends events and gets them back")
    @EnumSource
    void events(ClientTransport transport) throws JSONException {
        try (JavaClient client = open(transport)) {
            JSONObject object = new JSONObject().put("3", new JSONArray().put(true));
            client.socket().emit("message", 1, "2 \u20ac\ud83d\ude00", object);
            Object[] back = client.next("message-back");
            assertThat(back).hasSize(3);
            assertThat(back[0]).isEqualTo(1);
            assertThat(back[1]).isEqualTo("2 \u20ac\ud83d\ude00");
            assertThat(back[2]).hasToString("{\"3\":[true]}");
        }
    }

    @ParameterizedTest(name = "by {0} sends binary, alone and nested")
    @EnumSource
    void binary(ClientTransport transport) throws JSONException {
        try (JavaClient client = open(transport)) {
            byte[] bytes = {0, 1, 2, (byte) 255};
            JSONObject nested = new JSONObject().put("bytes", new byte[] {7});
            client.socket().emit("message", bytes, nested);
            Object[] back = client.next("message-back");
            assertThat(back[0]).isEqualTo(bytes);
            assertThat(((JSONObject) back[1]).get("bytes")).isEqualTo(new byte[] {7});
        }
    }

    @ParameterizedTest(name = "by {0} gets its acknowledgements, binary ones too")
    @EnumSource
    void acknowledgements(ClientTransport transport) {
        try (JavaClient client = open(transport)) {
            assertThat(client.acknowledged("message-with-ack", 1, "2")).containsExactly(1, "2");
            assertThat(client.acknowledged("message-with-ack", new byte[] {4, 5}))
                    .containsExactly(new byte[] {4, 5});
        }
    }

    @ParameterizedTest(name = "by {0} joins a second namespace and leaves it")
    @EnumSource
    void namespaces(ClientTransport transport) {
        try (JavaClient client = open(transport);
                JavaClient custom = client.namespace("/custom")) {
            assertThat(custom.next("auth")[0]).hasToString("{}");
            custom.socket().emit("message", "to custom");
            assertThat(custom.next("message-back")).containsExactly("to custom");

            custom.socket().disconnect();
            assertThat(custom.next("disconnect")).contains("io client disconnect");
            client.socket().emit("message", "still here");
            assertThat(client.next("message-back")).containsExactly("still here");
        }
    }

    @ParameterizedTest(name = "by {0} is told that a namespace does not exist")
    @EnumSource
    void unknownNamespace(ClientTransport transport) throws JSONException {
        try (JavaClient client = open(transport);
                JavaClient random = client.namespace("/random")) {
            JSONObject error = (JSONObject) random.next("connect_error")[0];
            assertThat(error.getString("message")).isEqualTo("Invalid namespace");
            client.socket().emit("message", "still here");
            assertThat(client.next("message-back")).containsExactly("still here");
        }
    }

    @ParameterizedTest(name = "opened by {0} ends on the transport it should")
    @EnumSource
    void transport(ClientTransport transport) {
        try (JavaClient client = open(transport)) {
            await().atMost(PATIENCE).until(() -> {
                client.socket().emit("message", "over which transport?");
                client.next("message-back");
                return client.lastTransport().equals(transport.last());
            });
        }
    }

    @ParameterizedTest(name = "by {0}, 200 at a time, loses and reorders nothing")
    @EnumSource
    void manyClients(ClientTransport transport) {
        int messages = 20;
        List<Object> expected =
                IntStream.range(0, messages).<Object>mapToObj(i -> i).toList();
        List<JavaClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(open(transport));
            }
            for (int i = 0; i < messages; i++) {
                for (JavaClient client : clients) {
                    client.socket().emit("message", i);
                }
            }
            for (JavaClient client : clients) {
                assertThat(IntStream.range(0, messages).mapToObj(i -> client.next("message-back")[0]))
                        .isEqualTo(expected);
            }
            for (JavaClient client : clients) {
                assertThat(client.hasNoMore("message-back")).isTrue();
            }
        } finally {
            clients.forEach(JavaClient::close);
        }
    }
}
