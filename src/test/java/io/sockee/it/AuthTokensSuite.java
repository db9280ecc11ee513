package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.TestDatabase;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tokens that are past their time, after a second here; and the settings that shape the event. */
abstract class AuthTokensSuite {
    private static final String USER = "'password':'simple','name':";

    static WebArchive war(TestDatabase database) {
        return Deployments.war(
                        Map.of(
                                "sockee.auth.registration",
                                "true",
                                "sockee.auth.event",
                                "door",
                                "sockee.auth.sessions",
                                "many",
                                "sockee.auth.email-required",
                                "false",
                                "sockee.auth.password-composition",
                                "none",
                                "sockee.auth.name-min",
                                "2",
                                "sockee.auth.token-timeout",
                                "1",
                                "sockee.auth.handshake",
                                "payload,header,query",
                                "sockee.answer.data-suffix",
                                "_yes"),
                        database)
                .addPackage("io.sockee.it.users");
    }

    private static String register(Client client, String name, boolean persistent) {
        return AuthHttp.token(client.call(
                "door", "{'type':'register','user':{" + USER + "'" + name + "','persistent':" + persistent + "}}"));
    }

    private static String login(Client client, String name, boolean persistent) {
        return AuthHttp.token(client.call(
                "door", "{'type':'login','user':{" + USER + "'" + name + "','persistent':" + persistent + "}}"));
    }

    private static String key(String name, String token) {
        return "{'user':{'name':'" + name + "','key':'" + token + "'}}";
    }

    /** Waits until the token is past its time, by asking for nothing that would renew it. */
    private static void pass() {
        await().pollDelay(Duration.ofMillis(1200)).until(() -> true);
    }

    /** The answer to an event, where the token may be past its time again by now: what is pushed then does not matter. */
    private static String answer(Client client, String event, String... arguments) {
        String packet = client.ask(event, arguments).next();
        return packet.startsWith("[\"door_yes\",") ? client.next() : packet;
    }

    @Test
    @DisplayName("is replaced by a new one, which is pushed to the client; the old one lives on for calls under way")
    void renewed() {
        try (Client client = Client.join("/")) {
            String token = register(client, "jo", true);
            pass();
            String pushed = client.ask("keytest", key("jo", token)).next();
            assertThat(pushed)
                    .startsWith("[\"door_yes\",{\"ok\":true,\"err\":false,\"res\":{\"name\":\"jo\",\"token\":\"");
            assertThat(client.next()).isEqualTo(Client.ok("'User is logged in'"));
            String fresh = AuthHttp.token(pushed);
            assertThat(fresh).isNotEqualTo(token);
            assertThat(answer(client, "keytest", key("jo", token))).isEqualTo(Client.ok("'User is logged in'"));
            assertThat(answer(client, "keytest", key("jo", fresh))).isEqualTo(Client.ok("'User is logged in'"));
            assertThat(answer(client, "who")).isEqualTo(Client.ok("'jo'"));
        }
    }

    @Test
    @DisplayName("is replaced at the handshake too, and over HTTP with the answer; all stand for one login")
    void renewedElsewhere() {
        try (Client client = Client.join("/")) {
            String token = register(client, "ida", true);
            pass();
            AuthHttp.Reply check = AuthHttp.post("check", "{'name':'ida','key':'" + token + "'}");
            assertThat(check.status()).isEqualTo(200);
            assertThat(check.body()).matches("\\{\"ok\":true,\"err\":false,\"res\":\\d+,\"token\":\"[\\w-]{43}\"}");
            pass();
            try (Client other = Client.join("/users", "{'name':'ida','token':'" + check.token() + "'}")) {
                String pushed = other.next();
                assertThat(pushed).startsWith("[\"door_yes\",");
                assertThat(other.call("mine")).isEqualTo(Client.ok("'hello ida'"));
                String last = AuthHttp.token(pushed);
                assertThat(AuthHttp.post("logout", "{'name':'ida','key':'" + last + "'}")
                                .status())
                        .isEqualTo(204);
                assertThat(other.socket().next()).isEqualTo("41/users,");
                assertThat(client.socket().next()).as("the login began here").isEqualTo("41");
            }
        }
    }

    @Test
    @DisplayName("is not renewed by a connect that is refused, nor lost")
    void refused() {
        try (Client client = Client.join("/")) {
            String token = register(client, "una", true);
            pass();
            try (EngineSocket socket = EngineSocket.open(query(""))) {
                socket.handshake();
                assertThat(socket.send("40/closed," + Client.json("{'name':'una','token':'" + token + "'}"))
                                .next())
                        .isEqualTo("44/closed,{\"message\":\"Closed.\"}");
            }
            AuthHttp.Reply first = AuthHttp.post("check", "{'name':'una','key':'" + token + "'}");
            assertThat(first.body()).as("renewed now, and by nobody before").contains("\"token\":");
            minutesPass("una"); // and that token never reached its client
            AuthHttp.Reply check = AuthHttp.post("check", "{'name':'una','key':'" + token + "'}");
            assertThat(check.status()).isEqualTo(200);
            if (hasPassed()) {
                assertThat(check.token()).as("renewed again, for this client").isNotEqualTo(token);
                assertThat(answer(client, "keytest", key("una", check.token())))
                        .isEqualTo(Client.ok("'User is logged in'"));
            }
        }
    }

    /** Makes a user's logins two minutes older, where the database can be reached. */
    void minutesPass(String user) {
        // in the server's own memory it cannot
    }

    /** Whether {@link #minutesPass} does so. */
    boolean hasPassed() {
        return false;
    }

    @Test
    @DisplayName("ends its sockets and is refused, where its user is not to be remembered")
    void past() {
        try (Client client = Client.join("/")) {
            String token = register(client, "eva", false);
            try (Client asking = Client.join("/")) {
                assertThat(client.call("mine")).isEqualTo(Client.ok("'hello eva'"));
                Stopwatch took = Stopwatch.start();
                assertThat(client.socket().next()).isEqualTo("41");
                took.assertLessThan(Duration.ofSeconds(10)); // a second, of those in which the server was not held up
                assertThat(asking.call("keytest", key("eva", token))).isEqualTo(Client.failed("Logged out."));
                assertThat(asking.call("keytest", key("eva", token))).isEqualTo(Client.failed("User not found."));
            }
        }
    }

    @Test
    @DisplayName("is one of several where sessions=many: a login and a logout leave the others")
    void many() {
        try (Client one = Client.join("/");
                Client two = Client.join("/")) {
            String first = register(one, "mia", true);
            String second = login(two, "mia", true);
            assertThat(one.call("mine")).isEqualTo(Client.ok("'hello mia'"));
            one.call("door", "{'type':'logout','user':{'name':'mia','key':'" + second + "'}}");
            assertThat(two.socket().next()).isEqualTo("41");
            assertThat(one.call("mine")).isEqualTo(Client.ok("'hello mia'"));
            assertThat(AuthHttp.post("logout", "{'name':'mia','key':'" + first + "'}")
                            .status())
                    .isEqualTo(204);
            assertThat(one.socket().next()).isEqualTo("41");
        }
    }

    @Test
    @DisplayName("the event has the name of the setting, and no other")
    void name() {
        try (Client client = Client.join("/")) {
            client.send("auth", "{}");
            assertThat(client.call("door", "{}")).isEqualTo(Client.failed("No type specified."));
        }
    }

    @Test
    @DisplayName("opens sockets from wherever it may come, and none when it is wrong")
    void handshakes() {
        try (Client client = Client.join("/")) {
            String token = register(client, "eve", true);
            assertThat(who(header("Bearer " + token), "")).isEqualTo(Client.ok("'eve'"));
            assertThat(who(query("name=EVE&token=" + token), "")).isEqualTo(Client.ok("'eve'"));
            assertThat(who(query(""), "{'name':'eve','token':'" + token + "'}")).isEqualTo(Client.ok("'eve'"));
            assertThat(who(query("name=eve&token=wrong"), "{'name':'eve','token':'" + token + "'}"))
                    .as("the payload comes first")
                    .isEqualTo(Client.ok("'eve'"));
            assertThat(who(header("Basic " + token), "")).isEqualTo(Client.ok("'nobody'"));
        }
        for (RawWebSocket.Request wrong : List.of(header("Bearer wrong"), query("name=eve&token=wrong"))) {
            try (EngineSocket socket = EngineSocket.open(wrong)) {
                socket.handshake();
                assertThat(socket.send("40").next()).isEqualTo("44{\"message\":\"User not found.\"}");
            }
        }
    }

    private static RawWebSocket.Request header(String authorization) {
        return query("").header("Authorization", authorization);
    }

    private static RawWebSocket.Request query(String more) {
        return RawWebSocket.to(Endpoint.socketIo(Deployments.base()), "EIO=4&transport=websocket&" + more);
    }

    private static String who(RawWebSocket.Request request, String auth) {
        try (Client client = Client.join(EngineSocket.open(request), "/", auth)) {
            return answer(client, "who");
        }
    }
}
