package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sockee.admin.Admin;
import io.sockee.admin.AdminController;
import io.sockee.admin.AdminOptions;
import io.sockee.admin.Admins;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.ValueCodec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the tests of sockets, since it is sockets that admins are told of. */
@DisplayName("An admin")
class AdminTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Of the password {@code open sesame}. */
    private static final String HASH = "$2b$04$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy";

    private static final String AUTH = "0/admin,{\"username\":\"ann\",\"password\":\"open sesame\"}";
    private static final AdminOptions.Window WINDOW = new AdminOptions.Window(3, 20_000, 20_000);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    private static final String NOW = "\"2026-01-02T03:04:05.678Z\"";

    /** An application. */
    @Controller
    public static final class Application {
        @OnConnect
        public void connected(Socket socket) {
            socket.join("early");
        }

        @On("join")
        public void join(Socket socket, String room) {
            socket.join(room);
        }

        @On("leave")
        public void leave(Socket socket, String room) {
            socket.leave(room);
        }

        @On("keep")
        public void keep(Socket socket, Arguments all) {
            socket.data().put(all.get(0, String.class), all.size() > 1 ? all.get(1, String.class) : new byte[] {1});
        }

        @On("tell")
        public void tell(Socket socket, Arguments all) {
            socket.everyone().emit("told", all);
        }

        @On("drop")
        public void drop(Socket socket) {
            socket.disconnect();
        }
    }

    private final AtomicInteger ids = new AtomicInteger();
    private final List<RecordingConnection> clients = new ArrayList<>();
    private SocketFixture fixture;
    private Publisher publisher;

    private static AdminOptions options(boolean development, boolean readOnly, boolean open, int sockets) {
        return new AdminOptions(
                development,
                readOnly,
                open ? Optional.empty() : Optional.of(new AdminOptions.Login("ann", HASH)),
                "node-1",
                sockets,
                60,
                Set.of("auth", "auth_data"),
                WINDOW);
    }

    private SocketFixture begin(AdminOptions options) {
        Admin admin = new Admin(options, () -> "r" + ids.incrementAndGet(), () -> fixture.timers.nanoTime());
        Admins admins = new Admins();
        admins.begin(admin);
        fixture = SocketFixture.watched(
                List.of(admin.admission()),
                admin.observers(SocketObservers.NONE),
                new Application(),
                new AdminController(admins, (Publisher) Proxy.newProxyInstance(
                        AdminTest.class.getClassLoader(), new Class<?>[] {Publisher.class}, (proxy, method, values) -> {
                            try {
                                return method.invoke(publisher, values);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        })));
        publisher = new HubPublisher(fixture.server, "/");
        admin.begin(
                new Admin.Server(
                        new SocketDirectory(fixture.hub),
                        fixture.counters,
                        () -> new TreeMap<>(Map.of("polling", 1, "websocket", 2)),
                        new ValueCodec(100),
                        fixture.timers,
                        fixture.pool),
                new Admin.Host("machine", 42, Instant.parse("2026-01-02T03:04:00.178Z")),
                CLOCK);
        return fixture;
    }

    /** In development, where everybody may use the UI. */
    private void begin() {
        begin(options(true, false, true, 100));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private RecordingConnection client() {
        RecordingConnection client = fixture.client().say("0");
        clients.add(client);
        fixture.settle();
        client.heard();
        return client;
    }

    /** An admin that has heard what each does at the beginning. */
    private RecordingConnection admin() {
        RecordingConnection admin = fixture.client().say("0/admin,");
        fixture.settle();
        assertThat(admin.heard()).hasSizeGreaterThan(3);
        return admin;
    }

    /** What it has been told since the last time, without figures and without the names of the namespaces. */
    private List<String> told(RecordingConnection admin) {
        fixture.settle();
        return admin.heard().stream()
                .filter(packet -> !packet.contains("\"server_stats\""))
                .map(packet -> packet.replaceFirst("^\\d+-?/admin,", "").replace(NOW, "now"))
                .toList();
    }

    private static JsonNode arguments(String packet) {
        try {
            return JSON.readTree(packet.substring(packet.indexOf('[')).replace(",now]", "]"));
        } catch (java.io.IOException e) {
            throw new AssertionError(packet, e);
        }
    }

    private static String id(String packet) {
        Matcher id = Pattern.compile("\"sid\":\"([^\"]+)\"").matcher(packet);
        assertThat(id.find()).as(packet).isTrue();
        return id.group(1);
    }

    @Test
    @DisplayName("is told who it is, what it may do, all sockets, and the figures")
    void begins() {
        begin(options(true, false, false, 100));
        RecordingConnection other = client();
        RecordingConnection admin = fixture.client().say(AUTH);
        fixture.settle();
        List<String> heard = admin.heard();
        assertThat(heard.get(0)).startsWith("0/admin,{\"sid\":");
        assertThat(heard.get(1)).isEqualTo("2/admin,[\"session\",\"r1\"]");
        assertThat(heard.get(2))
                .isEqualTo("2/admin,[\"config\",{\"supportedFeatures\":[\"EMIT\",\"JOIN\",\"LEAVE\",\"DISCONNECT\","
                        + "\"MJOIN\",\"MLEAVE\",\"MDISCONNECT\",\"AGGREGATED_EVENTS\",\"ALL_EVENTS\"]}]");
        JsonNode sockets = arguments(heard.get(3));
        assertThat(sockets.get(0).asText()).isEqualTo("all_sockets");
        assertThat(sockets.get(1)).as("with itself").hasSize(2);
        assertThat(sockets.get(1).get(0).path("rooms")).hasToString("[\"s1\",\"early\"]");
        assertThat(sockets.get(1).get(0).path("handshake").has("auth")).isFalse();
        assertThat(arguments(heard.get(4)).get(1))
                .hasToString("{\"serverId\":\"node-1\",\"hostname\":\"machine\",\"pid\":42,\"uptime\":5.5,"
                        + "\"clientsCount\":3,\"pollingClientsCount\":1,\"namespaces\":[{\"name\":\"/\","
                        + "\"socketsCount\":1},{\"name\":\"/admin\",\"socketsCount\":0}],\"aggregatedEvents\":[]}");
        assertThat(other.heard()).isEmpty();
    }

    @Test
    @DisplayName("comes back by its id, without a new one")
    void comesBack() {
        begin(options(true, false, false, 100));
        RecordingConnection admin = fixture.client().say(AUTH);
        fixture.settle();
        String session = arguments(admin.heard().get(1)).get(1).asText();
        RecordingConnection again = fixture.client().say("0/admin,{\"sessionId\":\"" + session + "\"}");
        fixture.settle();
        assertThat(again.heard().get(1)).startsWith("2/admin,[\"config\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"sessionId\":null}", "{\"username\":\"ann\",\"password\":\"nothing\"}"})
    @DisplayName("is refused without the password, in the words that the UI knows, and told nothing")
    void refused(String auth) {
        begin(options(true, false, false, 100));
        RecordingConnection stranger = fixture.client().say("0/admin," + auth);
        fixture.settle();
        assertThat(stranger.heard()).containsExactly("4/admin,{\"message\":\"invalid credentials\"}");
        fixture.timers.pass(3_000);
        client();
        assertThat(stranger.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, EMIT JOIN LEAVE DISCONNECT MJOIN MLEAVE MDISCONNECT AGGREGATED_EVENTS",
        "false, true, AGGREGATED_EVENTS",
        "true, true, AGGREGATED_EVENTS ALL_EVENTS",
    })
    @DisplayName("is told what it may do; in production, nothing of single sockets and events")
    void modes(boolean development, boolean readOnly, String features) {
        begin(options(development, readOnly, true, 100));
        RecordingConnection admin = fixture.client().say("0/admin,");
        fixture.settle();
        List<String> heard = admin.heard();
        assertThat(heard.get(1)).contains("[\"" + features.replace(" ", "\",\"") + "\"]");
        assertThat(heard.stream().anyMatch(packet -> packet.contains("all_sockets")))
                .isEqualTo(development);
        client().say("2[\"join\",\"red\"]");
        assertThat(told(admin).isEmpty()).isEqualTo(!development);
    }

    @Test
    @DisplayName(
            "is told of a socket: that it comes, its rooms and its transport, that it goes; each once, and in order")
    void sockets() {
        begin();
        RecordingConnection admin = admin();
        told(admin); // itself
        RecordingConnection client = client();
        List<String> connected = told(admin);
        assertThat(connected.get(0)).startsWith("[\"socket_connected\",{\"id\":\"s2\",\"clientId\":");
        assertThat(arguments(connected.get(0)).get(1).path("rooms")).hasToString("[\"s2\"]");
        assertThat(connected.get(0)).endsWith("},now]");
        assertThat(connected.subList(1, connected.size()))
                .containsExactly("[\"room_joined\",\"/\",\"early\",\"s2\",now]");
        client.upgrade("websocket-by-hand");
        assertThat(told(admin))
                .containsExactly(
                        "[\"socket_updated\",{\"id\":\"s2\",\"nsp\":\"/\",\"transport\":\"websocket-by-hand\"}]");
        client.say("2[\"join\",\"red\"]", "2[\"join\",\"red\"]", "2[\"leave\",\"red\"]");
        assertThat(told(admin))
                .filteredOn(packet -> packet.startsWith("[\"room_"))
                .containsExactly(
                        "[\"room_joined\",\"/\",\"red\",\"s2\",now]", "[\"room_left\",\"/\",\"red\",\"s2\",now]");
        admin.drain();
        client.say("1");
        assertThat(told(admin))
                .containsExactly(
                        "[\"room_left\",\"/\",\"early\",\"s2\",now]",
                        "[\"socket_disconnected\",\"/\",\"s2\",\"client namespace disconnect\",now]",
                        "[\"room_left\",\"/\",\"s2\",\"s2\",now]");
    }

    @Test
    @DisplayName("sees the sockets of one connection as one client, by an id that is nobody's secret")
    void clientIds() {
        begin();
        RecordingConnection admin = admin();
        told(admin);
        client();
        String first = arguments(told(admin).get(0)).get(1).path("clientId").asText();
        RecordingConnection both = fixture.client().say("0", "0/admin,");
        fixture.settle();
        List<String> seen = told(admin).stream()
                .filter(packet -> packet.startsWith("[\"socket_connected\""))
                .map(packet -> arguments(packet).get(1).path("clientId").asText())
                .toList();
        assertThat(seen).hasSize(2).doesNotContain(first).containsOnly(seen.get(0));
        assertThat(both.heard()).isNotEmpty();
    }

    @Test
    @DisplayName("is told of each event that comes from and goes to others, and of none that is its own")
    void events() {
        begin();
        RecordingConnection client = client();
        client();
        RecordingConnection admin = admin();
        told(admin);
        client.say("2[\"tell\",\"news\",{\"a\":1.0}]");
        assertThat(told(admin))
                .containsExactlyInAnyOrder(
                        "[\"event_received\",\"/\",\"s1\",[\"tell\",\"news\",{\"a\":1.0}],now]",
                        "[\"event_sent\",\"/\",\"s1\",[\"told\",\"news\",{\"a\":1.0}],now]",
                        "[\"event_sent\",\"/\",\"s2\",[\"told\",\"news\",{\"a\":1.0}],now]");
        admin.say("2/admin,7[\"emit\",\"/\",null,\"hello\"]");
        assertThat(told(admin))
                .containsExactlyInAnyOrder(
                        "[\"event_sent\",\"/\",\"s1\",[\"hello\"],now]",
                        "[\"event_sent\",\"/\",\"s2\",[\"hello\"],now]",
                        "7[{\"ok\":true,\"err\":false,\"res\":false}]");
    }

    @Test
    @DisplayName("is told binary data as they are, and of a large event only how large it is")
    void largeEvents() {
        begin();
        RecordingConnection client = client();
        RecordingConnection admin = admin();
        told(admin);
        client.say("51-[\"data\",{\"_placeholder\":true,\"num\":0}]").sayBinary(1, 2, 3);
        fixture.settle();
        assertThat(admin.heard())
                .containsExactly(
                        "51-/admin,[\"event_received\",\"/\",\"s1\",[\"data\",{\"_placeholder\":true,\"num\":0}]," + NOW
                                + "]",
                        "<3>");
        client.say("2[\"data\",\"" + "x".repeat(20_000) + "\"]");
        assertThat(told(admin))
                .containsExactly(
                        "[\"event_received\",\"/\",\"s1\",[\"data\",\"(20002 bytes, too large to be shown)\"],now]");
    }

    @Test
    @DisplayName("who reads slowly misses events, which is counted, but nothing of sockets and rooms")
    void slow() {
        begin();
        RecordingConnection client = client();
        RecordingConnection admin = admin();
        told(admin);
        admin.writable(false);
        for (int i = 0; i < 10; i++) {
            client.say("2[\"nothing\"," + i + "]");
        }
        client.say("2[\"join\",\"red\"]");
        assertThat(told(admin))
                .containsExactly(
                        "[\"event_received\",\"/\",\"s1\",[\"nothing\",0],now]",
                        "[\"event_received\",\"/\",\"s1\",[\"nothing\",1],now]",
                        "[\"event_received\",\"/\",\"s1\",[\"nothing\",2],now]",
                        "[\"room_joined\",\"/\",\"red\",\"s1\",now]");
        assertThat(fixture.counters.get(Counter.ADMIN_EVENTS_LEFT_OUT)).isEqualTo(8);
        admin.drain();
        client.say("2[\"nothing\",10]");
        assertThat(told(admin)).containsExactly("[\"event_received\",\"/\",\"s1\",[\"nothing\",10],now]");
    }

    @Test
    @DisplayName("is told the figures every two seconds, with what has happened since; nobody asks when it has gone")
    void figures() {
        begin(options(false, false, true, 100));
        assertThat(fixture.timers.size()).isZero();
        RecordingConnection admin = fixture.client().say("0/admin,");
        fixture.settle();
        admin.heard();
        fixture.counters.count(Counter.CONNECTIONS_OPENED);
        fixture.counters.received(10);
        fixture.timers.pass(1_990);
        fixture.settle();
        assertThat(admin.heard()).isEmpty();
        fixture.timers.pass(20);
        fixture.settle();
        List<String> heard = admin.heard();
        assertThat(heard).hasSize(1);
        String second = "{\"timestamp\":" + CLOCK.millis() / 1000 * 1000 + ",\"type\":\"";
        assertThat(heard.get(0))
                .startsWith("2/admin,[\"server_stats\",{\"serverId\":\"node-1\"")
                .contains(second + "rawConnection\",\"count\":1}")
                .contains(second + "packetsIn\",\"count\":1}")
                .contains(second + "bytesIn\",\"count\":10}")
                .doesNotContain("rawDisconnection");
        fixture.timers.pass(2_010);
        fixture.settle();
        assertThat(admin.heard().get(0)).contains("\"aggregatedEvents\":[]");
        admin.say("1/admin,");
        fixture.timers.pass(50_000);
        fixture.settle();
        assertThat(admin.heard()).isEmpty();
        assertThat(fixture.timers.size()).isZero();
    }

    @Test
    @DisplayName("is told what the application has put beside a socket when that has changed, if it can be shown")
    void data() {
        begin();
        RecordingConnection client = client();
        RecordingConnection admin = admin();
        told(admin);
        client.say("2[\"keep\",\"name\",\"Ann\"]", "2[\"keep\",\"picture\"]");
        fixture.settle();
        told(admin);
        fixture.timers.pass(2_010);
        assertThat(told(admin))
                .containsExactly("[\"socket_updated\",{\"id\":\"s1\",\"nsp\":\"/\",\"data\":{\"name\":\"Ann\","
                        + "\"picture\":\"(binary)\"}}]");
        fixture.timers.pass(2_010);
        assertThat(told(admin)).isEmpty();
    }

    @Test
    @DisplayName("is told of as many sockets as the setting says, and of others when there is room")
    void bounded() {
        begin(options(true, false, true, 2));
        client();
        RecordingConnection second = client();
        client();
        RecordingConnection admin = fixture.client().say("0/admin,");
        fixture.settle();
        assertThat(arguments(admin.heard().get(2)).get(1)).hasSize(2);
        client();
        assertThat(told(admin)).isEmpty();
        second.say("1");
        clients.get(0).say("1");
        clients.get(2).say("1");
        told(admin);
        fixture.timers.pass(2_010);
        List<String> news = told(admin);
        assertThat(news).hasSize(1);
        assertThat(news.get(0)).startsWith("[\"all_sockets\",");
        assertThat(arguments(news.get(0)).get(1)).hasSize(2);
    }

    @Test
    @DisplayName("emits, moves and disconnects those of a room, one socket, or all of a namespace")
    void changes() {
        begin();
        RecordingConnection one = client();
        RecordingConnection two = client();
        RecordingConnection admin = admin();
        admin.say(
                "2/admin,[\"join\",\"/\",\"red\",\"s1\"]",
                "2/admin,[\"emit\",\"/\",\"red\",\"news\",1.50,{\"b\":[]}]",
                "2/admin,[\"emit\",\"/\",null,\"all\"]",
                "2/admin,[\"leave\",\"/\",\"red\"]",
                "2/admin,[\"emit\",\"/\",\"red\",\"nobody\"]");
        fixture.settle();
        assertThat(one.heard()).containsExactly("2[\"news\",1.50,{\"b\":[]}]", "2[\"all\"]");
        assertThat(two.heard()).containsExactly("2[\"all\"]");
        admin.say("2/admin,[\"_disconnect\",\"/\",false,\"s1\"]", "2/admin,[\"_disconnect\",\"/\",true,\"s2\"]");
        fixture.settle();
        assertThat(one.heard()).containsExactly("1");
        assertThat(one.closed()).isEmpty();
        assertThat(two.closed()).hasSize(1);
    }

    @Test
    @DisplayName("passes binary data on")
    void binary() {
        begin();
        RecordingConnection one = client();
        RecordingConnection admin = admin();
        admin.say("51-/admin,[\"emit\",\"/\",\"s1\",\"data\",{\"_placeholder\":true,\"num\":0}]")
                .sayBinary(1, 2);
        fixture.settle();
        assertThat(one.heard()).containsExactly("51-[\"data\",{\"_placeholder\":true,\"num\":0}]", "<2>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[\"emit\",\"/\",null,\"disconnect\"]; No event can be called 'disconnect': the protocol has that name already.",
                "[\"emit\",\"/\",null,\"sockee:x\"]; No event can be called 'sockee:x': the protocol has that name already.",
                "[\"emit\",\"/\",null]; Argument 3 is missing: 2 came.",
                "[\"emit\",\"/\",\"\\u0000user:1\",\"x\"]; That room is the server's own.",
                "[\"join\",\"/\",\"\\u0000user:1\"]; That room is the server's own.",
                "[\"join\",\"/\",\"s1\"]; That room is one socket's own, or the server's: nobody else can join it.",
            })
    @DisplayName("is refused what would harm others")
    void harm(String event, String why) {
        begin();
        RecordingConnection one = client();
        RecordingConnection admin = admin();
        told(admin);
        admin.say("2/admin,1" + event);
        assertThat(told(admin)).hasSize(1).first().asString().contains("\"ok\":false,\"err\":\"" + why + "\"");
        assertThat(one.heard()).isEmpty();
        assertThat(one.closed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"emit\",\"/\",null,\"x\"]",
                "[\"join\",\"/\",\"red\"]",
                "[\"leave\",\"/\",\"early\"]",
                "[\"_disconnect\",\"/\",true]"
            })
    @DisplayName("who may only read is refused every change")
    void readOnly(String event) {
        begin(options(true, true, true, 100));
        RecordingConnection one = client();
        RecordingConnection admin = admin();
        told(admin);
        admin.say("2/admin,1" + event);
        assertThat(told(admin))
                .containsExactly("1[{\"ok\":false,\"err\":\"The admin UI may change nothing here"
                        + " (sockee.admin.read-only).\",\"res\":false}]");
        assertThat(one.heard()).isEmpty();
        assertThat(one.closed()).isEmpty();
    }

    @Test
    @DisplayName("comes when others are there already, or too many: those are refused")
    void many() {
        begin();
        RecordingConnection last = admin();
        for (int i = 1; i < 50; i++) {
            admin();
        }
        RecordingConnection more = fixture.client().say("0/admin,");
        fixture.settle();
        assertThat(more.heard()).containsExactly("4/admin,{\"message\":\"There are 50 admins already.\"}");
        last.say("1/admin,");
        fixture.settle();
        admin();
    }

    @Test
    @DisplayName(
            "who is no longer there keeps nothing: sockets that have come and gone meanwhile are not those that the next is told of")
    void nothingIsKept() {
        begin();
        RecordingConnection admin = admin();
        RecordingConnection first = client();
        admin.say("1/admin,");
        first.say("1");
        RecordingConnection second = client();
        fixture.settle();
        RecordingConnection next = fixture.client().say("0/admin,");
        fixture.settle();
        assertThat(arguments(next.heard().get(2)).get(1))
                .hasSize(2)
                .first()
                .satisfies(socket -> assertThat(socket.path("id").asText()).isEqualTo("s3"));
        assertThat(second.closed()).isEmpty();
    }
}
