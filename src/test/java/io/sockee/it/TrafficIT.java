package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sockee.deployments.SharedDeployment;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traffic log, as those ask for it who run the server. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("When asked for the packets of one socket, the server")
class TrafficIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    private static final String ANN = "ann:a";

    private HttpResponse<String> ask(String method, String query, String who, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Deployments.base().resolve("/sockee/traffic" + query))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.noBody());
        if (!who.isEmpty()) {
            request.header("Authorization", WatchedIT.basic(who.split(":")[0], who.split(":")[1]));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return WatchedIT.send(request.build());
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return new JsonMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({"POST,'',401", "GET,'',401", "DELETE,'',401", "POST,ann:x,401", "GET,ann:a,200", "PUT,ann:a,405"})
    @DisplayName("tells those alone who have the role")
    void access(String method, String who, int status) {
        HttpResponse<String> answer = ask(method, "", who);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).has("error")).isEqualTo(status != 200);
    }

    @Test
    @DisplayName("tells no user who does not have it")
    void withoutRole() {
        String name = "Watch" + System.nanoTime() % 1_000_000;
        String token = AuthHttp.post(
                        "register", "{'name':'" + name + "','email':'" + name + "@example.org','password':'secret1!'}")
                .token();
        HttpResponse<String> answer = WatchedIT.get("traffic", "Bearer " + token, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    }

    @Test
    @DisplayName("does not let those who may see the metrics see them")
    void metricsToken() {
        assertThat(WatchedIT.get("traffic", WatchedIT.TOKEN, "").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("refuses pages of other origins, whoever looks at them")
    void origin() {
        assertThat(ask("POST", "?user=ann", ANN, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "'',Say whose packets are to be written down: socket=ID or user=ID.",
        "?socket=a&user=b,Say whose packets are to be written down: socket=ID or user=ID.",
        "?socket=a&seconds=0,seconds must be a number from 1 to 600.",
        "?socket=a&seconds=x,seconds must be a number from 1 to 600.",
        "?socket=a&lines=2001,lines must be a number from 1 to 2000.",
        "?socket=a&payload=1001,payload must be a number from 0 to 1000."
    })
    @DisplayName("says what is wrong with a question")
    void wrong(String query, String why) {
        HttpResponse<String> answer = ask("POST", query, ANN);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("error").asText()).isEqualTo(why);
    }

    @Test
    @DisplayName("writes them down until it is told to end, and those of no other")
    void writes() {
        try (Client client = Client.join("/", "");
                Client other = Client.join("/", "")) {
            assertThat(client.next()).startsWith("[\"auth\",");
            assertThat(other.next()).startsWith("[\"auth\",");
            HttpResponse<String> begun = ask("POST", "?seconds=60&payload=20&socket=" + client.sid(), ANN);
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
            long id = json(begun).get("id").asLong();
            other.ask("who.am");
            assertThat(other.next()).isEqualTo(ok("'nobody'"));
            client.ask("who.am");
            assertThat(client.next()).isEqualTo(ok("'nobody'"));
            JsonNode seen = json(ask("DELETE", "?id=" + id, ANN));
            assertThat(seen.get("ended").asText()).isEqualTo("asked");
            JsonNode items = json(ask("GET", "?id=" + id, ANN)).get("items");
            assertThat(items).hasSize(2);
            assertThat(items.get(0).get("event").asText()).isEqualTo("who.am");
            assertThat(items.get(0).get("way").asText()).isEqualTo("in");
            assertThat(items.get(1).get("way").asText()).isEqualTo("out");
            assertThat(items.get(1).get("kind").asText()).isEqualTo("ack");
            assertThat(items.get(1).get("ackId")).isEqualTo(items.get(0).get("ackId"));
            assertThat(items.get(1).get("payload").asText()).isEqualTo("{\"ok\":true,\"err\":fal…");
            assertThat(items.findValuesAsText("socket")).containsOnly(client.sid());
        }
    }
}
