package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.EngineSocket;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What arguments are bound to, and how events and namespaces find their methods. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("Of an event")
class BindingIT {
    private Client ann;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @BeforeEach
    void connect() {
        ann = Client.join("/binding");
    }

    @AfterEach
    void close() {
        ann.close();
    }

    @Nested
    @DisplayName("whose name or namespace is a pattern")
    class Patterns extends PatternCases {}

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "record   | {'name':'n','count':2}          | {'name':'n','count':2}",
                "record   | {'name':'n','count':2,'more':1} | {'name':'n','count':2}",
                "bean     | {'street':'s','number':3}       | {'street':'s','number':3}",
                "generic  | [{'a':{'name':'n','count':1}},{}] | [{'a':{'name':'n','count':1}},{}]",
                "color    | 'GREEN'                         | 'GREEN'",
                "colors   | ['RED']                         | ['RED']",
                "time     | '2026-11-01T00:00:00Z','2026-11-02','PT5S' | ['2026-11-01T00:00:00Z','2026-11-02','PT5S']",
                "uuid     | '123e4567-e89b-12d3-a456-426614174000' | '123e4567-e89b-12d3-a456-426614174000'",
                "numbers  | 9007199254740993,1.5,0.10,true  | ['9007199254740993','1.5','0.10','true']",
                "text     | ''                              | ''",
                "text     | 'a','surplus',{'is':'ignored'}  | 'a'",
                "optional | 'a',{'name':'n','count':1}      | 'a, n'",
                "optional | 'a',null                        | 'a, nothing'",
                "optional | 'a'                             | 'a, nothing'",
                "optional-int | 7                           | 'number 7'",
                "optional-int | null                        | 'nothing'",
                "optional-int | ''                          | 'nothing'",
                "nullable | null                            | 'null'",
                "json     | {'b' : [1.0, 1e2] }             | {'b' : [1.0, 1e2] }",
                "node     | {'a':[0,'x']}                   | 'x'",
                "account  | {'user_name':'n','name':'x','password':'p','since':'27.11.2026','more':{'a':1.10}}"
                        + " | {'user_name':'n','since':'27.11.2026','more':{'a':1.10}}",
                "json-value | {'a':[1.10,12345678901234567890.123,'x',null]} | {'a':[1.10,12345678901234567890.123,'x',null]}",
                "json-value | 'x'                           | 'x'",
                "json-array | [1,2],'abc',4                 | 9",
                "made     | 0                               | {'amount':1.10,'nothing':null,'list':[true]}",
                "untyped  | {'a':1.10,'b':12345678901234567890.123} | {'a':1.10,'b':12345678901234567890.123}",
                "rest     | 1,'a','b'                       | [1,['a','b']]",
                "rest     | 1                               | [1,[]]",
                "context  | 'x'                             | ['/binding','x','websocket','context']",
                "first    | 1                               | 'first 1'",
                "second   | 2                               | 'second 2'",
                "third:one | 3                              | 'third:one 3'",
            })
    @DisplayName("the arguments are bound to the method's parameters")
    void binds(String event, String arguments, String result) {
        boolean none = arguments.equals("''") && event.equals("optional-int");
        assertThat(none ? ann.call(event) : ann.call(event, arguments)).isEqualTo(ok(result));
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "text    | 5                         | Argument 1 (text): expected String.",
                "text    | true                      | Argument 1 (text): expected String.",
                "untyped | {'a':1e2147483648}        | Argument 1 (untyped): expected BigDecimal.",
                "json-value | 1e2147483648           | Argument 1 (value): expected BigDecimal.",
                "time    | 1700000000123,'2026-11-02','PT5S' | Argument 1 (instant): expected Instant.",
                "record  | {'name':'n'}              | Argument 1 (item) at count is missing: expected int.",
                "text    | ['a']                     | Argument 1 (text): expected String.",
                "number  | '5'                       | Argument 1 (number): expected int.",
                "number  | 1.5                       | Argument 1 (number): expected int.",
                "number  | 3000000000                | Argument 1 (number): expected int.",
                "number  | null                      | Argument 1 (number): expected int.",
                "number  | true                      | Argument 1 (number): expected int.",
                "color   | 'BLUE'                    | Argument 1 (color): expected one of RED, GREEN.",
                "color   | 0                         | Argument 1 (color): expected one of RED, GREEN.",
                "record  | {'name':'n','count':'2'}  | Argument 1 (item) at count: expected int.",
                "record  | {'name':5,'count':2}      | Argument 1 (item) at name: expected String.",
                "record  | 'n'                       | Argument 1 (item): expected Item.",
                "generic | [{'a':{'name':'n','count':'x'}}] | Argument 1 (items) at [0][key].count: expected int.",
                "time    | 'now','2026-11-02','PT5S' | Argument 1 (instant): expected Instant.",
                "time    | '2026-11-01T00:00:00Z','2026-11-02' | Argument 3 (duration) is missing: expected Duration.",
                "optional | 'a',5                    | Argument 2 (item): expected Item.",
                "rest    | 1,'a',2                   | Argument 3 (rest): expected String.",
                "buffer  | 'text'                    | Argument 1 (buffer): expected binary data.",
            })
    @DisplayName("missing and ill-typed arguments are refused with a message that names them")
    void refuses(String event, String arguments, String message) {
        assertThat(ann.call(event, arguments)).isEqualTo(failed(message));
    }

    @Test
    @DisplayName("no argument at all is missing, too")
    void missing() {
        assertThat(ann.call("text")).isEqualTo(failed("Argument 1 (text) is missing: expected String."));
        assertThat(ann.call("rest")).isEqualTo(failed("Argument 1 (first) is missing: expected int."));
        assertThat(ann.call("color")).startsWith(failed("Argument 1 (color) is missing: expected one of RED, GREEN."));
    }

    @Test
    @DisplayName("binary data is found wherever it lies")
    void binary() {
        EngineSocket socket = ann.socket();
        socket.send("452-/binding,1"
                + event("files", "{'title':'t','parts':{'a':[],'b':[" + placeholder(0) + "," + placeholder(1) + "]}}"));
        socket.send((byte) 1, (byte) 2).send((byte) 3);
        assertThat(socket.next())
                .isEqualTo("462-/binding,1"
                        + ok("{'title':'t','parts':{'a':[],'b':[" + placeholder(0) + "," + placeholder(1) + "]}}")
                                .substring(3));
        assertThat(socket.nextBinary()).containsExactly(1, 2);
        assertThat(socket.nextBinary()).containsExactly(3);
        socket.send("451-/binding,2" + event("buffer", placeholder(0))).send((byte) 9, (byte) 8, (byte) 7);
        assertThat(socket.next()).isEqualTo("43/binding,2" + ok("3").substring(3));
    }

    private static String placeholder(int number) {
        return "{'_placeholder':true,'num':" + number + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/binding", "/binding-too"})
    @DisplayName("every namespace of the controller has the methods, and is told apart by them")
    void namespaces(String namespace) {
        try (Client bob = Client.join(namespace)) {
            assertThat(bob.call("context", "'x'")).isEqualTo(ok("['" + namespace + "','x','websocket','context']"));
            assertThat(bob.send("first", "5").next())
                    .isEqualTo(event("first_data", "{'ok':true,'err':false,'res':'first 5'}"));
        }
    }
}
