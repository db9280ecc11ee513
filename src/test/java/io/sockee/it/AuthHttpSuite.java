package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sockee.databases.TestDatabase;
import io.sockee.it.AuthHttp.Reply;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering, logging in and out over HTTP. */
abstract class AuthHttpSuite {

    static WebArchive war(TestDatabase database) {
        return Deployments.war(
                        Map.of(
                                "sockee.auth.registration", "true",
                                "sockee.auth.failures-per-account", "4",
                                "sockee.trusted-proxies", "127.0.0.1,::1",
                                "sockee.origins", "https://friend.example"),
                        database)
                .addPackage("io.sockee.it.users");
    }

    private static Reply register(String name) {
        Reply reply =
                AuthHttp.post("register", "{'name':'" + name + "','email':'" + name + "@x.org','password':'secret1!'}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    @Test
    @DisplayName("somebody registers, logs in, is known, and logs out")
    void life() {
        Reply registered = register("hanna");
        assertThat(registered.body())
                .matches("\\{\"ok\":true,\"err\":false,\"res\":\\{\"name\":\"hanna\",\"token\":\"[\\w-]{43}\"}}");
        assertThat(registered.response().headers().firstValue("content-type").orElseThrow())
                .startsWith("application/json");
        assertThat(registered.response().headers().firstValue("cache-control")).hasValue("no-store");

        Reply login = AuthHttp.post("login", "{'name':'HANNA','password':'secret1!','persistent':true}");
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.body()).startsWith("{\"ok\":true,\"err\":false,\"res\":{\"name\":\"hanna\",\"token\":\"");
        String key = "{'name':'hanna','key':'" + login.token() + "'}";

        Reply check = AuthHttp.post("check", key);
        assertThat(check.status()).isEqualTo(200);
        assertThat(check.body()).matches("\\{\"ok\":true,\"err\":false,\"res\":\\d+}");
        assertThat(AuthHttp.post("check", "{'name':'hanna','key':'" + registered.token() + "'}"))
                .as("sessions=one: the login took the place of the registration's")
                .satisfies(old -> assertThat(old.status()).isEqualTo(401))
                .satisfies(old -> assertThat(old.body()).isEqualTo(AuthHttp.failure("User not found.")));

        Reply logout = AuthHttp.post("logout", key);
        assertThat(logout.status()).isEqualTo(204);
        assertThat(logout.body()).isEmpty();
        assertThat(AuthHttp.post("check", key).status()).isEqualTo(401);
        assertThat(AuthHttp.post("logout", key).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("a new password ends the old one and the logins")
    void password() {
        String old = register("petra").token();
        Reply changed = AuthHttp.post("password", "{'name':'petra','password':'secret1!','new_password':'other2#'}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(AuthHttp.post("check", "{'name':'petra','key':'" + old + "'}")
                        .status())
                .isEqualTo(401);
        assertThat(AuthHttp.post("check", "{'name':'petra','key':'" + changed.token() + "'}")
                        .status())
                .isEqualTo(200);
        assertThat(AuthHttp.post("login", "{'name':'petra','password':'secret1!'}")
                        .status())
                .isEqualTo(401);
        assertThat(AuthHttp.post("login", "{'name':'petra','password':'other2#'}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "register | [] | 400 | Bad data passed to auth.",
                "register | no json | 400 | Bad data passed to auth.",
                "register | ~~ | 400 | Bad data passed to auth.",
                "register | {'name':'a'} | 400 | User data invalid.",
                "register | {'name':'a','password':5} | 400 | User data invalid.",
                "register | {'name':'','password':''} | 400 | You need to fill in a name.",
                "register | {'name':'a','password':''} | 400 | You need to fill in a password.",
                "register | {'name':'a','password':'b'} | 400 | User name must be between 3 and 32 characters.",
                "register | {'name':'ann','password':'secret1!'} | 400 | Email address needed.",
                "register | {'name':'taken','email':'t@x.org','password':'secret1!'} | 409 | User name already in use.",
                "login | {'name':'ghost','password':'secret1!'} | 401 | User not found.",
                "login | {'name':'taken','password':'secret2!'} | 401 | User not found.",
                "check | [] | 400 | Bad data passed to auth.",
                "check | {} | 400 | Bad key input.",
                "check | {'name':'taken','key':'k'} | 401 | User not found.",
                "logout | {'name':'taken'} | 400 | Bad key input.",
                "logout | {'name':'taken','key':'k'} | 401 | User not found.",
                "password | {'name':'taken','password':'secret1!'} | 400 | User data invalid.",
                "password | {'name':'taken','password':'secret1!','new_password':'x'} | 400 | Password must be between 5 and 60 characters long.",
                "password | {'name':'taken','password':'wrong1!','new_password':'other2#'} | 401 | User not found.",
            })
    @DisplayName("what cannot be is refused with its status and message")
    void refusals(String what, String body, int status, String message) {
        if (body.contains("taken")) {
            AuthHttp.post("register", "{'name':'taken','email':'t@x.org','password':'secret1!'}");
        }
        Reply reply = AuthHttp.post(what, body);
        assertThat(reply.body()).isEqualTo(AuthHttp.failure(message));
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    @DisplayName("too many failures are told so, with the right password too")
    void throttle() {
        register("tom");
        for (int i = 0; i < 4; i++) {
            assertThat(AuthHttp.post("login", "{'name':'tom','password':'wrong" + i + "!'}")
                            .status())
                    .isEqualTo(401);
        }
        Reply reply = AuthHttp.post("login", "{'name':'Tom','password':'secret1!'}");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.body()).isEqualTo(AuthHttp.failure("Too many attempts. Try again in a minute."));
        assertThat(reply.response().headers().firstValue("retry-after")).hasValue("60");
    }

    @Test
    @DisplayName("the address that failures count for is the one that a trusted proxy tells, not what a client adds")
    void throttledAddress() {
        for (int i = 0; i < 30; i++) {
            assertThat(loginFrom("192.0.2." + i + ", 198.51.100.1", "nobody" + i))
                    .isEqualTo(401);
        }
        assertThat(loginFrom("203.0.113.1, 198.51.100.1", "somebody")).isEqualTo(429);
        assertThat(loginFrom("198.51.100.1", "somebody")).isEqualTo(429);
        assertThat(loginFrom("198.51.100.1, 198.51.100.2", "somebody")).isEqualTo(401);
    }

    private static int loginFrom(String forwarded, String name) {
        return AuthHttp.post("login", "{'name':'" + name + "','password':'secret1!'}", "X-Forwarded-For", forwarded)
                .status();
    }

    @Test
    @DisplayName("a body that is too large is not read to its end")
    void large() {
        Reply reply = AuthHttp.post("login", "{'name':'" + "x".repeat(20_000) + "','password':'p'}");
        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    @DisplayName("a body that is no UTF-8 is refused: else different passwords would be the same")
    void illFormed() {
        byte[] body = Client.json("{'name':'ute','email':'ute@x.org','password':'secret1!#'}")
                .replace('#', '\u00ff')
                .getBytes(StandardCharsets.ISO_8859_1);
        for (String what : List.of("register", "login")) {
            Reply reply =
                    AuthHttp.send(HttpRequest.newBuilder(Deployments.base().resolve("/api/auth/" + what))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build());
            assertThat(reply.body()).isEqualTo(AuthHttp.failure("Bad data passed to auth."));
            assertThat(reply.status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/;;=unheard-of", "unheard-of", "application/json, text/plain"})
    @DisplayName("a Content-Type that is none is refused, and leaves nothing in the log")
    void contentType(String type) {
        int traces = ServerLog.traces().size();
        Reply reply = AuthHttp.send(HttpRequest.newBuilder(Deployments.base().resolve("/api/auth/login"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(reply.body()).isEqualTo(AuthHttp.failure("The Content-Type is not well-formed."));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(ServerLog.traces()).hasSize(traces);
        assertThat(ServerLog.lines("unheard-of")).isEmpty();
    }

    @Test
    @DisplayName("an Accept that is none is refused as well; one that Java's own client sends is none of these")
    void accept() {
        int traces = ServerLog.traces().size();
        assertThat(AuthHttp.post("login", "{}", "Accept", "text/html, /;;=unheard-of")
                        .body())
                .isEqualTo(AuthHttp.failure("The Accept is not well-formed."));
        assertThat(AuthHttp.post("login", "{}", "Accept", "text/html, image/gif, *; q=.2, */*; q=.2")
                        .body())
                .isEqualTo(AuthHttp.failure("User data invalid."));
        assertThat(ServerLog.traces()).hasSize(traces);
        assertThat(ServerLog.lines("unheard-of")).isEmpty();
    }

    @Test
    @DisplayName("pages of other sites are refused, those of listed ones may read the answer")
    void origins() {
        Reply foreign = AuthHttp.post("login", "{}", "Origin", "https://evil.example");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body()).isEqualTo(AuthHttp.failure("This origin is not allowed."));
        Reply friend = AuthHttp.post("login", "{}", "Origin", "https://friend.example");
        assertThat(friend.status()).isEqualTo(400);
        assertThat(friend.response().headers().firstValue("access-control-allow-origin"))
                .hasValue("https://friend.example");
        Reply preflight =
                AuthHttp.send(HttpRequest.newBuilder(Deployments.base().resolve("/api/auth/login"))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .headers("Origin", "https://friend.example", "Access-Control-Request-Method", "POST")
                        .build());
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.response().headers().firstValue("access-control-allow-methods"))
                .isPresent();
    }

    @Test
    @DisplayName("the token opens sockets, and a wrong one does not")
    void handshake() {
        String token = register("sandra").token();
        try (Client nobody = Client.join("/users")) {
            assertThat(nobody.call("who")).isEqualTo(Client.ok("'nobody'"));
            assertThat(nobody.call("mine")).isEqualTo(Client.failed("You are not logged in."));
        }
        try (Client sandra = Client.join("/users", "{'name':'sandra','token':'" + token + "'}")) {
            assertThat(sandra.call("mine")).isEqualTo(Client.ok("'hello sandra'"));
        }
        try (Client other = Client.outside("/users")) {
            assertThat(other.attempt("{'name':'sandra','token':'x'}"))
                    .isEqualTo("44/users,{\"message\":\"User not found.\"}");
            assertThat(other.attempt("{'name':'petra','token':'" + token + "'}"))
                    .isEqualTo("44/users,{\"message\":\"User not found.\"}");
            assertThat(other.attempt("{'name':'sandra','token':'" + token + "'}"))
                    .startsWith("40/users,");
        }
    }

    @Test
    @DisplayName("an end of the login ends its sockets")
    void ends() {
        String token = register("lea").token();
        try (Client lea = Client.join("/users", "{'name':'lea','token':'" + token + "'}")) {
            AuthHttp.post("logout", "{'name':'lea','key':'" + token + "'}");
            assertThat(lea.socket().next()).isEqualTo("41/users,");
        }
    }

    @Test
    @DisplayName("the resources are described, and every answer in these tests is as it is described")
    void described() throws Exception {
        Reply document = AuthHttp.send(HttpRequest.newBuilder(Deployments.base().resolve("/sockee/openapi.yaml"))
                .build());
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.response().headers().firstValue("content-type").orElseThrow())
                .startsWith("application/yaml");
        assertThat(new YAMLMapper().readTree(document.body())).isEqualTo(OpenApi.DOCUMENT.json());
    }
}
