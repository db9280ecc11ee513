package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import io.sockee.spec.client.SockJsClient;
import io.sockee.spec.client.SockJsClient.Way;
import io.sockee.spec.client.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockey's events {@code auth} and {@code keytest}, with its messages in its order; and what ends the sockets of a login. */
abstract class AuthSuite {
    private static final String PASSWORD = "secret1!";

    private Client client;

    static WebArchive war(TestDatabase database) {
        return Deployments.war(
                        Map.of("sockee.auth.registration", "true", "sockee.sockjs.bridge.prefix", "/sockjs"), database)
                .addPackage("io.sockee.it.users");
    }

    @BeforeEach
    void connect() {
        client = Client.join("/");
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static String request(String type, String user) {
        return "{'type':'" + type + "','user':{" + user + "}}";
    }

    private static String login(String name, String password) {
        return request("login", "'name':'" + name + "','password':'" + password + "'");
    }

    /** Registers, and returns the token. */
    static String register(Client by, String name) {
        String answer = by.call(
                "auth",
                request(
                        "register",
                        "'name':'" + name + "','password':'" + PASSWORD + "','email':'" + name + "@x.org'"));
        assertThat(answer).startsWith("-> [{\"ok\":true,\"err\":false,\"res\":{\"name\":\"" + name + "\",\"token\":\"");
        return AuthHttp.token(answer);
    }

    private static String key(String name, String token) {
        return "{'user':{'name':'" + name + "','key':'" + token + "'}}";
    }

    private static Client withToken(String namespace, String name, String token) {
        return Client.join(namespace, "{'name':'" + name + "','token':'" + token + "'}");
    }

    private String idOf(String name, String token) {
        return client.call("by-key", "'" + name + "'", "'" + token + "'").replaceAll(".*\"res\":\"(\\d+) .*", "$1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                " | Bad data passed to auth.",
                "5 | Bad data passed to auth.",
                "null | Bad data passed to auth.",
                "[] | Bad data passed to auth.",
                "'register' | Bad data passed to auth.",
                "{} | No type specified.",
                "{'type':null} | No type specified.",
                "{'type':'','user':{}} | No type specified.",
                "{'type':'nonsense'} | User data invalid.",
                "{'type':'register'} | User data invalid.",
                "{'type':'register','user':[]} | User data invalid.",
                "{'type':'login','user':{'name':'a'}} | User data invalid.",
                "{'type':'login','user':{'name':1,'password':'x'}} | User data invalid.",
                "{'type':'login','user':{'name':'','password':''}} | You need to fill in a name.",
                "{'type':'login','user':{'name':'a','password':''}} | You need to fill in a password.",
                "{'type':'nonsense','user':{'name':'','password':'x'}} | You need to fill in a name.",
                "{'type':'nonsense','user':{'name':'a','password':'x'}} | Unknown type.",
                "{'type':7,'user':{'name':'a','password':'x'}} | Unknown type.",
                "{'type':'register','user':{'name':'ab','password':'x'}} | User name must be between 3 and 32 characters.",
                "{'type':'register','user':{'name':'a b','password':'x'}} | Usernames may contain letters, special characters and numbers.",
                "{'type':'register','user':{'name':'abc','password':'x1!'}} | Password must be between 5 and 60 characters long.",
                "{'type':'register','user':{'name':'abc','password':'secret1'}} | Password must contain letters and at least one special character and one number.",
                "{'type':'register','user':{'name':'abc','password':'secret1!'}} | Email address needed.",
                "{'type':'register','user':{'name':'abc','password':'secret1!','email':''}} | Email address needed.",
                "{'type':'register','user':{'name':'abc','password':'secret1!','email':'x'}} | Email address is invalid.",
                "{'type':'register','user':{'name':'abc','password':'secret1!','email':7}} | Email address is invalid.",
                "{'type':'login','user':{'name':'nobodyhere','password':'secret1!'}} | User not found.",
                "{'type':'logout'} | Bad user/key input.",
                "{'type':'logout','user':{'name':'a'}} | Bad key input.",
                "{'type':'logout','user':{'name':'a','key':'b'}} | User not found.",
                "{'type':'password','user':{'name':'a','password':'b'}} | User data invalid.",
                "{'type':'password','user':{'name':'a','password':'b','new_password':'c'}} | Password must be between 5 and 60 characters long.",
            })
    @DisplayName("refuses, in Sockey's words and order")
    void refusals(String data, String message) {
        String[] arguments = data == null ? new String[0] : new String[] {data};
        assertThat(client.call("auth", arguments)).isEqualTo(Client.failed(message));
        assertThat(client.send("auth", arguments).next())
                .isEqualTo(Client.event("auth_error", "{'ok':false,'err':'" + message + "','res':false}"));
    }

    @Test
    @DisplayName("registers and logs in; the socket belongs to the user from then on")
    void registersAndLogsIn() {
        assertThat(client.call("mine")).isEqualTo(Client.failed("You are not logged in."));
        String token = register(client, "Rita");
        assertThat(token).matches("[\\w-]{43}");
        assertThat(client.call("mine")).isEqualTo(Client.ok("'hello Rita'"));
        try (Client other = Client.join("/")) {
            assertThat(other.call("auth", request("register", "'name':'RITA','password':'secret1!','email':'r@x.org'")))
                    .isEqualTo(Client.failed("User name already in use."));
            assertThat(other.call("auth", login("rita", "wrong1!"))).isEqualTo(Client.failed("User not found."));
            assertThat(other.call("mine")).isEqualTo(Client.failed("You are not logged in."));
            assertThat(other.send("auth", login("rita", PASSWORD)).next())
                    .startsWith("[\"auth_data\",{\"ok\":true,\"err\":false,\"res\":{\"name\":\"Rita\",\"token\":\"")
                    .doesNotContain(token);
            assertThat(other.call("mine")).isEqualTo(Client.ok("'hello Rita'"));
        }
        assertThat(client.socket().next()).as("sessions=one").isEqualTo("41");
    }

    @Test
    @DisplayName("logs the asking socket in anew, although its own login ends")
    void again() {
        String first = register(client, "Agnes");
        String second = AuthHttp.token(client.call("auth", login("Agnes", PASSWORD)));
        assertThat(client.call("mine")).isEqualTo(Client.ok("'hello Agnes'"));
        assertThat(client.call("keytest", key("Agnes", first))).isEqualTo(Client.failed("User not found."));
        assertThat(client.call("keytest", key("Agnes", second))).isEqualTo(Client.ok("'User is logged in'"));
    }

    @Test
    @DisplayName("keytest tells whether a token is good")
    void keytest() {
        String token = register(client, "Kim");
        assertThat(client.call("keytest", key("Kim", token))).isEqualTo(Client.ok("'User is logged in'"));
        assertThat(client.send("keytest", key("kim", token)).next())
                .isEqualTo("[\"keytest_data\",{\"ok\":true,\"err\":false,\"res\":\"User is logged in\"}]");
        for (String nothing : new String[] {"{}", "5", "{'user':7}", "{'user':null}"}) {
            assertThat(client.call("keytest", nothing)).isEqualTo(Client.failed("Bad user/key input."));
        }
        assertThat(client.call("keytest")).isEqualTo(Client.failed("Bad user/key input."));
        assertThat(client.call("keytest", "{'user':{'name':'Kim'}}")).isEqualTo(Client.failed("Bad key input."));
        assertThat(client.call("keytest", "{'user':{'key':'x'}}")).isEqualTo(Client.failed("Bad key input."));
        assertThat(client.call("keytest", key("Kim", token + "x"))).isEqualTo(Client.failed("User not found."));
        assertThat(client.call("keytest", key("Rim", token))).isEqualTo(Client.failed("User not found."));
        assertThat(client.send("keytest").next())
                .isEqualTo("[\"keytest_error\",{\"ok\":false,\"err\":\"Bad user/key input.\",\"res\":false}]");
    }

    @Test
    @DisplayName(
            "a token opens sockets of every namespace; a logout ends all of them, the asking one behind its answer")
    void logout() {
        String token = register(client, "Lotte");
        try (Client one = withToken("/users", "Lotte", token);
                Client bystander = Client.join("/")) {
            register(bystander, "Bea");
            assertThat(one.call("mine")).isEqualTo(Client.ok("'hello Lotte'"));
            String logout = request("logout", "'name':'Lotte','key':'" + token + "'");
            Stopwatch took = Stopwatch.start();
            assertThat(client.call("auth", logout)).isEqualTo(Client.ok("true"));
            assertThat(client.socket().next()).isEqualTo("41");
            assertThat(one.socket().next()).isEqualTo("41/users,");
            took.assertLessThan(Duration.ofSeconds(1));
            assertThat(bystander.call("mine")).isEqualTo(Client.ok("'hello Bea'"));
            try (Client again = Client.outside("/users")) {
                assertThat(again.attempt("{'name':'Lotte','token':'" + token + "'}"))
                        .isEqualTo("44/users,{\"message\":\"User not found.\"}");
            }
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource(names = {"WEBSOCKET", "XHR_STREAMING"})
    @DisplayName("a token opens sockets over the bridge, too, which end with their login")
    void overTheBridge(Way way) {
        String name = "Bruno" + way.ordinal();
        String token = register(client, name);
        try (SockJsClient bridged = SockJsClient.open(Deployments.base(), "/sockjs", way)) {
            bridged.send("40/users," + Client.json("{'name':'" + name + "','token':'" + token + "x'}"));
            assertThat(bridged.next()).isEqualTo("44/users,{\"message\":\"User not found.\"}");
            bridged.send("40/users," + Client.json("{'name':'" + name + "','token':'" + token + "'}"));
            assertThat(bridged.next()).startsWith("40/users,{\"sid\":\"");
            bridged.send("42/users,1[\"mine\"]");
            assertThat(bridged.next())
                    .isEqualTo("43/users,1[{\"ok\":true,\"err\":false,\"res\":\"hello " + name + "\"}]");
            assertThat(client.call("auth", request("logout", "'name':'" + name + "','key':'" + token + "'")))
                    .isEqualTo(Client.ok("true"));
            assertThat(bridged.next()).isEqualTo("41/users,");
        }
    }

    @Test
    @DisplayName("a new password ends the user's other sockets; the asking one stays, with the new token")
    void password() {
        String token = register(client, "Paula");
        try (Client other = withToken("/", "Paula", token)) {
            String change =
                    request("password", "'name':'Paula','password':'" + PASSWORD + "','new_password':'other2#'");
            Stopwatch took = Stopwatch.start();
            String fresh = AuthHttp.token(client.call("auth", change));
            assertThat(other.socket().next()).isEqualTo("41");
            took.assertLessThan(Duration.ofSeconds(2)); // two hashes
            assertThat(client.call("mine")).isEqualTo(Client.ok("'hello Paula'"));
            assertThat(client.call("keytest", key("Paula", fresh))).isEqualTo(Client.ok("'User is logged in'"));
            assertThat(client.call("keytest", key("Paula", token))).isEqualTo(Client.failed("User not found."));
        }
    }

    @Test
    @DisplayName("a user who is disabled loses sockets and tokens, and does not come in again until enabled")
    void disable() {
        try (Client dora = Client.join("/")) {
            String token = register(dora, "Dora");
            String id = "'" + idOf("Dora", token) + "'";
            assertThat(client.call("disable-in-vain", id)).isEqualTo(Client.failed("rolled back"));
            assertThat(dora.call("mine")).isEqualTo(Client.ok("'hello Dora'"));
            Stopwatch took = Stopwatch.start();
            assertThat(client.call("disable", id)).isEqualTo(Client.ok("false"));
            assertThat(dora.socket().next()).isEqualTo("41");
            took.assertLessThan(Duration.ofSeconds(1));
            assertThat(client.call("auth", login("Dora", PASSWORD))).isEqualTo(Client.failed("User not found."));
            assertThat(client.call("keytest", key("Dora", token))).isEqualTo(Client.failed("User not found."));
            client.call("enable", id);
            assertThat(client.call("auth", login("Dora", PASSWORD))).startsWith("-> [{\"ok\":true");
        }
    }

    @Test
    @DisplayName("an application may check tokens and log users out everywhere")
    void byCall() {
        try (Client otto = Client.join("/")) {
            String token = register(otto, "Otto");
            String id = idOf("Otto", token);
            assertThat(client.call("by-key", "'Otto'", "'" + token + "'")).isEqualTo(Client.ok("'" + id + " false'"));
            assertThat(client.call("by-key", "'Otto'", "'x'")).isEqualTo(Client.failed("User not found."));
            assertThat(client.call("who")).as("the check logs nobody in").isEqualTo(Client.ok("'nobody'"));
            client.call("out-everywhere", "'" + id + "'");
            assertThat(otto.socket().next()).isEqualTo("41");
            assertThat(client.call("out-everywhere", "'x'")).isEqualTo(Client.failed("User not found."));
        }
    }

    @Test
    @DisplayName("after ten failures an account has to wait, whatever its case and whoever asks")
    void throttle() {
        register(client, "Tilda");
        for (int i = 0; i < 10; i++) {
            String name = i % 2 == 0 ? "tilda" : "TILDA";
            assertThat(client.call("auth", login(name, "wrong1!"))).isEqualTo(Client.failed("User not found."));
        }
        try (Client other = Client.join("/")) {
            assertThat(other.call("auth", login("Tilda", PASSWORD)))
                    .isEqualTo("-> "
                            + Client.json("[{'ok':false,'err':'Too many attempts. Try again in a minute.','res':false,"
                                    + "'retryAfter':60}]"));
        }
    }

    @Test
    @DisplayName("logins at once leave one of them")
    void atOnce() {
        register(client, "Max");
        List<String> tokens = atOnce(
                8,
                i -> AuthHttp.insist("login", "{'name':'Max','password':'" + PASSWORD + "'}")
                        .token());
        assertThat(tokens)
                .filteredOn(token -> AuthHttp.post("check", "{'name':'Max','key':'" + token + "'}")
                                .status()
                        == 200)
                .hasSize(1);
    }

    @Test
    @DisplayName("registrations of one name at once make one user; the others are told that it is taken")
    void oneName() {
        List<Integer> statuses = atOnce(
                4,
                i -> AuthHttp.insist(
                                "register",
                                "{'name':'" + (i % 2 == 0 ? "Nora" : "NORA") + "','email':'n@x.org','password':'"
                                        + PASSWORD + "'}")
                        .status());
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    @DisplayName("logins, new passwords and ends of one user at once wait for each other, and none of them fails")
    void together() {
        String token = register(client, "Viola");
        String user = "{'name':'Viola','password':'" + PASSWORD + "'";
        String id = "'" + idOf("Viola", token) + "'";
        List<Integer> statuses = atOnce(16, i -> switch (i % 4) {
            case 0 -> AuthHttp.insist("login", user + "}").status();
            case 1 ->
                AuthHttp.insist("password", user + ",'new_password':'" + PASSWORD + "'}")
                        .status();
            case 2 ->
                AuthHttp.post("check", "{'name':'Viola','key':'" + token + "'}").status();
            default -> {
                try (Client other = Client.join("/")) {
                    yield other.call("out-everywhere", id).equals(Client.ok("false")) ? 200 : 500;
                }
            }
        });
        assertThat(statuses).allMatch(status -> status == 200 || status == 401).contains(200);
    }

    private static <T> List<T> atOnce(int count, IntFunction<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            return IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @DisplayName("leaves no token and no password in the log")
    void log() {
        String password = "Hushhush1!";
        String user = "'name':'Silke','password':'" + password + "','email':'silke@x.org'";
        String token = AuthHttp.token(client.call("auth", request("register", user)));
        client.call("auth", request("register", user));
        client.call("auth", login("Silke", "x" + password));
        client.call("keytest", key("Silke", "x" + token));
        withToken("/", "Silke", token).close();
        AuthHttp.post("check", "{'name':'Silke','key':'" + token + "'");
        assertThat(ServerLog.lines(password)).isEmpty();
        assertThat(ServerLog.lines(token)).isEmpty();
    }
}
