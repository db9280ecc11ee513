package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.Link;
import io.sockee.databases.TestDatabase;
import io.sockee.servers.ServerProcess;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.Stopwatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A server with the delivered configuration whose database is not there, comes, goes and hangs; one story. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-servers")
abstract class OutageSuite {
    private static final String MESSAGE = "The database is not available. Try again later.";
    private static final String REFUSAL = "44/users,{\"message\":\"" + MESSAGE + "\",\"data\":{\"retryAfter\":5}}";
    private static final String PASSWORD = "'password':'secret1!','email':'a@x.org'";

    /** Until a question to a database that hangs is given up, the wait for a connection included. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int MANY = 60;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestDatabase product;
    private final String parameters;
    private DatabaseAddress database;
    private Link link;
    private ServerProcess server;
    private Client bystander;
    private Client eve;

    /**
     * @param parameters of the URL, as the documentation has them
     */
    OutageSuite(TestDatabase product, String parameters) {
        this.product = product;
        this.parameters = parameters;
    }

    @BeforeAll
    void prepare() throws IOException {
        database = product.create();
        link = Link.to(database.port());
        Path war = Files.createTempFile("sockee-outage", ".war");
        Deployments.war(Map.of(
                        "sockee.auth.registration", "true",
                        "sockee.engine.ping-interval", "300000")) // clients here answer pings only when they wait
                .addPackage("io.sockee.it.users")
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        server = ServerProcess.in("outage", war)
                .with(database.by(link).environment())
                .with("SOCKEE_DB_URL", database.by(link).url() + parameters);
        Files.delete(war);
    }

    @AfterAll
    void end() throws IOException {
        for (Client client : new Client[] {bystander, eve}) {
            if (client != null) {
                client.close();
            }
        }
        if (server != null) {
            server.close();
        }
        link.close();
    }

    private URI base() {
        return server.base();
    }

    private AuthHttp.Reply post(String what, String user) {
        return AuthHttp.post(base(), what, "{" + user + "}");
    }

    private static String user(String name) {
        return "'name':'" + name + "'," + PASSWORD;
    }

    private static String key(String name, String token) {
        return "'name':'" + name + "','key':'" + token + "'";
    }

    private void register(String name) {
        // Not at once: for a second after a failure it is not looked for again, and then it may have no tables yet.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(post("register", user(name)).status()).isEqualTo(201));
    }

    private static void assertUnavailable(AuthHttp.Reply reply) {
        assertThat(reply.body()).isEqualTo(AuthHttp.failure(MESSAGE));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.response().headers().firstValue("retry-after")).hasValue("5");
    }

    private void assertEverythingIsRefused() {
        assertUnavailable(post("register", user("early")));
        assertUnavailable(post("login", user("early")));
        assertUnavailable(post("check", key("early", "x")));
        assertThat(bystander.call("auth", "{'type':'login','user':{" + user("early") + "}}"))
                .isEqualTo(Client.failedForNow(MESSAGE, 5));
        assertThat(bystander.call("keytest", "{'user':{" + key("early", "x") + "}}"))
                .isEqualTo(Client.failedForNow(MESSAGE, 5));
        try (Client other = Client.outside(base(), "/users")) {
            assertThat(other.attempt("{'name':'early','token':'x'}")).isEqualTo(REFUSAL);
        }
    }

    /** What balancers are told, before the database's own time-out: whatever it does is no reason for a restart. */
    private void assertReady(boolean ready) {
        Stopwatch took = Stopwatch.start();
        HttpResponse<String> answer = health("ready");
        took.assertLessThan(Duration.ofSeconds(5));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(ready ? 200 : 503);
        assertThat(answer.body()).contains("{\"name\":\"database\",\"status\":\"" + (ready ? "UP" : "DOWN") + "\"}");
        assertThat(health("live").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> health(String which) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(base().resolve("/sockee/health/" + which))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("smoke")
    @Order(1)
    @DisplayName("that hangs or is not there: the server starts, and says so in its log")
    void start() throws IOException {
        link.clog();
        Stopwatch took = Stopwatch.start();
        server.start();
        took.assertLessThan(Duration.ofSeconds(90));
        assertThat(server.logged("The database cannot be reached", "refused until it can be"))
                .hasSize(1);
        bystander = Client.join(base(), "/", "");
        assertThat(bystander.call("who")).isEqualTo(Client.ok("'nobody'"));
    }

    @Test
    @Tag("smoke")
    @Order(2)
    @DisplayName("that is not there: what needs it is refused with 503 or its message, and nothing else is")
    void absent() throws IOException {
        link.close();
        assertEverythingIsRefused();
        assertReady(false);
        assertThat(bystander.call("who")).isEqualTo(Client.ok("'nobody'"));
    }

    @Test
    @Tag("smoke")
    @Order(3)
    @DisplayName("that comes is used without a restart")
    void comes() throws IOException {
        link.open();
        register("eve");
        assertThat(database.rows("select name from users")).containsExactly("eve");
        assertThat(server.logged("The database is ready.")).hasSize(1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertReady(true));
        String token = post("login", user("eve")).token();
        eve = Client.join(base(), "/users", "{'name':'eve','token':'" + token + "'}");
        assertThat(eve.call("mine")).isEqualTo(Client.ok("'hello eve'"));
    }

    @Test
    @Order(4)
    @DisplayName("that closes its connections, as one that is restarted, is asked on new ones")
    void cut() throws IOException {
        link.cut();
        assertThat(post("login", user("nobody")).status()).isEqualTo(401);
        register("anna");
    }

    @Test
    @Order(5)
    @DisplayName("that goes away takes no socket with it, and is used as soon as it is back")
    void gone() throws IOException {
        link.close();
        assertEverythingIsRefused();
        assertThat(eve.call("mine")).isEqualTo(Client.ok("'hello eve'"));
        link.open();
        register("bert");
        assertThat(eve.call("mine")).isEqualTo(Client.ok("'hello eve'"));
    }

    @Test
    @Order(6)
    @DisplayName("that ends a connection in the middle of a call has not done it, and is used again")
    void ends() throws SQLException {
        try (Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from users where name_folded = 'anna' for update");
            CompletableFuture<AuthHttp.Reply> login = later(() -> post("login", user("anna")));
            await().until(() -> {
                List<String> waiting = database.rows(waiting());
                waiting.forEach(id -> database.execute(end(id)));
                return !waiting.isEmpty();
            });
            assertUnavailable(login.join());
            holder.rollback();
        }
        assertThat(post("login", user("anna")).status()).isEqualTo(200);
    }

    /** A query for the numbers of connections that wait for a lock. */
    abstract String waiting();

    /** What ends a connection. */
    abstract String end(String id);

    @Test
    @Order(7)
    @DisplayName("that hangs is given up after a while, and delays nobody who does not need it")
    void hangs() throws IOException {
        link.clog();
        Stopwatch took = Stopwatch.start();
        List<Client> others = new ArrayList<>();
        List<CompletableFuture<AuthHttp.Reply>> waiting = List.of(
                later(() -> post("register", user("late"))),
                later(() -> post("login", user("eve"))),
                later(() -> post("check", key("eve", "x"))));
        for (int i = 0; i < MANY; i++) { // more than there are threads, and connections to the database
            Client other = Client.outside(base(), "/users");
            other.socket().send("40/users,{\"name\":\"eve\",\"token\":\"x\"}");
            others.add(other);
        }
        Stopwatch asked = Stopwatch.start();
        for (int i = 0; i < 3; i++) {
            assertThat(eve.call("mine")).isEqualTo(Client.ok("'hello eve'"));
            assertThat(bystander.call("who")).isEqualTo(Client.ok("'nobody'"));
        }
        asked.assertLessThan(Duration.ofSeconds(2));
        assertReady(false);
        waiting.forEach(reply -> assertUnavailable(reply.join()));
        for (Client other : others) {
            assertThat(other.socket().raw().next(PATIENCE)).isEqualTo(new Frame.Text(REFUSAL));
            other.close();
        }
        took.assertLessThan(PATIENCE);
    }

    private static <T> CompletableFuture<T> later(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, task -> new Thread(task).start());
    }

    @Test
    @Order(8)
    @DisplayName("that recovers is used again, and has nothing by half")
    void recovers() throws IOException {
        link.open();
        register("carl");
        assertThat(eve.call("mine")).isEqualTo(Client.ok("'hello eve'"));
        assertThat(post("register", user("late")).status()).isIn(201, 409);
        assertThat(post("login", user("late")).status()).isEqualTo(200);
        assertThat(database.rows("select name from users where id not in (select user_id from user_keys)"))
                .as("each registration is a user and a login")
                .isEmpty();
    }
}
