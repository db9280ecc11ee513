package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official JavaScript client, socket.io-client 4.x, run by Node.js. */
@DisplayName("The JavaScript client")
public abstract class JavaScriptClientSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    private JSONObject conversation(ClientTransport transport, String... options) {
        return NodeClients.run(base(), "conversation", transport, options);
    }

    @ParameterizedTest(name = "by {0} connects without a slash at the end of the path")
    @EnumSource
    void slashless(ClientTransport transport) throws JSONException {
        JSONObject seen = conversation(transport, "slashless");
        assertThat(seen.getString("transport")).isEqualTo(transport.last());
        assertThat(seen.getJSONArray("afterwards")).hasToString("[\"still here\"]");
    }

    private void assertEchoes(ClientTransport transport, int clients, int messages) throws JSONException {
        JSONObject seen =
                NodeClients.run(base(), "echo", transport, Integer.toString(clients), Integer.toString(messages));
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getInt("clients")).isEqualTo(clients);
        assertThat(seen.getInt("answers")).isEqualTo(clients * messages);
        assertThat(seen.getInt("unordered")).isZero();
        assertThat(seen.getInt("onExpectedTransport")).isEqualTo(clients);
    }

    @ParameterizedTest(name = "by {0} connects, talks, joins and leaves namespaces")
    @EnumSource
    void talks(ClientTransport transport) throws JSONException {
        JSONObject seen = conversation(transport);
        assertThat(seen.getString("transport")).isEqualTo(transport.last());
        assertThat(seen.getBoolean("idIsTheEnginesSid")).isFalse();
        assertThat(seen.getJSONObject("auth")).hasToString("{\"token\":\"123\"}");
        assertThat(seen.getJSONArray("echo").length()).isEqualTo(4);
        assertThat(seen.getJSONArray("echo").get(0)).isEqualTo(1);
        assertThat(seen.getJSONArray("echo").get(1)).isEqualTo("2");
        assertThat(seen.getJSONArray("echo").get(2)).hasToString("{\"3\":[true]}");
        assertThat(seen.getJSONArray("echo").get(3)).isEqualTo("\u20ac\ud83d\ude00");
        assertThat(seen.getJSONArray("binary")).hasToString("[\"010203\",\"ff\"]");
        assertThat(seen.getString("ack")).isEqualTo("only argument");
        assertThat(seen.getString("binaryAck")).isEqualTo("0405");
        assertThat(seen.getJSONObject("customAuth")).hasToString("{\"token\":\"456\"}");
        assertThat(seen.getJSONArray("customEcho")).hasToString("[\"to custom\"]");
        assertThat(seen.getString("connectError")).isEqualTo("Invalid namespace");
        assertThat(seen.getString("disconnect")).isEqualTo("io client disconnect");
        assertThat(seen.getJSONArray("afterwards")).hasToString("[\"still here\"]");
    }

    // With UPGRADE the messages are under way while the transports change.
    @ParameterizedTest(name = "by {0}, alone, loses and reorders none of 2,000 messages")
    @EnumSource
    void alone(ClientTransport transport) throws JSONException {
        assertEchoes(transport, 1, 2000);
    }

    @ParameterizedTest(name = "by {0}, 200 at a time, loses and reorders nothing")
    @EnumSource
    void manyClients(ClientTransport transport) throws JSONException {
        assertEchoes(transport, 200, 50);
    }
}
