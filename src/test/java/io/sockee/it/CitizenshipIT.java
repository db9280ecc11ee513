package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Controllers are CDI beans among others: injection, scopes, events, interceptors. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("In CDI")
class CitizenshipIT {
    private Client ann;
    private Client bob;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @BeforeEach
    void connect(TestInfo test) {
        ann = Client.join("/cdi", "{'name':'ann " + name(test) + "'}");
        bob = Client.join("/cdi", "{'name':'bob " + name(test) + "'}");
    }

    private static String name(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    @Test
    @DisplayName("constructors and initializers of controllers are injected")
    void injection() {
        assertThat(ann.call("journal", "'initialized'")).isEqualTo(ok("['with a publisher']"));
    }

    @Test
    @DisplayName("each call has a request scope of its own, which ends with it")
    void requestScope() {
        int first = number(ann.call("call"));
        int second = number(ann.call("call"));
        assertThat(second).isNotEqualTo(first);
        await().until(() -> bob.call("journal", "'call " + second + " '").equals(ok("['is over']")));
        assertThat(bob.call("journal", "'call " + first + " '")).isEqualTo(ok("['is over']"));
    }

    @Test
    @DisplayName(
            "a call finds the names of its component, whichever thread it runs on and whoever had that thread made")
    void names() {
        String names = "['java:comp/UserTransaction','java:comp/TransactionSynchronizationRegistry',"
                + "'java:comp/DefaultManagedThreadFactory']";
        for (int i = 0; i < 100; i++) { // more than there are threads
            Client other = Client.join("/cdi", "{'name':'other'}"); // and its end is a call of its own
            assertThat(ann.call("names", names)).isEqualTo(ok("\"found\""));
            other.close();
        }
    }

    /** Both numbers of an answer, which must be the same. */
    private static int number(String answer) {
        assertThat(answer).matches(".*\"res\":\\[(\\d+),\\1]}]");
        return Integer.parseInt(answer.replaceAll(".*\\[(\\d+),.*", "$1"));
    }

    @Test
    @DisplayName("a run of a timer has both scopes: a new request, the same socket")
    void timers() {
        ann.send("timer", "1");
        String first = ann.next();
        String second = ann.next();
        assertThat(first).matches("\\[\"run\",\\d+,2,true]");
        assertThat(second).matches("\\[\"run\",\\d+,3,true]");
        assertThat(second.split(",")[1]).isNotEqualTo(first.split(",")[1]);
    }

    @Test
    @DisplayName("what follows a client's answer has the socket's scope")
    void answers() {
        ann.ask("question");
        String question = ann.socket().next();
        ann.socket().send("43" + question.substring(2, question.indexOf('[')) + "[]");
        assertThat(ann.next()).isEqualTo(ok("[2,true]"));
    }

    @Test
    @DisplayName("a socket has its own instance of a @SocketScoped bean, from its connect method to its end")
    void socketScope() {
        assertThat(ann.call("count")).as("after the connect method's 1").isEqualTo(ok("2"));
        assertThat(ann.call("count")).isEqualTo(ok("3"));
        assertThat(ann.call("quick-count")).isEqualTo(ok("4"));
        assertThat(bob.call("count")).isEqualTo(ok("2"));
        ann.leave();
        untilDisconnected("ann socketScope");
        assertThat(bob.call("journal", "'ann socketScope method'")).isEqualTo(ok("['5 true']"));
        assertThat(bob.call("count")).isEqualTo(ok("3"));
    }

    @Test
    @DisplayName("a @SocketScoped bean is destroyed once, after the disconnect method and the observers")
    void destroyed() {
        for (int i = 0; i < 98; i++) {
            ann.call("count");
        }
        assertThat(bob.call("journal", "'destroyed after 1'")).doesNotContain("00");
        ann.close();
        await().until(() -> bob.call("journal", "'destroyed after 100'").equals(ok("['']")));
    }

    @Test
    @DisplayName("two sockets of one connection have two instances, and each its own Socket")
    void twoSockets() {
        Client too = Client.join(ann.socket(), "/cdi-too", "{'name':'too'}");
        assertThat(ann.call("count")).isEqualTo(ok("2"));
        assertThat(ann.call("count")).isEqualTo(ok("3"));
        assertThat(too.call("count")).isEqualTo(ok("2"));
        assertThat(ann.call("who")).isEqualTo(ok("[true,true,true]"));
        assertThat(too.call("who")).isEqualTo(ok("[true,true,true]"));
        too.leave();
        assertThat(ann.call("count")).isEqualTo(ok("4"));
    }

    @Test
    @DisplayName("events tell of sockets and rooms in order, of every room at the end too")
    void events() {
        Client cid = Client.join("/cdi", "{'name':'joins events'}");
        cid.call("join", "'c'");
        cid.call("join", "'c'", "'f'");
        cid.call("leave", "'b'", "'nowhere'");
        cid.leave();
        untilDisconnected("joins events");
        List<String> told = strings(bob.call("journal", "'joins events'"));
        assertThat(told.subList(0, 6))
                .containsOnlyOnce("connected in its scope")
                .containsSubsequence("joined f", "joined b", "joined e", "joined a", "joined d");
        assertThat(told.subList(6, 8)).containsExactly("joined c", "left b");
        assertThat(told.subList(8, 14))
                .containsExactlyInAnyOrder("method 2 true", "left a", "left c", "left d", "left e", "left f");
        assertThat(told.subList(14, told.size())).containsExactly("disconnected: client namespace disconnect");
        cid.close();
    }

    /** The strings of an answer's list. */
    private static List<String> strings(String answer) {
        return Pattern.compile("[\\[,]\"([^\"]*)\"")
                .matcher(answer.substring(answer.indexOf("\"res\":")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    @DisplayName("an observer that fails disturbs neither the others nor the socket")
    void failingObserver() {
        try (Client unlucky = Client.join("/cdi", "{'name':'unlucky'}")) {
            assertThat(unlucky.call("count")).isEqualTo(ok("2"));
            await().until(() -> bob.call("journal", "'unlucky'").contains("connected in its scope"));
            ServerLog.until(1, "IllegalStateException", "as asked for");
        }
    }

    @Test
    @DisplayName("the application's interceptors stand around its controllers' methods")
    void interceptors() {
        assertThat(ann.call("audited", "7")).isEqualTo(ok("'audited audited[7]: number 7'"));
    }

    private void untilDisconnected(String name) {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> bob.call("journal", "'" + name + " disconnected'").contains("disconnect"));
    }
}
