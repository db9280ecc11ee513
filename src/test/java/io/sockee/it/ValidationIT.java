package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.internalError;
import static io.sockee.it.Client.json;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
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

/** Arguments with constraints of Jakarta Validation. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("Arguments with constraints")
class ValidationIT {
    private Client ann;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @BeforeEach
    void connect() {
        ann = Client.join("/valid", "{'name':'ann'}");
    }

    @AfterEach
    void close() {
        ann.close();
    }

    private static String invalid(String path, String message) {
        return "-> [" + envelope(message, "'" + path + "':'" + message + "'") + "]";
    }

    private static String envelope(String message, String fields) {
        return json("{'ok':false,'err':'" + message + "','res':false,'fields':{" + fields + "}}");
    }

    @ParameterizedTest(name = "{0} {1} → {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "say   | {'room':'r','text':' '}                     | say.text           | must not be blank",
                "say   | {}                                          | say.text           | must not be blank",
                "age   | 17,'n'                                      | age                | must be of age",
                "age   | 18,''                                       | name               | must be told",
                "quick | 10                                          | digit              | must be one digit",
                "raw   | 10                                          | digit              | must be one digit",
                "order | {'items':[],'labels':{}}                    | order.items        | must not be empty",
                "order | {'items':[{'name':'n','count':0}]}          | order.items[0].count | must be at least 1",
                "order | {'items':[{'name':'n','count':1},{'count':1}]} | order.items[1].name | needs a name",
                "span  | {'first':2,'last':1}                        | span               | first is after last",
            })
    @DisplayName("that are wrong are refused with the path and the message of each constraint")
    void refuses(String event, String arguments, String path, String message) {
        String before = ann.call("calls");
        assertThat(ann.call(event, arguments)).isEqualTo(invalid(path, message));
        assertThat(ann.call("calls")).as("calls of the method").isEqualTo(before);
        ann.send(event, arguments);
        assertThat(ann.next())
                .as("without an ack")
                .isEqualTo(event(event + "_error", envelope(message, "'" + path + "':'" + message + "'")));
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "say   | {'room':'r','text':'hi'}            | 'hi'",
                "age   | 18,'n'                              | 18",
                "quick | 9                                   | 9",
                "order | {'items':[{'name':'n','count':1}],'labels':{'a':'abc'}} | 1",
                "span  | {'first':2,'last':2}                | 0",
            })
    @DisplayName("that are right reach the method")
    void accepts(String event, String arguments, String result) {
        assertThat(ann.call(event, arguments)).isEqualTo(ok(result));
    }

    @Test
    @DisplayName("that are wrong in several places get every message, in err joined by '; '")
    void several() {
        String answer = ann.call("age", "17", "' '");
        assertThat(answer)
                .isIn(
                        "-> ["
                                + envelope(
                                        "must be of age; must be told", "'age':'must be of age','name':'must be told'")
                                + "]",
                        "-> ["
                                + envelope(
                                        "must be told; must be of age", "'name':'must be told','age':'must be of age'")
                                + "]");
    }

    @Test
    @DisplayName("within maps are named by key")
    void maps() {
        assertThat(ann.call("order", "{'items':[{'name':'n','count':1}],'labels':{'k':'long','l':'ok'}}"))
                .contains("\"err\":\"is too long\"", "\"order.labels[k]", "\"is too long\"}}]");
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "create | {'text':''}            | -> created",
                "create | {'id':'7','text':'t'}  | draft.id: must not be there yet",
                "change | {'id':'7','text':'t'}  | -> changed",
                "change | {'id':'7','text':''}   | draft.text: must not be blank",
                "change | {'text':'t'}           | draft.id: must be there",
                "create-and-change | {'id':'7'}  | draft.id: must not be there yet",
            })
    @DisplayName("are checked for the groups that the method names, a sequence one after the other")
    void groups(String event, String draft, String outcome) {
        if (outcome.startsWith("-> ")) {
            assertThat(ann.call(event, draft)).isEqualTo(ok("'" + outcome.substring(3) + "'"));
        } else {
            String[] field = outcome.split(": ");
            assertThat(ann.call(event, draft)).isEqualTo(invalid(field[0], field[1]));
        }
    }

    @Test
    @DisplayName("of a connect method turn the client away with the message")
    void connects() {
        try (Client bob = Client.outside("/valid")) {
            assertThat(bob.attempt("{'name':''}")).startsWith("44/valid,{\"message\":\"must be told\"");
            assertThat(bob.attempt("{'name':'bob'}")).startsWith("40/valid,");
        }
    }

    @Test
    @DisplayName("are the client's fault, a result that breaks one is the server's: its message stays there")
    void result() {
        assertThat(ann.call("result", "'abc'")).isEqualTo(ok("'abc'"));
        assertThat(ann.call("result", "'abcd'")).matches(internalError());
    }

    @Test
    @DisplayName("are bound before they are checked")
    void binding() {
        assertThat(ann.call("age", "'x'", "''")).isEqualTo(Client.failed("Argument 1 (age): expected int."));
    }
}
