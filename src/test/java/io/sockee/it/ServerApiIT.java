package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.clients.NodeClients;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users of Socket.IO's server know: seen by stock clients of Socket.IO, by WebSocket, polling and SockJS. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
class ServerApiIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @Test
    @DisplayName("many are asked, looked at, moved and disconnected at once, whatever they come by")
    void sets() throws JSONException {
        NodeClients.install();
        String mark = UUID.randomUUID().toString().substring(0, 8);
        JSONObject seen =
                NodeClients.run("sets", "sets.js", List.of(Deployments.base().toString(), mark));

        assertAnswers(seen.getJSONObject("all"), "a?b?c?", 0);
        assertThat(seen.getBoolean("sameId")).as("one frame for all").isTrue();
        assertAnswers(seen.getJSONObject("others"), "b?c?", 0);
        assertAnswers(seen.getJSONObject("nobody"), "", 0);
        assertAnswers(seen.getJSONObject("some"), "a?c?", 1);
        assertAnswers(seen.getJSONObject("gone"), "a?c?", 1);

        assertThat(seen.getJSONArray("fetched").length()).isEqualTo(2);
        JSONObject first = seen.getJSONArray("fetched").getJSONObject(0);
        assertThat(first.getString("name")).isEqualTo("a-" + mark);
        assertThat(first.getJSONArray("rooms")).hasToString("[\"red-" + mark + "\"]");
        assertThat(new JSONObject(first.getString("agent")).getString("name")).isEqualTo("a-" + mark);
        assertThat(seen.getJSONArray("moved").length()).isEqualTo(2);
        assertThat(seen.getJSONArray("left").length()).isZero();

        assertThat(seen.getJSONArray("told"))
                .hasToString("[\"plain\",\"plain\",\"local\",\"local\",\"volatile\",\"volatile\"]");
        assertThat(seen.getJSONArray("ends")).hasToString("[\"io server disconnect\",\"io server disconnect\"]");

        assertThat(seen.getString("transport")).isEqualTo("websocket");
        assertThat(seen.getString("bridged")).isEqualTo("websocket");
        assertThat(seen.getJSONArray("doors")).hasToString("[\"first\",\"second\",\"method\"]");
        assertThat(seen.getJSONArray("refusals"))
                .hasToString("[\"Stopped at [first]\",\"Stopped at [first, second]\","
                        + "\"Stopped at [first, second, method]\"]");

        JSONObject journal = seen.getJSONObject("journal");
        assertThat(journal.getJSONArray("red")).hasToString("[\"created\",\"deleted\"]");
        assertThat(journal.getJSONArray("a").get(0)).isEqualTo("server namespace disconnect [blue-" + mark + "]true[]");
        assertThat(journal.getJSONArray("b").get(0)).isEqualTo("client namespace disconnect [red-" + mark + "]true[]");
        assertThat(journal.getJSONArray("d").toString()).contains("by websocket websocket");
    }

    /** The answers' letters in turn, and how many were silent. */
    private static void assertAnswers(JSONObject seen, String answers, int silent) throws JSONException {
        assertThat(seen.getJSONArray("answers").join("").replace("\"", "")).isEqualTo(answers);
        assertThat(seen.getInt("silent")).isEqualTo(silent);
    }

    private static HttpReply get(String query) {
        return new EngineHttp(Endpoint.socketIo(Deployments.base())).get(query);
    }

    private static HttpReply poll(String more) {
        return get("EIO=4&transport=polling" + more);
    }

    @Test
    @DisplayName("a bean may refuse handshakes, in its own words")
    void guarded() {
        HttpReply refused = poll("&guard=no");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("{\"code\":4,\"message\":\"Not <now>, \\\"please\\\".\"}");
        HttpReply broken = poll("&guard=broken");
        assertThat(broken.status()).isEqualTo(403);
        assertThat(broken.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(ServerLog.lines("error=", "sid=server", "a handshake guard failed"))
                .isNotEmpty();
        assertThat(poll("&guard=yes").status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "a bean makes the ids of connections; one that is there, or that has no proper form, is refused and logged")
    void ids() {
        String id = "of.the-test~" + UUID.randomUUID();
        assertThat(poll("&sid-as=" + id).body()).startsWith("0{\"sid\":\"" + id + "\"");
        HttpReply again = poll("&sid-as=" + id);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        assertThat(poll("&sid-as=short").status()).isEqualTo(400);
        assertThat(poll("&sid-as=sixteen-chars%22-and-more").status()).isEqualTo(400);
        HttpReply posted =
                new EngineHttp(Endpoint.socketIo(Deployments.base())).post("EIO=4&transport=polling&sid=" + id, "40");
        assertThat(posted.status()).as("the first is still there").isEqualTo(200);
        assertThat(ServerLog.lines("SidGenerator has made an id twice")).isNotEmpty();
        assertThat(ServerLog.lines(id)).as("ids are secrets").isEmpty();
    }

    @Test
    @DisplayName("an observer learns of requests that were refused")
    void refusals() {
        String mark = "sets-" + UUID.randomUUID();
        assertThat(get("EIO=4&transport=" + mark).status()).isEqualTo(400);
        try (EngineSocket watcher = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
            watcher.send("40/sets,{\"name\":\"watcher\",\"room\":\"" + mark + "\"}");
            assertThat(watcher.next()).startsWith("40/sets,{\"sid\":");
            String answer;
            do {
                watcher.send("42/sets,1[\"journal\",\"" + mark + "\"]");
                answer = watcher.next();
            } while (answer.contains("\"res\":[]"));
            assertThat(answer)
                    .contains("\"res\":[\"0 Transport unknown [EIO, address, method, transport]\"")
                    .startsWith("43/sets,1[");
        }
    }
}
