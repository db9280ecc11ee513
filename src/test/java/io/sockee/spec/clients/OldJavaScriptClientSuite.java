package io.sockee.spec.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official JavaScript client of Socket.IO 2, which speaks Engine.IO 3, run by Node.js; beside a client of today. */
@DisplayName("The JavaScript client of Socket.IO 2")
public abstract class OldJavaScriptClientSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    private JSONObject run(String scenario, ClientTransport transport, String... rest) {
        List<String> arguments = new ArrayList<>(
                List.of(base().toString(), scenario, transport.name().toLowerCase(Locale.ROOT)));
        arguments.addAll(List.of(rest));
        return NodeClients.run("old-" + scenario + "-" + transport, "old-client.js", arguments);
    }

    @ParameterizedTest(name = "by {0} does what it did with its own server")
    @EnumSource
    void talks(ClientTransport transport) throws JSONException {
        JSONObject seen = run("conversation", transport);
        assertThat(seen.getJSONObject("auth")).hasToString("{}");
        assertThat(seen.getString("earlyBinary")).isEqualTo("010203");
        assertThat(seen.getString("transport")).isEqualTo(transport.last());
        assertThat(seen.getBoolean("idIsTheEnginesSid")).isTrue();
        assertThat(seen.getJSONArray("echo").length()).isEqualTo(4);
        assertThat(seen.getJSONArray("echo").get(2)).hasToString("{\"3\":[true]}");
        assertThat(seen.getJSONArray("echo").get(3)).isEqualTo("\u20ac\ud83d\ude00");
        assertThat(seen.getJSONArray("binary")).hasToString("[\"010203\",\"ff\"]");
        assertThat(seen.getString("ack")).isEqualTo("only argument");
        assertThat(seen.getString("binaryAck")).isEqualTo("0405");

        assertThat(seen.getJSONObject("customAuth")).hasToString("{\"token\":\"4 5&6\"}");
        assertThat(seen.getBoolean("customId")).isTrue();
        assertThat(seen.getJSONArray("customEcho")).hasToString("[\"to custom\"]");
        assertThat(seen.get("unknown")).isEqualTo("Invalid namespace");
        assertThat(seen.getString("left")).isEqualTo("io client disconnect");

        assertThat(seen.getJSONObject("refused")).hasToString("{\"code\":7}");
        assertThat(seen.getString("welcome")).isEqualTo("Ada");
        assertThat(seen.getString("toldToday")).isEqualTo("to today");
        assertThat(seen.getString("toldOld")).isEqualTo("to old");
        assertThat(seen.getString("toldById")).isEqualTo("to one");
        assertThat(seen.getJSONObject("item").getJSONObject("res").getJSONArray("files"))
                .hasToString("[\"07\"]");
        assertThat(seen.getJSONObject("notYou").getString("err")).isEqualTo("Not you.");
        assertThat(seen.getString("asked")).isEqualTo("you said 42");
        assertThat(seen.getString("sentAway")).isEqualTo("io server disconnect");
        assertThat(seen.getJSONArray("afterwards")).hasToString("[\"still here\"]");

        assertThat(seen.getBoolean("otherId")).isTrue();
        assertThat(seen.getJSONArray("again")).hasToString("[\"back again\"]");
    }

    // With UPGRADE the messages, each with an attachment, are under way while the transports change.
    @ParameterizedTest(name = "by {0}, 50 at a time, loses and reorders nothing")
    @EnumSource
    void manyClients(ClientTransport transport) throws JSONException {
        JSONObject seen = run("echo", transport, "50", "50");
        assertThat(seen.getJSONArray("problems")).hasToString("[]");
        assertThat(seen.getInt("answers")).isEqualTo(50 * 50);
        assertThat(seen.getInt("unordered")).isZero();
        assertThat(seen.getJSONArray("endedOn")).hasToString("[\"" + transport.last() + "\"]");
    }
}
