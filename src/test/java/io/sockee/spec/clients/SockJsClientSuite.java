package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real sockjs-client, run by Node.js, with the services of its own tests. */
@DisplayName("SockJS's client")
public abstract class SockJsClientSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    private JSONObject run(String transports, String... cases) {
        List<String> arguments = new java.util.ArrayList<>(List.of(base().toString(), transports));
        arguments.addAll(List.of(cases));
        return NodeClients.run("sockjs-" + transports, "sockjs-client.js", arguments);
    }

    /** Expects that it was connected once, by this transport, got all, and ended once, in this way. */
    static void assertSeen(JSONObject seen, String transport, int code, String reason) throws JSONException {
        assertThat(seen.getJSONArray("problems")).as(seen.toString()).hasToString("[]");
        assertThat(seen.getString("transport")).isEqualTo(transport);
        assertThat(seen.getInt("opened")).isEqualTo(1);
        assertThat(seen.getInt("received")).isEqualTo(seen.getInt("expected"));
        assertThat(seen.getInt("closes")).isEqualTo(1);
        assertThat(seen.getInt("code")).isEqualTo(code);
        assertThat(seen.getString("reason")).isEqualTo(reason);
        assertThat(seen.getBoolean("wasClean")).isTrue();
    }

    @ParameterizedTest(name = "by {0} gets hard texts back, large ones when it asks, and hears why it is sent away")
    @ValueSource(strings = {"websocket", "xhr-streaming", "eventsource", "xhr-polling"})
    void talks(String transport) throws JSONException {
        JSONObject seen = run(transport, "echo", "amplify", "close", "broadcast");
        assertSeen(seen.getJSONObject("echo"), transport, 1000, "Normal closure");
        assertSeen(seen.getJSONObject("amplify"), transport, 3001, "enough");
        assertSeen(seen.getJSONObject("close"), transport, 3000, "Go away!");
        assertSeen(seen.getJSONObject("broadcast"), transport, 1000, "Normal closure");
        assertThat(seen.getJSONObject("broadcast").getInt("others")).isEqualTo(3);
    }

    @Test
    @DisplayName("hears what comes by itself, and that nothing is left where it may use nothing")
    void others() throws JSONException {
        JSONObject seen = run("websocket", "ticker", "refused");
        assertSeen(seen.getJSONObject("ticker"), "websocket", 1000, "Normal closure");
        JSONObject refused = seen.getJSONObject("refused");
        assertThat(refused.getInt("opened")).isZero();
        assertThat(refused.getInt("code")).isEqualTo(2000);
        assertThat(refused.getString("reason")).isEqualTo("All transports failed");
    }
}
