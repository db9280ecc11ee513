package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official JavaScript client over sockjs-client, by the transport that the server serves, to the bridge at {@code /sockjs}. The
 * server has the handlers of the official suite, {@code /farewell} and {@code /load}.
 */
@DisplayName("The JavaScript client over SockJS")
public abstract class BridgeClientsSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    private JSONObject run(String script, String scenario, String... arguments) {
        String name = script + "-sockjs-" + scenario + "-" + arguments[0].replace(':', '-');
        List<String> all = new ArrayList<>(List.of(base().toString(), scenario));
        all.addAll(List.of(arguments));
        return NodeClients.run(name, script + ".js", all);
    }

    @ParameterizedTest(name = "by {0} connects, talks, joins and leaves namespaces")
    @ValueSource(strings = {"websocket", "xhr-streaming", "xhr-polling"})
    void talks(String transport) throws JSONException {
        JSONObject seen = run("clients", "conversation", "sockjs:" + transport);
        assertThat(seen.getString("transport")).isEqualTo("sockjs");
        assertThat(seen.getJSONObject("auth")).hasToString("{\"token\":\"123\"}");
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

    @ParameterizedTest(name = "by {0}, 20 at a time, loses and reorders nothing")
    @ValueSource(strings = {"websocket", "xhr-streaming", "xhr-polling"})
    void echoes(String transport) throws JSONException {
        JSONObject seen = run("clients", "echo", "sockjs:" + transport, "20", "200");
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getInt("answers")).isEqualTo(4000);
        assertThat(seen.getInt("unordered")).isZero();
        assertThat(seen.getInt("onExpectedTransport")).isEqualTo(20);
    }

    @ParameterizedTest(
            name = "by {0} gets all that was emitted before a disconnect by the server, and does not come back")
    @CsvSource({"websocket, part", "xhr-streaming, part-at-once", "xhr-polling, part", "xhr-polling, leave"})
    void farewell(String transport, String event) throws JSONException {
        int clients = 40;
        JSONObject seen = NodeClients.run(
                "farewell-sockjs-" + transport + "-" + event,
                "farewell.js",
                List.of(
                        base().toString(),
                        "socket.io-client",
                        "sockjs:" + transport,
                        Integer.toString(clients),
                        "10",
                        event));
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getJSONObject("reasons")).hasToString("{\"io server disconnect\":" + clients + "}");
        assertThat(seen.getInt("whole")).isEqualTo(clients);
        assertThat(seen.getInt("cameBack")).isZero();
    }

    @ParameterizedTest(name = "by {0} says what is wrong, comes back, and carries bytes of each kind in order")
    @ValueSource(strings = {"websocket", "xhr-streaming", "xhr-polling"})
    void troubles(String transport) throws JSONException {
        JSONObject seen = run("bridge", "troubles", transport);
        assertThat(seen.getJSONArray("module")).hasToString("[\"sockjs\",true]");
        assertThat(seen.getJSONArray("nowhere")).hasToString("[\"TransportError\",\"Cannot connect to server\"]");
        assertThat(seen.getString("withoutSockJs")).startsWith("no SockJS: load sockjs-client before");
        assertThat(seen.getInt("id")).as("characters of 5 bits").isEqualTo(24);
        assertThat(seen.getString("broken")).isEqualTo("transport close");
        assertThat(seen.getBoolean("another")).isTrue();
        assertThat(seen.getJSONArray("kept")).hasToString("[\"kept until it is back\"]");
        assertThat(seen.getJSONArray("bytes"))
                .hasToString("[\"0001feff\",\"0001feff\",\"01fe\",\"0001feff\",\"0001feff\"]");
        assertThat(seen.getBoolean("large")).isTrue();
        assertThat(seen.getBoolean("burst")).isTrue();
        assertThat(seen.getJSONArray("order")).hasToString("[1,2]");
    }

    @Test
    @DisplayName("is in one room with clients of Socket.IO, and under load each hears everything of each, in order")
    void room() throws JSONException {
        JSONObject seen = run("bridge", "room", "10", "200");
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getInt("clients")).isEqualTo(50);
        assertThat(seen.getInt("messages")).isEqualTo(50 * 5 * 200);
        assertThat(seen.getInt("unordered")).isZero();
    }
}
