package io.sockee.it;

import static io.sockee.it.PushSites.COUNTERSIGNED;
import static io.sockee.it.PushSites.DEAD;
import static io.sockee.it.PushSites.PLAIN;
import static io.sockee.it.PushSites.SHOP;
import static io.sockee.it.PushSites.SIGNED;
import static io.sockee.it.PushSites.UNASKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.TestDatabase;
import io.sockee.deployments.SharedDeployment;
import io.sockee.it.AuthHttp.Reply;
import io.sockee.push.WebsiteServer;
import io.sockee.push.WebsiteServer.Seen;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawHttp;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors of the push gateway: how clients connect, and what websites are answered. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(PushSites.DEPLOYMENT)
@DisplayName("The push gateway")
class PushGatewayIT extends PushSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return PushSites.war(TestDatabase.H2);
    }

    // --- Connecting ---------------------------------------------------------------------------------------------

    @Test
    @DisplayName("a client is shown to the website with its token and its meta, and greeted with the settings")
    void connects() {
        String meta = "{\"app\":1}";
        try (PushDevice device = PushDevice.join(SHOP, token, "d", "&meta=" + PushHttp.encoded(meta))) {
            device.takesSettings();
            device.hearsNothing();
        }
        try (EngineSocket socket = PushDevice.connection("");
                PushDevice device = PushDevice.join(socket, PLAIN, "{'token':'" + token + "'}")) {
            device.hearsNothing();
        }
        assertThat(PushSites.seen("/shop/auth"))
                .filteredOn(seen -> ("Bearer " + token).equals(seen.authorization()))
                .containsExactly(new Seen("GET", "/shop/auth", "Bearer " + token, meta, ""));
        assertThat(PushSites.seen("/plain/auth"))
                .filteredOn(seen -> ("Token " + token).equals(seen.authorization()))
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 | ~~ | Authentication failed",
                "403 | ['user_1'] | Auth 403 error",
                "302 | ['user_1'] | Auth 302 error",
                "201 | ['user_1'] | Auth 201 error",
                "200 | ~~ | Auth error: the answer is no list of rooms",
                "200 | <html> | Auth error: the answer is no list of rooms",
                "200 | {'rooms':['user_1']} | Auth error: the answer is no list of rooms",
                "200 | ['user_1',5] | Auth error: the answer is no list of rooms: 5 is no text. Rooms are, as in [\\'user_8\\']",
                "200 | ['user_1 '] | Auth error: the answer is no list of rooms: \\'user_1 \\' cannot be a room's name",
                "200 | [] | User is missing a private room",
                "200 | ['staff','User_1'] | User is missing a private room",
            })
    @DisplayName("a client is told why the website does not let it in")
    void refuses(int status, String answer, String message) {
        String refused = "refused " + token;
        PushSites.answers(SHOP, refused, exchange -> WebsiteServer.answer(exchange, status, Client.json(answer)));
        assertThat(PushDevice.attempt(SHOP, "&token=" + PushHttp.encoded(refused), ""))
                .isEqualTo("44{'message':'" + message + "'}");
    }

    @Test
    @DisplayName("a client is told when to ask again where a failure of the website may pass")
    void refusesForNow() {
        String refused = "refused for now " + token;
        PushSites.answers(SHOP, refused, exchange -> WebsiteServer.answer(exchange, 500, ""));
        assertThat(PushDevice.attempt(SHOP, "&token=" + PushHttp.encoded(refused), ""))
                .isEqualTo("44{'message':'Auth 500 error','data':{'retryAfter':5}}");
    }

    @Test
    @DisplayName("a client without a token, or with one that no header can have, is not let in")
    void noToken() {
        String failed = "44{'message':'Authentication failed'}";
        assertThat(PushDevice.attempt(SHOP, "", "")).isEqualTo(failed);
        assertThat(PushDevice.attempt(SHOP, "&token=a%0d%0aX-Meta:%20b", "")).isEqualTo(failed);
        assertThat(PushDevice.attempt(SHOP, "&token=t%C3%B6k%C3%A9n", ""))
                .isEqualTo(
                        "44{'message':'Authentication failed: the token has characters that no HTTP header can have'}");
        assertThat(PushDevice.attempt(SHOP, "", "{'token':['" + token + "']}")).isEqualTo(failed);
        assertThat(PushDevice.attempt("nosite", "&token=" + PushHttp.encoded(token), ""))
                .isEqualTo("44{'message':'Invalid namespace'}");
    }

    @Test
    @DisplayName("a token that the site's issuer has not signed for it is refused before its website hears of it")
    void tokensOfIssuers() {
        Instant later = Instant.now().plusSeconds(600);
        String signed = JwksServer.INSTANCE.token(user, SIGNED, later);
        String others = JwksServer.INSTANCE.token(user, COUNTERSIGNED, later);
        for (String site : List.of(SIGNED, COUNTERSIGNED)) {
            for (String any : List.of(signed, others, token, JwksServer.INSTANCE.foreign(user))) {
                PushSites.admits(site, any, user); // it would let everybody in
            }
        }
        try (PushDevice here = PushDevice.join(SIGNED, signed, "d", "");
                PushDevice there = PushDevice.join(COUNTERSIGNED, others, "d", "")) {
            accepts(SIGNED, event("news"));
            assertThat(here.next()).contains("news");
            there.hearsNothing();
        }
        String failed = "44{'message':'Authentication failed: Token not valid.'}";
        assertThat(PushDevice.attempt(SIGNED, "&token=" + others, "")).isEqualTo(failed);
        assertThat(PushDevice.attempt(COUNTERSIGNED, "&token=" + signed, "")).isEqualTo(failed);
        assertThat(PushDevice.attempt(SIGNED, "&token=" + PushHttp.encoded(token), ""))
                .isEqualTo(failed);
        assertThat(PushDevice.attempt(SIGNED, "", "")).isEqualTo("44{'message':'Authentication failed'}");
        String past = JwksServer.INSTANCE.token(user, SIGNED, Instant.now().minusSeconds(100));
        assertThat(PushDevice.attempt(SIGNED, "&token=" + past, ""))
                .isEqualTo("44{'message':'Authentication failed: Token has expired.'}");
        assertThat(PushSites.seen("/" + SIGNED + "/auth"))
                .extracting(Seen::authorization)
                .contains("Bearer " + signed)
                .doesNotContain("Bearer " + others, "Bearer " + token, "Bearer " + past);
    }

    @Test
    @DisplayName(
            "the clients of a site without an authUrl are in the rooms of their tokens' users, and in the public one")
    void noAuthUrl() {
        Instant later = Instant.now().plusSeconds(600);
        String ann = JwksServer.INSTANCE.token("ann of " + token, UNASKED, later);
        String bob = JwksServer.INSTANCE.token("bob of " + token, UNASKED, later);
        try (PushDevice anns = PushDevice.durable(UNASKED, ann, "phone")) {
            try (PushDevice bobs = PushDevice.durable(UNASKED, bob, "phone")) {
                accepts(UNASKED, "{'rooms':'user_ann of " + token + "','event':'hers'}");
                assertThat(anns.next()).contains("hers");
                bobs.hearsNothing();
                accepts(UNASKED, "{'rooms':'public','event':'for all'}");
                assertThat(anns.next()).contains("for all");
                assertThat(bobs.next()).contains("for all");
            }
            accepts(UNASKED, "{'rooms':'user_bob of " + token + "','event':'his'}"); // it waits for his phone
            anns.hearsNothing();
        }
        try (PushDevice bobs = PushDevice.durable(UNASKED, bob, "phone")) {
            assertThat(bobs.next()).contains("his");
        }
        assertThat(PushDevice.attempt(UNASKED, "", "")).isEqualTo("44{'message':'Authentication failed'}");
        assertThat(PushDevice.attempt(UNASKED, "&token=" + JwksServer.INSTANCE.token("x", SIGNED, later), ""))
                .isEqualTo("44{'message':'Authentication failed: Token not valid.'}");
        assertThat(PushDevice.attempt(
                        UNASKED, "&token=" + JwksServer.INSTANCE.token("x".repeat(255), UNASKED, later), ""))
                .isEqualTo(
                        "44{'message':'Authentication failed: the name that the token has for its user cannot be part of a"
                                + " room's name'}");
    }

    @Test
    @DisplayName("a client goes when its token is past its time")
    void tokenPast() {
        // Clocks may be wrong by a minute.
        String ending = JwksServer.INSTANCE.token(user, SIGNED, Instant.now().minusSeconds(58));
        PushSites.admits(SIGNED, ending, user);
        try (EngineSocket socket = PushDevice.connection("&token=" + ending);
                PushDevice unused = PushDevice.join(socket, SIGNED, "")) {
            assertThat(socket.next()).isEqualTo("41/" + SIGNED + ",");
        }
    }

    @Test
    @DisplayName("a website that is slow, endless or away does not hold its clients")
    void ill() {
        PushSites.answers(SHOP, "slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) { // until the connection is cut
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(PushDevice.attempt(SHOP, "&token=slow", ""))
                .isEqualTo("44{'message':'Auth error: no answer in time','data':{'retryAfter':5}}");
        byte[] block = new byte[1 << 16];
        PushSites.answers(SHOP, "huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) { // until the connection is cut
                exchange.getResponseBody().write(block);
            }
        });
        assertThat(PushDevice.attempt(SHOP, "&token=huge", ""))
                .isEqualTo("44{'message':'Auth error: the answer is too large'}");
        List<String> answers = IntStream.range(0, 7)
                .mapToObj(i -> PushDevice.attempt(DEAD, "&token=t", ""))
                .toList();
        assertThat(answers)
                .contains(
                        "44{'message':'Auth error: the website does not answer; try again later','data':{'retryAfter':5}}");
        assertThat(answers)
                .isSubsetOf(
                        "44{'message':'Auth error: no connection','data':{'retryAfter':5}}",
                        "44{'message':'Auth error: the website does not answer; try again later','data':{'retryAfter':5}}");
        assertThat(PushDevice.attempt(SHOP, "&token=unknown", ""))
                .as("another site's website is well")
                .isEqualTo("44{'message':'Authentication failed'}");
    }

    @Test
    @DisplayName("the website is told when a user comes and goes")
    void times() {
        long before = System.currentTimeMillis();
        String path = "/times/" + user.substring("user_".length());
        PushDevice.durable(SHOP, token, "d").close();
        await().until(() -> PushSites.seen(path).count() == 2);
        List<Seen> told = PushSites.seen(path).toList();
        assertThat(told).allSatisfy(seen -> {
            assertThat(seen.method()).isEqualTo("PUT");
            assertThat(seen.authorization()).isEqualTo("Bearer " + token);
        });
        String id = "\\{\"id\":\"" + user.substring("user_".length()) + "\",\"user\":\\{\"";
        String time = "\":\"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)\"}}";
        assertThat(told.get(0).body()).matches(id + "last_connected" + time);
        assertThat(told.get(1).body()).matches(id + "last_disconnected" + time);
        assertThat(java.time.Instant.parse(told.get(0).body().replaceAll(".*\"(20[^\"]+)\".*", "$1"))
                        .toEpochMilli())
                .isBetween(before, System.currentTimeMillis());
    }

    // --- POST /send ---------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | {} | 400 | Missing query param 'site' or 'apiKey'.",
                "?site=shop | {} | 400 | Missing query param 'site' or 'apiKey'.",
                "?apiKey=the-secret-key-of-shop | {} | 400 | Missing query param 'site' or 'apiKey'.",
                "?site=&apiKey=the-secret-key-of-shop | {} | 400 | Missing query param 'site' or 'apiKey'.",
                "?site=shop&apiKey= | {} | 400 | Missing query param 'site' or 'apiKey'.",
                "?site=nosite&apiKey=the-secret-key-of-shop | {} | 401 | ApiKey invalid.",
                "?site=shop&apiKey=the-secret-key-of-shoq | {} | 401 | ApiKey invalid.",
                "?site=SHOP&apiKey=the-secret-key-of-shop | {} | 401 | ApiKey invalid.",
                "?site=/shop&apiKey=the-secret-key-of-shop | {} | 401 | ApiKey invalid.",
                "?site=plain&apiKey=the-secret-key-of-shop | {} | 401 | ApiKey invalid.",
                "?site=shop&apiKey=the-secret-key-of-shop | { | 400 | The body is no valid JSON.",
                "?site=shop&apiKey=the-secret-key-of-shop | ~~ | 400 | The body must be a JSON object.",
                "?site=shop&apiKey=the-secret-key-of-shop | {'rooms':'r'} | 400 | There is no event: a text that names it.",
                "?site=shop&apiKey=the-secret-key-of-shop | {'event':'e'} | 400 | There are no rooms.",
            })
    @DisplayName("a post that cannot be is told what is wrong, in text or JSON, before anything of it is done")
    void answers(String query, String body, int status, String message) {
        Reply text = PushHttp.post(query, "application/json", Client.json(body));
        assertThat(text.status() + " " + text.body()).isEqualTo(status + " " + message);
        assertThat(text.response().headers().firstValue("content-type").orElseThrow())
                .startsWith("text/plain");
        Reply json = PushHttp.post(query, "application/json", Client.json(body), "Accept", "application/json");
        assertThat(json.status() + " " + json.body()).isEqualTo(status + " {\"error\":\"" + message + "\"}");
    }

    @Test
    @DisplayName("the key may come in a header, and JSON is answered to whoever asks for it")
    void header() {
        String query = "?site=shop";
        String body = Client.json(event("e"));
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            Reply reply = PushHttp.post(
                    query,
                    "application/json; charset=utf-8",
                    body,
                    "X-Api-Key",
                    PushSites.key(SHOP),
                    "Accept",
                    "application/json");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).matches("\\{\"ids\":\\[\"\\w+\"],\"rooms\":\\[\"" + user + "\"],\"devices\":1}");
            assertThat(device.next()).isEqualTo("0['e']");
        }
        assertThat(PushHttp.post(query, "application/json", body, "X-Api-Key", PushSites.key(PLAIN))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key: a\r\nIdempotency-Key: b", "Idempotency-Key: a\u0001b"})
    @DisplayName("two keys for repetitions, or one that no two programs read alike, are refused")
    void repeatKeys(String fields) {
        String body = Client.json(event("e"));
        try (RawHttp http = RawHttp.connect(new Endpoint(Deployments.base(), "/send"))) {
            http.head(
                    "POST",
                    "site=shop&apiKey=" + PushSites.key(SHOP),
                    "Content-Type: application/json",
                    "Content-Length: " + body.length(),
                    fields);
            assertThat(http.write(body).read().status()).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("a body may have a megabyte and not a byte more")
    void large() {
        String body = Client.json(event("e"));
        String fitting = body + " ".repeat((1 << 20) - body.length());
        String query = "?site=plain&apiKey=" + PushSites.key(PLAIN);
        assertThat(PushHttp.post(query, "application/json", fitting).status()).isEqualTo(200);
        assertThat(PushHttp.post(query, "application/json", fitting + " ").status())
                .isEqualTo(413);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // Rails' to_query, PHP's http_build_query, jQuery's param, Python's urlencode
                "args[]=user&args[][id]=1&args[][age]=5&event=up&rooms[]=$ | ['up','user',{'id':'1','age':'5'}]",
                "rooms%5B0%5D=$&event=up&args%5B0%5D=user&args%5B1%5D%5Bid%5D=1 | ['up','user',{'id':'1'}]",
                "rooms%5B%5D=$&event=up&args%5B%5D=user&args%5B1%5D%5Btags%5D%5B%5D=a | ['up','user',{'tags':['a']}]",
                "rooms=$&event=up&args=a+b%2Bc%26%C3%A9 | ['up','a b+c&é']",
                "rooms=$&event=up | ['up']",
                "rooms%5B0%5D=$&event=up&args%5B1%5D=0&args%5B3%5D=x | ['up',null,'0',null,'x']",
                "rooms=$&rooms=nobody&event=up&args=x&args=y | ['up','x','y']",
            })
    @DisplayName("forms come as they would in JSON")
    void forms(String form, String event) {
        String query = "?site=shop&apiKey=" + PushSites.key(SHOP);
        try (PushDevice device = PushDevice.durable(SHOP, token, "d")) {
            for (String type :
                    List.of("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-8")) {
                Reply reply = PushHttp.post(query, type, form.replace("$", user));
                assertThat(reply.status() + " " + reply.body()).isEqualTo("200 OK");
                assertThat(device.next().replaceFirst("^\\d", "")).isEqualTo(event);
            }
        }
    }

    @Test
    @DisplayName("a plain site's rooms get what is sent to them, once each, and keep nothing")
    void plain() {
        accepts(PLAIN, event("early"));
        try (PushDevice device = PushDevice.join(PLAIN, token, "d", "")) {
            accepts(PLAIN, "{'rooms':['" + user + "','staff of " + user + "'],'event':'e','args':{'n':1.50}}");
            assertThat(device.next()).isEqualTo("['e',{'n':1.50}]");
            accepts(PLAIN, "{'rooms':['nobody'],'event':'e'}");
            device.hearsNothing();
        }
    }

    @Test
    @DisplayName("the server tells that it is healthy")
    void health() {
        Reply reply = AuthHttp.send(HttpRequest.newBuilder(Deployments.base().resolve("/healthcheck"))
                .build());
        assertThat(reply.status() + " " + reply.body()).isEqualTo("200 ok");
    }
}
