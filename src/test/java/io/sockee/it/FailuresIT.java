package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.json;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are told of failures, in the dev profile and with suffixes of the application's own. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A failure")
class FailuresIT {
    private Client ann;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                        "sockee.origins", "*",
                        "sockee.profile", "dev",
                        "sockee.answer.data-suffix", ".ok",
                        "sockee.answer.error-suffix", ".failed"))
                .addPackage("io.sockee.it.failures");
    }

    @BeforeEach
    void connect() {
        ann = Client.join("/failures", "{'how':''}");
    }

    @AfterEach
    void close() {
        ann.close();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "refused      | {'ok':false,'err':'Not today.','res':false}",
                "empty        | {'ok':false,'err':'','res':false}",
                "fields       | {'ok':false,'err':'Both are wrong.','res':false,'fields':{'name':'is taken'}}",
                "app          | {'ok':false,'err':'text of app','res':false,'info':{'code':7}}",
                "special      | {'ok':false,'err':'special special','res':false,'fields':{'a.b[0]':'special'}}",
                "more-special | {'ok':false,'err':'special more','res':false,'fields':{'a.b[0]':'more'}}",
                "wrapped      | {'ok':false,'err':'text of app','res':false,'info':{'code':7}}",
            })
    @DisplayName("is told as the nearest mapper says, of the exception or of its cause, in all ways to answer")
    void mapped(String how, String envelope) {
        for (String way : new String[] {"fail", "fail-quick", "stage"}) {
            assertThat(ann.call(way, "'" + how + "'")).as(way).isEqualTo("-> [" + json(envelope) + "]");
            assertThat(ann.send(way, "'" + how + "'").next()).as(way).isEqualTo(event(way + ".failed", envelope));
        }
    }

    @ParameterizedTest
    @CsvSource({"fail, unmapped, the detail", "stage, unmapped, the detail", "fail, hopeless, ''"})
    @DisplayName(
            "nobody expected has an id, which is in the log with the stack trace, and in the dev profile its message")
    void unmapped(String way, String how, String detail) {
        String answer = ann.call(way, "'" + how + "'");
        assertThat(answer)
                .matches(Pattern.quote("-> [{\"ok\":false,\"err\":\"Internal error. (") + "[-0-9a-f]{36}\\).*"
                        + Pattern.quote("\",\"res\":false}]"));
        assertThat(answer).contains(detail);
        String id = answer.replaceAll(".*\\(([-0-9a-f]{36})\\).*", "$1");
        assertThat(ServerLog.lines(id)).hasSize(1).first().asString().contains("FailuresController." + way);
        assertThat(ann.shown())
                .as("for the browser's console")
                .contains(
                        "\"id\":\"" + id + "\"",
                        "\"error\":\"",
                        "Exception: " + detail,
                        "\"at\":\"io.sockee.it.failures.");
    }

    @Test
    @DisplayName("that is mapped is not logged")
    void notLogged() {
        assertThat(ann.call("fail", "'app'")).contains("text of app");
        assertThat(ServerLog.lines("AppException: app")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "stage-broken"})
    @DisplayName("to write the result as JSON is an internal error")
    void unwritable(String event) {
        assertThat(ann.call(event)).startsWith("-> [{\"ok\":false,\"err\":\"Internal error. (");
        assertThat(ann.send(event).next())
                .startsWith("[\"" + event + ".failed\",{\"ok\":false,\"err\":\"Internal error. (");
    }

    @Test
    @DisplayName("of a connect method turns the client away with the mapper's message and data")
    void connects() {
        try (Client bob = Client.outside("/failures")) {
            assertThat(bob.attempt("{'how':'app'}"))
                    .isEqualTo("44/failures,{\"message\":\"text of app\",\"data\":{\"code\":7}}");
            assertThat(bob.attempt("{'how':'refused'}")).isEqualTo("44/failures,{\"message\":\"Not today.\"}");
            assertThat(bob.attempt("{'how':'other'}")).startsWith("44/failures,{\"message\":\"Internal error. (");
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"stage-null, null", "stage-optional, 5", "null, null", "empty, null"})
    @DisplayName("is none: nothing is an answer, too")
    void nothing(String event, String result) {
        assertThat(ann.call(event)).isEqualTo(ok(result));
        assertThat(ann.send(event).next())
                .isEqualTo(event(event + ".ok", "{'ok':true,'err':false,'res':" + result + "}"));
    }

    @Test
    @DisplayName("is none: a stage answers when it completes, a method without a result only where it is asked")
    void success() {
        assertThat(ann.call("stage", "'none'")).isEqualTo(ok("'well done'"));
        assertThat(ann.call("void")).isEqualTo(ok("false"));
        ann.send("void");
        assertThat(ann.call("void")).isEqualTo(ok("false"));
        assertThat(ann.call("no-stage")).as("an answer, whichever").startsWith("-> [{\"ok\":");
    }

    @Test
    @DisplayName("is none: an Ack answers raw and once, at any time, or not at all where nobody asked")
    void rawAck() {
        assertThat(ann.call("raw", "1")).isEqualTo("-> [\"answer\",1,[true]]");
        assertThat(ann.call("raw", "2")).isEqualTo("-> [\"answer\",1,[true]]");
        assertThat(ann.call("raw-late")).isEqualTo("-> [\"late\"]");
        ann.send("raw", "1").ask("raw", "0");
        ann.heardNothing();
        assertThat(ann.call("raw", "1")).isEqualTo("-> [\"answer\",1,[true]]");
    }

    @Test
    @DisplayName("of a method that answers by hand is told unless it has answered")
    void rawAckFails() {
        assertThat(ann.call("raw-fails", "false")).contains("text of app");
        assertThat(ann.call("raw-fails", "true")).isEqualTo("-> [\"first\"]");
        ann.heardNothing();
        assertThat(ann.send("raw-fails", "false").next())
                .isEqualTo(event("raw-fails.failed", "{'ok':false,'err':'text of app','res':false,'info':{'code':7}}"));
    }
}
