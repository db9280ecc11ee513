package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An application that is stopped in the middle of everything, and started again. */
@DisplayName("An application that is undeployed")
class UndeployIT extends Redeployment {
    /** More than there are threads that close WebSockets. */
    private static final int SILENT = 300;

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of("sockee.origins", "*"))
                .addPackage("io.sockee.it.sessions")
                .addPackage("io.sockee.it.threads");
    }

    @Test
    @DisplayName("and deployed again knows the sessions of its clients")
    void sessions() {
        deploy();
        String token;
        try (Client client = Client.join("/sessions")) {
            assertThat(client.next()).isEqualTo("[\"back\",\"nobody\",1]");
            token = AuthHttp.token(client.ask("put", "'name'", "'Ann'").next());
            assertThat(client.next()).isEqualTo(ok("null")); // it is stored
            client.send("put", "'size'", "'L'"); // and this will be, at the end at the latest
            assertThat(client.call("subscribe", "'news'")).isEqualTo(ok("null"));
        }
        undeploy();
        deploy();
        try (Client client = Client.join("/sessions", "{'session':'" + token + "'}")) {
            assertThat(client.next()).isEqualTo("[\"back\",\"Ann\",2]");
            assertThat(client.call("get", "'size'")).isEqualTo(ok("'L'"));
        }
    }

    @Test
    @DisplayName("ends running calls, tells every client, runs each disconnect method once, and leaves nothing behind")
    void stops() throws Exception {
        deploy();
        Map<String, List<String>> unloaded = Map.of(
                "ClassFormatError", ServerLog.lines("ClassFormatError", "io.sockee"),
                "NoClassDefFoundError", ServerLog.lines("NoClassDefFoundError", "io.sockee"));
        Client watcher = Client.join("/watch");
        String earlier = watcher.call("strangers"); // of applications before this one
        Client stuck = Client.join("/threads", "{'name':'stuck'}").ask("hold");
        Client idle = Client.join("/threads", "{'name':'idle'}");
        Client ticking = Client.join("/threads", "{'name':'ticking'}").send("tick");
        await().until(() -> watcher.call("held", "'stuck'").equals(ok("true")));
        assertThat(ticking.next()).isEqualTo(event("tick"));
        assertThat(watcher.call("own").split(",")).as("threads of the pool").hasSizeGreaterThan(4);

        EngineHttp.Session polling = new EngineHttp(Endpoint.socketIo(Deployments.base())).open();
        polling.post("40/threads,{\"name\":\"polling\"}");
        assertThat(polling.next()).startsWith("40/threads,");
        CompletableFuture<HttpReply> poll = polling.polling();

        // They read nothing and answer nothing, not even the close frame.
        List<EngineSocket> silent = new ArrayList<>();
        for (int i = 0; i < SILENT; i++) {
            silent.add(EngineSocket.open(Endpoint.socketIo(Deployments.base())));
        }

        CompletableFuture<EngineSocket.Ending> idleEnds = ending(idle);
        CompletableFuture<EngineSocket.Ending> stuckEnds = ending(stuck);
        CompletableFuture<EngineSocket.Ending> tickingEnds = ending(ticking);
        Stopwatch took = Stopwatch.start();
        undeploy();
        took.assertLessThan(Duration.ofSeconds(15)); // a call that never ends gets five seconds, close frames three
        for (CompletableFuture<EngineSocket.Ending> ending : List.of(idleEnds, stuckEnds, tickingEnds)) {
            assertThat(ending.get(20, TimeUnit.SECONDS)).isNotNull();
        }
        for (EngineSocket socket : silent) {
            assertThat(socket.ending()).isNotNull();
            socket.raw().untilEnd(); // the connection has ended, too
        }
        Optional<HttpReply> last = EngineHttp.answerUnlessCut(poll); // answered or cut, but not left to wait
        assertThat(last.map(HttpReply::body).orElse("")).doesNotContain("tick");
        SoftAssertions all = new SoftAssertions();
        for (String name : List.of("stuck", "idle", "ticking", "polling")) {
            all.assertThat(ServerLog.lines("gone: " + name + ","))
                    .as("disconnect methods of " + name)
                    .hasSize(1)
                    .allMatch(line -> line.endsWith(", server shutting down"));
        }
        for (String message : List.of("WELD-000229", "WELD-001303")) {
            all.assertThat(ServerLog.lines(message))
                    .as("calls after the end of CDI")
                    .isEmpty();
        }
        // On Open Liberty the archive is gone when the application hears of its end.
        for (String message : List.of("ClassFormatError", "NoClassDefFoundError")) {
            all.assertThat(ServerLog.lines(message, "io.sockee"))
                    .as("classes that are first needed at the end")
                    .hasSameSizeAs(unloaded.get(message));
        }
        int ticks = ServerLog.lines("it.threads", "tick").size();
        all.assertThat(ticks).isPositive();

        deploy();
        try (Client again = Client.join("/threads", "{'name':'again'}")) {
            all.assertThat(again.call("echo", "1")).isEqualTo(ok("1"));
            all.assertThat(again.call("strangers").replaceAll("^.*\\[|].*$", "").split(","))
                    .as("threads left behind")
                    .allMatch(earlier::contains);
            all.assertThat(ServerLog.lines("it.threads", "tick"))
                    .as("ticks of a timer")
                    .hasSize(ticks);
            again.leave();
            ServerLog.until(1, "gone: again, client namespace disconnect");
        }
        undeploy();
        all.assertThat(ServerLog.lines("gone: again,")).hasSize(1);
        watcher.close();
        all.assertAll();
    }

    private static CompletableFuture<EngineSocket.Ending> ending(Client client) {
        return CompletableFuture.supplyAsync(() -> client.socket().ending());
    }
}
