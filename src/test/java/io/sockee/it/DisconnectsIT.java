package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Handshake;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.SockJsClient;
import io.sockee.spec.client.SockJsClient.Way;
import io.sockee.spec.clients.NodeClients;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a socket: told once to the disconnect method and once to observers, whatever the cause. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A socket")
class DisconnectsIT {
    private static final int WAITING_CALLS = 4;
    private static final int WAITING_MESSAGES = 20;

    /** What is known of each name, to be looked at again when all tests are done. */
    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                        "sockee.origins", "*",
                        "sockee.controllers.max-waiting-calls", Integer.toString(WAITING_CALLS),
                        "sockee.send-queue.max-messages", Integer.toString(WAITING_MESSAGES),
                        "sockee.engine.ping-interval", "700",
                        "sockee.engine.ping-timeout", "700",
                        "sockee.sockjs.bridge.prefix", "/sockjs",
                        "sockee.sockjs.heartbeat-delay", "700",
                        "sockee.sockjs.ping-timeout", "700",
                        "sockee.sockjs.disconnect-delay", "700"))
                .addPackage("io.sockee.it.ends");
    }

    /** A cause, what a client does for it, and the reason that it is told as. */
    enum Cause {
        LEAVES("client namespace disconnect", Client::leave),
        CLOSES_THE_ENGINE("transport close", client -> client.socket().send("1")),
        IS_CUT("transport (close|error)", Client::close),
        ANSWERS_NO_PING("ping timeout", client -> client.socket().silentEnding()),
        SENDS_NO_EVENT("parse error", client -> client.socket().send("42/ends,{}")),
        SENDS_NO_PACKET("parse error", client -> client.socket().send("9")),
        SENDS_A_RESERVED_NAME("parse error", client -> client.send("disconnect")),
        SENDS_ELSEWHERE("forced close", client -> client.socket().send("42/elsewhere,[\"x\"]")),
        CONNECTS_TWICE("forced close", client -> client.socket().send("40/ends,{}")),
        IS_DISCONNECTED("server namespace disconnect", client -> client.send("leave-me")),
        IS_CLOSED("(server namespace disconnect|forced server close)", client -> client.send("hang-up")),
        CALLS_TOO_MUCH("call queue full", DisconnectsIT::flood);

        private final String reason;
        private final Consumer<Client> deed;

        Cause(String reason, Consumer<Client> deed) {
            this.reason = reason;
            this.deed = deed;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Cause.class)
    @DisplayName("that ends is told of once, with the reason")
    void ends(Cause cause) {
        String name = cause.name();
        try (Client client = Client.join("/ends", "{'name':'" + name + "','mood':''}")) {
            cause.deed.accept(client);
            expectEnd(name, cause.reason);
        }
    }

    @Test
    @DisplayName("that falls silent is present until the heartbeat has found it, and its watchers are told")
    void silentPresence() {
        try (Client watcher = Client.join("/ends", "{'name':'watcher','mood':''}");
                Client silent = Client.join("/ends", "{'name':'silent','mood':''}")) {
            watcher.send("watch");
            assertThat(watcher.next()).contains("\"state\":{}");
            silent.send("appear");
            assertThat(watcher.next()).contains("\"joined\":{\"", "\"meta\":\"silent\"");
            assertThat(watcher.next()).contains("\"left\":{\""); // its pings have no answer
        }
        expectEnd("silent", "ping timeout");
    }

    /** The same for clients that come over the bridge, by a transport each. */
    enum CauseOverTheBridge {
        SAYS_THAT_IT_LEAVES(Way.XHR_POLLING, "transport close", client -> client.send("1")),
        LEAVES_ITS_NAMESPACE(Way.EVENTSOURCE, "client namespace disconnect", client -> client.send("41/ends,")),
        CUTS_ITS_WEBSOCKET(Way.WEBSOCKET, "transport (close|error)", SockJsClient::close),
        CUTS_ITS_RAW_WEBSOCKET(Way.WEBSOCKET_RAW, "transport (close|error)", SockJsClient::close),
        ANSWERS_NO_PING_BY_WEBSOCKET(Way.WEBSOCKET, "ping timeout", client -> {}),
        ANSWERS_NO_PING_BY_RAW_WEBSOCKET(Way.WEBSOCKET_RAW, "ping timeout", client -> {}),
        SAYS_NO_PACKET(Way.WEBSOCKET, "parse error", client -> client.send("x")),
        SENDS_ELSEWHERE(Way.WEBSOCKET_RAW, "forced close", client -> client.send("42/elsewhere,[\"x\"]")),
        DROPS_ITS_STREAM(Way.XHR_STREAMING, "transport close", SockJsClient::drop),
        DROPS_ITS_EVENTS(Way.EVENTSOURCE, "transport close", SockJsClient::drop),
        IS_SILENT_AFTER_ITS_STREAM(Way.XHR_STREAMING, "transport close", client -> {}),
        POLLS_NO_MORE(Way.XHR_POLLING, "transport close", client -> {}),
        READS_NOTHING(
                Way.XHR_POLLING,
                "send queue full",
                client -> client.send("42/ends,[\"spam\"," + (WAITING_MESSAGES + 5) + "]")),
        IS_HUNG_UP_ON(
                Way.XHR_STREAMING,
                "(server namespace disconnect|forced server close)",
                client -> client.send("42/ends,[\"hang-up\"]"));

        private final Way way;
        private final String reason;
        private final Consumer<SockJsClient> deed;

        CauseOverTheBridge(Way way, String reason, Consumer<SockJsClient> deed) {
            this.way = way;
            this.reason = reason;
            this.deed = deed;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CauseOverTheBridge.class)
    @DisplayName("that has come over the bridge is told of once, too, with the reason")
    void endsOverTheBridge(CauseOverTheBridge cause) {
        String name = "bridge, " + cause;
        try (SockJsClient client = SockJsClient.open(Deployments.base(), "/sockjs", cause.way)) {
            client.send("40/ends,{\"name\":\"" + name + "\",\"mood\":\"\"}");
            assertThat(client.next()).startsWith("40/ends,{\"sid\":");
            cause.deed.accept(client);
            expectEnd(name, cause.reason);
        }
    }

    /** One call that takes long, as many as may wait, and one more. */
    private static void flood(Client client) {
        client.send("hold");
        try (Client other = Client.join("/protocol")) {
            await().until(() -> other.call("held").equals(ok("true")));
            for (int i = 0; i <= WAITING_CALLS; i++) {
                client.send("echo");
            }
            assertThat(client.socket().ending())
                    .returns(1008, EngineSocket.Ending::code)
                    .returns("call queue full", EngineSocket.Ending::reason);
            other.call("open");
        }
    }

    @Test
    @DisplayName("whose client does not read is told of once, with the reason")
    void sendQueueFull() {
        EngineHttp.Session session = new EngineHttp(Endpoint.socketIo(Deployments.base())).open();
        session.post("40/ends,{\"name\":\"slow\",\"mood\":\"\"}");
        assertThat(session.next()).startsWith("40/ends,{\"sid\":");
        session.post("42/ends,[\"spam\"," + (WAITING_MESSAGES + 5) + "]");
        expectEnd("slow", "send queue full");
    }

    @ParameterizedTest(name = "{0}, reset: {1}")
    @CsvSource({"http, false", "http, true", "https, false", "https, true"})
    @DisplayName("whose client has closed the connection of its waiting poll ends with what is next sent to it")
    void closesItsPoll(String scheme, boolean reset) {
        String name = scheme + " poll " + reset;
        RawHttp poll = RawHttp.connect(
                Endpoint.socketIo(scheme.equals("https") ? Deployments.secureBase() : Deployments.base()));
        String polling = "EIO=4&transport=polling";
        String query =
                polling + "&sid=" + Handshake.parse(poll.get(polling).body()).sid();
        new EngineHttp(Endpoint.socketIo(Deployments.base()))
                .post(query, "40/ends,{\"name\":\"" + name + "\",\"mood\":\"\"}");
        assertThat(poll.get(query).body()).startsWith("40/ends,{\"sid\":");
        poll.head("GET", query);
        if (reset) {
            poll.reset();
        } else {
            poll.close();
        }
        expectEnd(name, "transport error"); // by the ping, before its pong would be missed
    }

    @ParameterizedTest(name = "reset: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("whose client breaks the connection off is heard to its last event, and then told of")
    void lastWords(boolean reset) {
        int clients = 200;
        String name = "last words " + reset;
        IntStream.range(0, clients).parallel().forEach(i -> {
            EngineSocket connection = EngineSocket.open(Endpoint.socketIo(Deployments.base()));
            Client client = Client.join(connection, "/ends", "{'name':'" + name + "','mood':''}");
            client.send("last-words");
            if (reset) {
                connection.reset();
            } else {
                client.close();
            }
        });
        try (Client other = Client.join("/protocol")) {
            await().pollInterval(Duration.ofMillis(50))
                    .until(() -> count("observer: ", other.call("of", "'" + name + "'")) == clients);
            assertThat(count("last words: ", other.call("of", "'" + name + "'")))
                    .isEqualTo(clients);
        }
    }

    private static long count(String what, String text) {
        return Pattern.compile(what, Pattern.LITERAL).matcher(text).results().count();
    }

    @Test
    @DisplayName("is told of though its disconnect method throws")
    void throwing() {
        try (Client client = Client.join("/ends", "{'name':'throws','mood':''}")) {
            client.call("throw-then");
            client.leave();
            expectEnd("throws", "client namespace disconnect");
        }
    }

    @Test
    @DisplayName("whose client comes back is another one, and told of again")
    void again() {
        try (Client client = Client.join("/ends", "{'name':'first','mood':''}")) {
            client.leave();
            assertThat(client.attempt("{'name':'second','mood':''}")).startsWith("40/ends,{\"sid\":");
            client.leave();
            expectEnd("first", "client namespace disconnect");
            expectEnd("second", "client namespace disconnect");
        }
    }

    @Test
    @DisplayName("that is refused gets message and data, and is told of to nobody")
    void refused() {
        Client client = Client.outside("/ends");
        assertThat(client.attempt("{'name':'refused','mood':'refused'}"))
                .startsWith("44/ends,{\"message\":\"Not you.\",\"data\":{")
                .contains("\"code\":7", "\"why\":[\"a\",\"b\"]");
        assertThat(client.attempt("{'name':'refused','mood':'bare'}"))
                .isEqualTo("44/ends,{\"message\":\"Not you either.\"}");
        assertThat(client.attempt("{'name':'refused','mood':'broken'}"))
                .matches("44/ends,\\{\"message\":\"Internal error\\. \\([-0-9a-f]{36}\\)\"}");
        client.close();
        expect("refused", ok("[]"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"breaks the protocol", "is cut"})
    @DisplayName("that goes while its connect method runs was never there")
    void goesWhileConnecting(String how) {
        String name = "connecting " + how;
        try (Client other = Client.join("/protocol")) {
            untilAlone(other); // those of the tests before end by their heartbeats
            try (Client client = Client.outside("/ends")) {
                client.socket().send("40/ends,{\"name\":\"" + name + "\",\"mood\":\"slow\"}");
                await().until(() -> other.call("held").equals(ok("true")));
                if (how.equals("breaks the protocol")) {
                    client.send("too-early"); // a packet for a namespace that was not joined
                    client.socket().ending();
                } else {
                    client.close();
                }
                untilAlone(other);
            }
            assertThat(other.call("of", "'" + name + "'")).isEqualTo(ok("[]"));
            other.call("open");
            KNOWN.put(name, ok("[]"));
        }
    }

    @Test
    @DisplayName("that is given up while its connect method runs was never there, and its client may ask again at once")
    void givenUp() {
        try (Client other = Client.join("/protocol");
                Client client = Client.outside("/ends")) {
            for (String how : List.of("leaves", "asks again")) {
                client.socket().send("40/ends,{\"name\":\"gives up, " + how + "\",\"mood\":\"slow\"}");
                await().until(() -> other.call("held").equals(ok("true")));
                if (how.equals("leaves")) {
                    client.leave();
                }
                assertThat(client.attempt("{'name':'" + how + "','mood':''}")).startsWith("40/ends,{\"sid\":");
                other.call("open");
                client.leave();
                expectEnd(how, "client namespace disconnect");
                expect("gives up, " + how, ok("[]"));
            }
        }
    }

    @Test
    @DisplayName(
            "of the official client comes through that is given up and connected again while its connect method runs")
    void officialClient() throws JSONException {
        NodeClients.install();
        JSONObject seen =
                NodeClients.run("again", "again.js", List.of(Deployments.base().toString()));
        assertThat(seen.toString()).isEqualTo("{\"connected\":1,\"refused\":0,\"lost\":0}");
        expectEnd("js asks again", "client namespace disconnect");
        expect("js gives up", ok("[]"));
    }

    private static void untilAlone(Client client) {
        await().until(() -> client.call("connections").equals(ok("1")));
    }

    private static void expectEnd(String name, String reason) {
        try (Client other = Client.join("/protocol")) {
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> other.call("of", "'" + name + "'").contains("observer"));
            String known = other.call("of", "'" + name + "'");
            assertThat(known.substring(known.indexOf("res")))
                    .matches("res\":\\[\"connected: \",\"method: " + reason + "\",\"observer: " + reason + "\"]}]");
            KNOWN.put(name, known);
        }
    }

    private static void expect(String name, String known) {
        try (Client other = Client.join("/protocol")) {
            assertThat(other.call("of", "'" + name + "'")).isEqualTo(known);
            KNOWN.put(name, known);
        }
    }

    @AfterAll
    static void onceIsAll() {
        assertThat(KNOWN).hasSize(Cause.values().length + CauseOverTheBridge.values().length + 18);
        KNOWN.forEach(DisconnectsIT::expect);
    }
}
