package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.clients.NodeClients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several paths with options of their own, MessagePack beside text, compressed polls, and rules for single namespaces. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(RecoveryIT.DEPLOYMENT)
class OptionsIT {
    private static final String TOLD =
            "[{\"text\":\"\u00e4\u20ac\ud83d\ude00\",\"half\":1.5,\"large\":1099511627776,\"minus\":-70000,\"nil\":null,"
                    + "\"list\":[true,[],{}]},\"<010203>\",{\"deep\":[{\"bytes\":\"<04>\"}]},[null,0]]";

    @Deployment(testable = false)
    static WebArchive war() {
        return RecoveryIT.war();
    }

    @ParameterizedTest(
            name = "by {0} stock clients with text and MessagePack, of today and of version 2, hear the same")
    @ValueSource(strings = {"polling", "websocket", "upgrade"})
    void allKinds(String transport) throws JSONException {
        NodeClients.install();
        JSONObject seen = NodeClients.run(
                "options-" + transport, "options.js", List.of(Deployments.base().toString(), transport));
        JSONObject shared = seen.getJSONObject("shared");
        for (String from : List.of("text", "packed", "only", "old")) {
            for (String to : List.of("text", "packed", "only", "old")) {
                assertThat(shared.getJSONObject(from).getString(to))
                        .as("from %s to %s", from, to)
                        .isEqualTo(TOLD);
            }
        }
        assertThat(seen.getString("back")).isEqualTo(TOLD.substring(0, TOLD.indexOf(",{\"deep")) + "]");
        assertThat(seen.getString("asked")).isEqualTo("42 2");
        assertThat(seen.getJSONObject("big")).hasToString("{\"text\":true,\"packed\":true}");
        assertThat(seen.getString("nowhere")).isEqualTo("Invalid namespace");
        assertThat(seen.getJSONObject("nobody").getString("message")).isEqualTo("Nobody may not come in.");
        assertThat(seen.getJSONObject("nobody").getJSONObject("data").getInt("code"))
                .isEqualTo(7);
        assertThat(seen.getString("stranger")).isEqualTo("closed");
        assertThat(seen.getString("left")).isEqualTo("io server disconnect");
        assertThat(seen.getString("ended")).isEqualTo("io client disconnect");
    }

    private static EngineHttp at(String path) {
        return new EngineHttp(Endpoint.socketIo(Deployments.base()).at(path));
    }

    @Test
    @DisplayName("a path has options of its own")
    void paths() {
        HttpReply usual = at("/socket.io/").get("EIO=4&transport=polling");
        HttpReply legacy = at("/legacy/").get("EIO=4&transport=polling");
        assertThat(usual.body()).contains("\"pingInterval\":25000", "\"maxPayload\":1000000");
        assertThat(legacy.body()).contains("\"pingInterval\":7000", "\"maxPayload\":20000");
        assertThat(usual.header("set-cookie").orElse("")).doesNotContain("io=");
        assertThat(legacy.header("set-cookie").orElse("")).startsWith("io=");
        assertThat(at("/socket.io/").get("EIO=3&transport=polling").status()).isEqualTo(400);
        assertThat(at("/legacy/").get("EIO=3&transport=polling").status()).isEqualTo(200);
        assertThat(at("/legacy").get("EIO=4&transport=polling").status())
                .as("no slash")
                .isEqualTo(200);
        assertThat(at("/elsewhere/").get("EIO=4&transport=polling").status()).isEqualTo(404);
        String sid = usual.body().replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
        assertThat(at("/legacy/").get("EIO=4&transport=polling&sid=" + sid).body())
                .as("each path has its own connections")
                .contains("Session ID unknown");
    }

    /** A polling client in /options, and what it hears when somebody shares a text there. */
    private static HttpReply poll(String path, String how, String text, String... headers) {
        EngineHttp http = at(path);
        String query = "EIO=4&transport=polling";
        String sid = http.get(query).body().replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
        String session = query + "&sid=" + sid;
        assertThat(http.post(session, "40/plain,").body()).isEqualTo("ok");
        assertThat(http.get(session).body()).startsWith("40/plain,{");
        assertThat(http.post(session, "42/plain,[\"" + how + "\",\"" + text + "\"]")
                        .body())
                .isEqualTo("ok");
        return http.get(session, headers);
    }

    @Test
    @DisplayName("a poll's answer is compressed where its path and its client want that, and it is large enough")
    void compressed() throws IOException {
        String text = "a text that is told again and again ".repeat(100);
        String event = "42/plain,[\"shared\",\"" + text + "\"]";

        HttpReply zipped = poll("/legacy/", "share", text, "Accept-Encoding", "deflate, gzip");
        assertThat(zipped.header("content-encoding")).contains("gzip");
        assertThat(zipped.header("vary").orElse("")).containsIgnoringCase("accept-encoding");
        assertThat(zipped.bytes().length).isLessThan(text.length() / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.bytes())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(event);
        HttpReply deflated = poll("/legacy/", "share", text, "Accept-Encoding", "deflate");
        assertThat(deflated.header("content-encoding")).contains("deflate");
        assertThat(new InflaterInputStream(new ByteArrayInputStream(deflated.bytes())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(event);

        assertIsPlain(poll("/legacy/", "share", text), event);
        assertIsPlain(poll("/legacy/", "share", "tiny", "Accept-Encoding", "gzip"), "42/plain,[\"shared\",\"tiny\"]");
        assertIsPlain(poll("/legacy/", "share-plain", text, "Accept-Encoding", "gzip"), event);
        assertIsPlain(poll("/socket.io/", "share", text, "Accept-Encoding", "gzip"), event);
    }

    private static void assertIsPlain(HttpReply reply, String event) {
        assertThat(reply.header("content-encoding")).isEqualTo(Optional.empty());
        assertThat(reply.body()).isEqualTo(event);
    }

    @Test
    @DisplayName("a namespace holds as many as it may, and those of a pattern each for itself")
    void small() {
        Endpoint endpoint = Endpoint.socketIo(Deployments.base());
        try (EngineSocket first = EngineSocket.open(endpoint);
                EngineSocket second = EngineSocket.open(endpoint);
                EngineSocket third = EngineSocket.open(endpoint)) {
            for (EngineSocket one : List.of(first, second)) {
                one.send("40/small/red,");
                assertThat(one.next()).startsWith("40/small/red,{\"sid\":");
            }
            third.send("40/small/red,");
            assertThat(third.next()).startsWith("44/small/red,{\"message\":\"This namespace is full.\"");
            third.send("40/small/blue,");
            assertThat(third.next()).startsWith("40/small/blue,{\"sid\":");
            first.send("41/small/red,");
            String answer;
            do { // the server hears of the first when it does
                third.send("40/small/red,");
                answer = third.next();
            } while (answer.startsWith("44"));
            assertThat(answer).startsWith("40/small/red,{\"sid\":");
        }
    }

    @Test
    @DisplayName("nobody comes back to a namespace that has no recovery")
    void withoutRecovery() {
        try (EngineSocket socket = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
            socket.send("40/plain,");
            assertThat(socket.next()).startsWith("40/plain,{").doesNotContain("pid");
            socket.send("40/options,");
            assertThat(socket.next()).startsWith("40/options,{").contains("pid");
        }
    }
}
