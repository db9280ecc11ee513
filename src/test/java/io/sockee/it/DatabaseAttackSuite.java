package io.sockee.it;

import static io.sockee.it.PushSites.LIMIT;
import static io.sockee.it.PushSites.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.TestDatabase;
import io.sockee.push.WebsiteServer;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.Innocents;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SlowBodies;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attacks in which the database takes part, and innocent clients beside them, of whom two need the database themselves. */
abstract class DatabaseAttackSuite extends PushSuite {
    private static final int ATTACKERS = 60;
    private static final String USERS = "/api/auth/";
    private static final String REGISTRATION = "'email':'a@x.org','password':'secret1!','name':";

    /** A site with a website and places of its own. */
    private static final String FAILING = PushSites.ALIKE.get(0);

    private static int names;

    private final DatabaseAddress database;
    private final String victim = "victim" + ++names;

    /** Somebody who was let in before the attack: a device of a website's user, and a visitor whose calls take a thread. */
    private PushDevice device;

    private Client caller;
    private String key = "";
    private Innocents innocents;

    DatabaseAttackSuite(TestDatabase product) {
        database = product.shared();
    }

    @BeforeEach
    void standBy() {
        device = PushDevice.durable(SHOP, token, "innocent");
        caller = Client.join("/users");
        key = "{'name':'" + victim + "','key':'" + register(victim) + "'}";
        innocents = Innocents.at(
                Endpoint.socketIo(Deployments.base()),
                List.of(this::called, this::pushed, () -> Innocents.timed(this::checked)));
    }

    @AfterEach
    void nobodyElseWasDisturbed() {
        innocents.assertUndisturbed();
        innocents.close();
        caller.close();
        device.close();
    }

    private static String register(String name) {
        return AuthHttp.post("register", "{" + REGISTRATION + "'" + name + "'}").token();
    }

    private Duration called() {
        return Innocents.timed(() -> assertThat(caller.call("who")).isEqualTo(Client.ok("'nobody'")));
    }

    private Duration pushed() {
        return Innocents.timed(() -> {
            accepts(event("innocent"));
            String[] numbered = device.next().split("\\[", 2);
            assertThat(numbered[1]).isEqualTo("'innocent']");
            device.acknowledges(Integer.parseInt(numbered[0])).hearsNothing();
        });
    }

    private void checked() {
        assertThat(AuthHttp.post("check", key).status()).isEqualTo(200);
    }

    private static String address(int i) {
        return "198.51.100." + i;
    }

    /** An event for somebody else. */
    private static String event(String room, String name, String more) {
        return "{'rooms':'" + room + "','event':'" + name + "'" + more + "}";
    }

    @Test
    @DisplayName("bodies that trickle in for what needs the database hold nobody up who needs it")
    void slowBodies() {
        Endpoint server = new Endpoint(Deployments.base(), USERS + "login");
        List<String> queries = Collections.nCopies(ATTACKERS, "");
        List<String> keys = Collections.nCopies(ATTACKERS, "site=" + SHOP + "&apiKey=" + PushSites.key(SHOP));
        try (SlowBodies logins = SlowBodies.of(server, queries);
                SlowBodies registrations = SlowBodies.of(server.at(USERS + "register"), queries);
                SlowBodies sends = SlowBodies.of(server.at("/send"), keys)) {
            innocents.assertUndisturbed();
        }
    }

    @Test
    @DisplayName("floods of logins, over HTTP and over sockets, hold up nobody who has logged in")
    void logins() {
        List<Client> clients = new ArrayList<>();
        try (Requests flood = new Requests()) {
            for (int i = 0; i < ATTACKERS / 2; i++) {
                String user = "{'name':'nobody" + i + victim + "','password':'wrong1!'}";
                flood.post(USERS + "login", "", address(i), user);
                clients.add(from(address(i)).ask("auth", "{'type':'login','user':" + user + "}"));
            }
            innocents.assertUndisturbed();
            assertThat(flood.statuses()).isSubsetOf(401, 503);
            clients.forEach(client -> assertThat(client.next())
                    .isIn(
                            Client.failed("User not found."),
                            Client.failedForNow("Too many people are logging in. Try again.", 5)));
        } finally {
            clients.forEach(Client::close);
        }
    }

    private static Client from(String address) {
        RawWebSocket.Request request = RawWebSocket.to(
                        Endpoint.socketIo(Deployments.base()), "EIO=4&transport=websocket")
                .header("X-Forwarded-For", address);
        Client client = Client.join(EngineSocket.open(request), "/", "");
        assertThat(client.next()).startsWith("[\"auth\"");
        return client;
    }

    @Test
    @DisplayName("a name that many want at once becomes one user, and one login")
    void registrations() {
        String name = "wanted" + victim;
        int before = ServerLog.lines("SQLState").size();
        try (Requests flood = new Requests()) {
            for (int i = 0; i < ATTACKERS; i++) {
                flood.post(USERS + "register", "", address(i), "{" + REGISTRATION + "'" + name + "'}");
            }
            innocents.assertUndisturbed();
            assertThat(flood.statuses()).isSubsetOf(201, 409, 429, 503).containsOnlyOnce(201);
        }
        assertThat(ServerLog.lines("SQLState").size() - before)
                .as("lines of the log about what the database refused")
                .isLessThan(ATTACKERS / 2);
        assertThat(database.rows("select count(*) from users u join user_keys k on k.user_id = u.id where u.name = '"
                        + name + "'"))
                .containsExactly("1");
    }

    @Test
    @DisplayName("devices that come all at once, under one name and under many, hold up no other")
    void connects() {
        String flooding = user + "_flood";
        PushSites.admits(SHOP, flooding, flooding);
        List<EngineSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * ATTACKERS; i++) {
                String name = i % 2 == 0 ? "same" : "other" + i;
                sockets.add(PushDevice.connection("&token=" + flooding + "&deviceId=" + name));
            }
            sockets.forEach(socket -> socket.send("40/" + SHOP + ","));
            innocents.assertUndisturbed();
            sockets.forEach(socket -> assertThat(socket.next()).startsWith("40/" + SHOP + ",{\"sid\":"));
            assertThat(database.value("select count(*) from push_devices where room = '" + flooding + "'"))
                    .isEqualTo(Integer.toString(ATTACKERS + 1));
        } finally {
            sockets.forEach(EngineSocket::reset);
        }
        await().untilAsserted(() -> assertThat(database.value(
                        "select count(*) from push_devices where left_at is null and room = '" + flooding + "'"))
                .isEqualTo("0"));
    }

    @Test
    @DisplayName(
            "clients that come all at once to a website that fails now and then are each answered, as is the next one")
    void failingWebsite() {
        String flooding = user + "_burst";
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean well = new AtomicBoolean();
        PushSites.answers(FAILING, flooding, exchange -> {
            boolean fails = !well.get() && asked.incrementAndGet() % 100 > 80;
            WebsiteServer.answer(exchange, fails ? 500 : 200, "[\"" + flooding + "\"]");
        });
        List<EngineSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 10 * ATTACKERS; i++) {
                sockets.add(PushDevice.connection("&token=" + flooding));
            }
            sockets.forEach(socket -> socket.send("40/" + FAILING + ","));
            innocents.assertUndisturbed();
            for (EngineSocket socket : sockets) {
                assertThat(socket.next()).matches("40/s,.*|44/s,.*(Auth 500 error|the website does not answer).*");
            }
        } finally {
            sockets.forEach(EngineSocket::reset);
        }
        assertThat(asked).as("it was left alone for a while").hasValueLessThan(10 * ATTACKERS);
        well.set(true);
        await().until(() ->
                PushDevice.attempt(FAILING, "&token=" + flooding, "").startsWith("40"));
    }

    @Test
    @DisplayName("devices that take what is sent to them and neither read nor answer keep no more than they may")
    void deaf() {
        String room = user + "_deaf";
        PushSites.admits(SHOP, room, room);
        List<EngineSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                RawWebSocket.Request request = RawWebSocket.to(
                        Endpoint.socketIo(Deployments.base()),
                        "EIO=4&transport=websocket&token=" + room + "&deviceId=d" + i);
                EngineSocket socket = EngineSocket.open(request.receiveBuffer(8192));
                sockets.add(socket.send("40/" + SHOP + ","));
                assertThat(socket.next()).startsWith("40/" + SHOP);
            }
            String more = ",'args':['" + "x".repeat(100_000) + "']";
            for (int i = 0; i < 12; i++) {
                accepts(event(room, "e", more));
            }
            innocents.assertUndisturbed();
            assertThat(database.rows(
                            "select count(*) from push_queue q join push_devices d on d.id = q.device where d.room = '"
                                    + room + "' group by d.id having count(*) > " + LIMIT))
                    .isEmpty();
        } finally {
            sockets.forEach(EngineSocket::reset);
        }
    }

    @Test
    @DisplayName("equal keys at once are one request, also when some of their clients are killed; and are told so")
    void equalKeys() {
        try (Requests flood = new Requests()) {
            for (int i = 0; i < ATTACKERS; i++) {
                flood.send(SHOP, event("once"), "Idempotency-Key: of " + user, "Accept: application/json");
                if (i % 2 == 0) {
                    flood.reset();
                }
            }
            assertThat(device.next()).endsWith("['once']");
            assertThat(flood.replies().stream().map(HttpReply::body).distinct())
                    .singleElement()
                    .asString()
                    .startsWith("{\"ids\":[\"");
        }
        device.hearsNothing();
    }

    @Test
    @DisplayName("a website that is killed in the commit finds out by repeating its request, which is sent once")
    void killedInTheCommit() {
        for (int i = 0; i < 20; i++) {
            String[] headers = {"Idempotency-Key", user + i};
            try (Requests killed = new Requests()) {
                killed.send(SHOP, event("e" + i), "Idempotency-Key: " + user + i)
                        .reset();
            }
            assertThat(PushHttp.send(SHOP, event("e" + i), headers).status()).isEqualTo(200);
            String[] numbered = device.next().split("\\[", 2);
            assertThat(numbered[1]).isEqualTo("'e" + i + "']");
            device.acknowledges(Integer.parseInt(numbered[0])).hearsNothing();
        }
    }

    @Test
    @DisplayName("a token that is past its time survives a flood of connects that are refused, and of checks")
    void renewals() {
        grow(victim);
        List<EngineSocket> sockets = new ArrayList<>();
        try (Requests checks = new Requests()) {
            for (int i = 0; i < ATTACKERS / 2; i++) {
                sockets.add(refused());
                checks.post(USERS + "check", "", address(i), key);
            }
            assertThat(checks.statuses()).containsOnly(200);
            for (EngineSocket socket : sockets) {
                assertThat(socket.next()).isEqualTo("44/closed,{\"message\":\"Closed.\"}");
            }
        } finally {
            sockets.forEach(EngineSocket::close);
        }
    }

    /** A client that shows its token where nobody is let in. */
    private EngineSocket refused() {
        return PushDevice.connection("").send("40/closed," + Client.json(key.replace("'key'", "'token'")));
    }

    /** Lets the tokens of a user be past their time, as after some days. */
    private void grow(String name) {
        database.execute("update user_keys set insdate = '"
                + LocalDate.now(ZoneOffset.UTC).minusDays(3)
                + " 00:00:00' where user_id = (select id from users where name = '" + name + "')");
    }

    @Test
    @DisplayName("logins that wait for a lock of another server leave threads and connections to who needs no user")
    void locked() throws SQLException {
        grow(victim);
        List<EngineSocket> sockets = new ArrayList<>();
        try (Innocents others =
                        Innocents.at(Endpoint.socketIo(Deployments.base()), List.of(this::called, this::pushed));
                Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from user_keys where user_id = (select id from users where name = '" + victim
                    + "') for update");
            String auth = Client.json(key.replace("'key'", "'token'"));
            for (int i = 0; i < ATTACKERS; i++) {
                sockets.add(PushDevice.connection("").send("40/users," + auth));
            }
            others.assertNoLongerThan(Duration.ofSeconds(2)); // each of the attackers may have waited for one
            holder.rollback();
            for (EngineSocket socket : sockets) {
                assertThat(socket.next())
                        .matches("40/users,.*|44/users,.*The database is not available. Try again later.*");
            }
        } finally {
            sockets.forEach(EngineSocket::close);
        }
    }
}
