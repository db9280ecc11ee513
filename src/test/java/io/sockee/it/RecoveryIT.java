package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.clients.NodeClients;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock clients come back after their connections broke; and an application whose actions only sockets can call. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(RecoveryIT.DEPLOYMENT)
class RecoveryIT {
    static final String DEPLOYMENT = "recovery and options";

    private static final Pattern WELCOME =
            Pattern.compile("40/options,\\{\"sid\":\"([\\w-]+)\",\"pid\":\"([\\w-]+)\"}");

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.ofEntries(
                        Map.entry("sockee.recovery.enabled", "true"),
                        Map.entry("sockee.api.enabled", "false"),
                        Map.entry("sockee.socketio.max-joins", "100000"),
                        Map.entry("sockee.connections.handshakes-burst", "100000"),
                        Map.entry("sockee.engine.paths", "/socket.io,/legacy,/packed"),
                        Map.entry("sockee.engine.\"/legacy\".allow-eio3", "true"),
                        Map.entry("sockee.engine.\"/legacy\".ping-interval", "7000"),
                        Map.entry("sockee.engine.\"/legacy\".max-payload", "20000"),
                        Map.entry("sockee.engine.\"/legacy\".poll-compression", "true"),
                        Map.entry("sockee.engine.\"/legacy\".cookie", "io"),
                        Map.entry("sockee.engine.\"/packed\".parser", "msgpack"),
                        Map.entry("sockee.namespace.\"/small/{room}\".max-sockets", "2"),
                        Map.entry("sockee.namespace.\"/plain\".recovery", "false")))
                .addPackage("io.sockee.it.app")
                .addPackage("io.sockee.it.options");
    }

    @BeforeAll
    static void install() {
        NodeClients.install();
    }

    @ParameterizedTest(name = "by {0} they are who they were, and have missed nothing, and heard nothing twice")
    @ValueSource(strings = {"polling", "websocket", "upgrade"})
    void comeBack(String transport) throws JSONException {
        JSONObject seen = NodeClients.run(
                "recovery-" + transport,
                "recovery.js",
                List.of(Deployments.base().toString(), transport));
        assertThat(seen.getBoolean("first")).isFalse();
        assertThat(seen.getJSONArray("recovered")).hasToString("[true,true,true]");
        assertThat(seen.getBoolean("sameIds")).isTrue();
        assertThat(seen.getJSONArray("heard"))
                .hasToString("[\"live 0\",\"missed 1\",\"missed 2\",\"missed 3\",\"live 4\",\"missed 5\",\"missed 6\","
                        + "\"missed 7\",\"live 8\",\"missed 9\",\"missed 10\",\"missed 11\",\"by id\"]");
        assertThat(seen.getJSONArray("rooms")).hasToString("[\"all\",\"green\",\"red\"]");
        assertThat(seen.getBoolean("afterLeaving")).isFalse();
        assertThat(seen.getBoolean("otherId")).isTrue();
    }

    @Test
    @DisplayName("actions that are switched off over HTTP are not there, and sockets call them as ever")
    void noActionsOverHttp() {
        for (String action : List.of("app/square", "app/opened", "app/nothing")) {
            try (RawHttp http =
                    RawHttp.connect(Endpoint.socketIo(Deployments.base()).at("/api/" + action))) {
                assertThat(http.head("GET", "5").read().status()).as(action).isEqualTo(404);
            }
        }
        try (Client client = Client.join("/")) {
            assertThat(client.call("app.square", "5")).isEqualTo(ok("25"));
        }
    }

    /** Four kinds of clients: by WebSocket, by polling, by both, and in MessagePack. */
    @Test
    @DisplayName("cut at random, clients hear everything once, in its order, as long as they are told nothing else")
    void cutAtRandom() throws JSONException {
        int seed = new Random().nextInt(1_000_000);
        JSONObject seen = NodeClients.run(
                "cut", "cut.js", List.of(Deployments.base().toString(), String.valueOf(seed), "12", "1000"));
        assertThat(seen.getJSONArray("problems").toString())
                .as("seed %s: %s", seed, seen)
                .isEqualTo("[]");
        assertThat(seen.getInt("cuts")).as("seed %s", seed).isGreaterThan(20);
        assertThat(seen.getInt("told"))
                .as("seed %s: what is missed is within the bounds", seed)
                .isZero();
        assertThat(seen.getInt("recovered")).as("seed %s: %s", seed, seen).isGreaterThan(10);
        for (int i = 0; i < 12; i++) {
            assertThat(seen.getJSONArray("heard").getInt(i))
                    .as("seed %s, client %s", seed, i)
                    .isGreaterThan(900);
        }
    }

    /** A client in /options: its id, its secret and the offset of the last event that it has had. */
    private record Known(String sid, String pid, String offset) {
        String claim() {
            return "40/options,{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
        }
    }

    private static Known gone() {
        try (EngineSocket socket = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
            socket.send("40/options,");
            Matcher welcome = WELCOME.matcher(socket.next());
            assertThat(welcome.matches()).isTrue();
            socket.send("42/options,[\"one\",\"" + welcome.group(1) + "\",0]");
            String event = socket.next();
            return new Known(
                    welcome.group(1),
                    welcome.group(2),
                    event.substring(event.lastIndexOf(",\"") + 2, event.lastIndexOf('"')));
        }
    }

    @Test
    @DisplayName("of several connections that say that they are the same client, one is")
    void race() {
        for (int round = 0; round < 10; round++) {
            Known known = gone();
            List<EngineSocket> all = IntStream.range(0, 3)
                    .mapToObj(i -> EngineSocket.open(Endpoint.socketIo(Deployments.base())))
                    .toList();
            try (EngineSocket teller = EngineSocket.open(Endpoint.socketIo(Deployments.base()))) {
                all.forEach(socket -> socket.send(known.claim()));
                teller.send("40/options,");
                assertThat(teller.next()).startsWith("40/options,{");
                List<String> heard = all.stream().map(EngineSocket::next).toList();
                assertThat(heard).allMatch(answer -> WELCOME.matcher(answer).matches());
                teller.send("42/options,[\"one\",\"" + known.sid() + "\",7]");
                teller.send("42/options,[\"share\",8]");
                long told = all.stream().filter(RecoveryIT::hearsItsOwn).count();
                assertThat(told).as("round %s: %s", round, heard).isOne();
            } finally {
                all.forEach(EngineSocket::close);
            }
        }
    }

    /** Whether a client hears what is for the one that is claimed; one whose connection was taken for dead hears nothing. */
    private static boolean hearsItsOwn(EngineSocket socket) {
        return socket.nextFrame() instanceof Frame.Text event && event.text().startsWith("42/options,[\"shared\",7");
    }
}
