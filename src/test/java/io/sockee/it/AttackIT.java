package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.AttackSuite;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.SlowBodies;
import io.sockee.spec.client.SockJsHttp;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The attacks, on a server with all doors. {@code -Dsockee.it.database=mariadb} or {@code postgresql} puts another database than H2
 * behind it, {@code -Dsockee.it.scheme=https} attacks it over its own TLS.
 */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(AttackIT.DEPLOYMENT)
class AttackIT extends AttackSuite {
    /** What classes have in common that deploy {@link #war}. */
    static final String DEPLOYMENT = "attacked";

    private static final int PER_ADDRESS = 400;

    /** As many for actions as for sessions: together more than an address may have, and than there are threads. */
    private static final int SLOW = 75;

    private static final TestDatabase DATABASE =
            TestDatabase.valueOf(System.getProperty("sockee.it.database", "h2").toUpperCase(Locale.ROOT));
    private static final boolean SECURE =
            System.getProperty("sockee.it.scheme", "http").equals("https");

    /** Stack traces in the log before the attacks. */
    private static int traces;

    private static final String GIVEN_UP = "Request bodies that were given up";
    private static int lines;

    @Deployment(testable = false)
    static WebArchive war() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sockee.origins", "http://friend.example",
                "sockee.trusted-proxies", "127.0.0.1,::1",
                "sockee.hosts", "www.example.org",
                "sockee.connections.per-address", Integer.toString(PER_ADDRESS),
                "sockee.bodies.per-address", "100",
                "sockee.bodies.timeout", "3000",
                "SITE_NAME", "attacked",
                "AUTH_URL", "http://127.0.0.1:1/auth",
                "AUTH_SCHEME", "Bearer",
                "API_KEY", "the-secret-key-of-attacked"));
        settings.put("sockee.sockjs.bridge.prefix", "/sockjs");
        return Deployments.war(settings, DATABASE)
                .addPackage("io.sockee.conformance")
                .addPackage("io.sockee.it.app");
    }

    @BeforeAll
    static void count() {
        traces = ServerLog.traces().size();
        lines = ServerLog.lines(GIVEN_UP).size();
    }

    @AfterAll
    static void noStackTraces() {
        assertThat(ServerLog.traces().stream().skip(traces))
                .as("lines of stack traces that the attacks have left in the log")
                .hasSizeLessThan(100);
        assertThat(ServerLog.lines(GIVEN_UP).size() - lines)
                .as("lines about hundreds of bodies, of which one comes every ten seconds")
                .isBetween(1, 20);
    }

    @Test
    @DisplayName("bodies that trickle in for actions and for sessions of SockJS hold nobody up, and are given up")
    void slowBodiesOfOthers() {
        List<Endpoint> paths = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            String session = "/sockjs/000/slow" + i;
            try (RawHttp http = RawHttp.connect(new Endpoint(base(), session + "/xhr"))) {
                http.head("POST", "", "Content-Length: 0");
                assertThat(http.read().body()).isEqualTo("o\n");
            }
            paths.add(new Endpoint(base(), session + "/xhr_send"));
            paths.add(new Endpoint(base(), "/api/app/sum"));
        }
        attack(SlowBodies.of(paths), paths.size(), "");
    }

    /** On Open Liberty they do: it writes answers by a thread that waits for the client (see docs/operations.md). */
    @Test
    @Tag("once-on-wildfly")
    @DisabledIf("io.sockee.it.ServerLog#isLiberty")
    @DisplayName("clients that do not read their answers hold nobody up, on WildFly")
    void unreadAnswers() {
        assertUnreadAnswersHarmNobody();
    }

    /** Over HTTP whoever names a session of SockJS is its client, and pages may take short ids. */
    @Test
    @DisplayName("whoever guesses at sessions of SockJS is soon told nothing any more, also not of one that is there")
    void guessedSessions() {
        SockJsHttp http = new SockJsHttp(base());
        String there = SockJsHttp.session("/echo");
        String owner = "X-Forwarded-For: 192.0.2.80";
        assertThat(http.post(there + "/xhr", owner).body()).isEqualTo("o\n");

        int tries = 0;
        boolean hitRefused = false;
        while (!hitRefused && tries < 20_000) {
            try (RawHttp guesser = RawHttp.connect(http.at("/"));
                    RawHttp other =
                            RawHttp.connect(http.at("/"))) { // at once, as a server may end one behind a refusal
                int missed = 404;
                for (int i = 0; i < 90 && !hitRefused && missed != 0; i++) { // as many as any server takes over one
                    missed = guess(guesser, "/echo/000/" + tries++);
                    assertThat(missed).isIn(404, 429, 0);
                    hitRefused = missed == 429
                            && guess(other, there) == 429; // unless 5 ms have passed, and it may try again
                }
            }
            // It would be forgotten if nobody received for five seconds.
            assertThat(http.send(there + "/xhr_send", "[\"x\"]", owner).status())
                    .isEqualTo(204);
            assertThat(http.post(there + "/xhr", owner).body()).isEqualTo("a[\"x\"]\n");
        }
        assertThat(hitRefused).as("after " + tries + " tries").isTrue();
        assertThat(tries).as("5,000 at once, and 200 a second").isGreaterThan(5_000);
        assertThat(http.send(there + "/xhr_send", "[\"x\"]", owner).status())
                .as("its owner")
                .isEqualTo(204);
    }

    /** The answer's status; 0 when the connection has ended. */
    private static int guess(RawHttp http, String session) {
        try {
            return status(http, session);
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static int status(RawHttp http, String session) {
        return http.write("POST " + session + "/xhr_send HTTP/1.1\r\nHost: localhost\r\n"
                        + "X-Forwarded-For: 192.0.2.81\r\nContent-Length: 0\r\n\r\n")
                .read()
                .status();
    }

    /** Clients escape them. WildFly answers by itself, before the application is asked. */
    @Test
    @DisplayName("brackets, braces and bars as they are in a query are taken by Open Liberty and refused by WildFly")
    void rawQuery() {
        try (RawHttp http = RawHttp.connect(Endpoint.socketIo(base()))) {
            int status = http.get("EIO=4&transport=polling&x=[]{}|").status();
            assertThat(status).isEqualTo(System.getProperty("sockee.server").equals("wildfly") ? 400 : 200);
        }
    }

    /** Without a login, each would put a stack trace of JAX-RS and a text of the client's own into the log. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/auth/login", "/send?site=attacked&apiKey=the-secret-key-of-attacked", "/send?site=attacked"
            })
    @DisplayName("media types that cannot be read are refused, and leave nothing in the log")
    void mediaTypes(String target) {
        int before = ServerLog.traces().size();
        for (String header : List.of("Content-Type", "Accept")) {
            for (String length : List.of("0", "2")) {
                try (RawHttp http = RawHttp.connect(new Endpoint(base(), target.replaceFirst("\\?.*", "")))) {
                    http.head(
                            "POST",
                            target.replaceFirst("[^?]*\\??", ""),
                            header + ": /;;=unheard-of",
                            "Content-Length: " + length);
                    HttpReply reply = http.write("{}".substring(0, Integer.parseInt(length)))
                            .read();
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.body()).contains("The " + header + " is not well-formed.");
                }
            }
        }
        assertThat(ServerLog.traces()).hasSize(before);
        assertThat(ServerLog.lines("unheard-of")).isEmpty();
    }

    @Override
    protected URI base() {
        return SECURE ? Deployments.secureBase() : Deployments.base();
    }

    @Override
    protected int perAddress() {
        return PER_ADDRESS;
    }
}
