package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.sockee.demo.DemoBrowser;
import io.sockee.demo.DemoVisit;
import io.sockee.it.Deployments;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.clients.NodeClients;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the guide that need a server: transactions, and the official JavaScript client. */
@ExtendWith(ArquillianExtension.class)
class GuideIT {
    private EngineSocket ann;
    private EngineSocket bob;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                        "sockee.origins", "http://localhost:3000",
                        "sockee.transactions.max-emits", "100",
                        "sockee.documents", "public",
                        "sockee.sockjs.bridge.prefix", "/sockjs"))
                .addAsWebResource(new StringAsset(sessionPage()), "session.html")
                .addPackage("io.sockee.guide.app");
    }

    /** Of the server itself: browsers let no page from elsewhere open a WebSocket to this machine. */
    private static String sessionPage() {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Session</title><link rel="icon" href="data:,"></head>
                <script type="module">
                  import { connect } from "/sockee/client/sockee-client.js";
                  globalThis.sockee = connect({ socketOptions: { transports: ["websocket"] } });
                </script>
                </html>
                """;
    }

    @BeforeEach
    void connect() {
        ann = connected();
        bob = connected();
    }

    private static EngineSocket connected() {
        EngineSocket socket = EngineSocket.open(Endpoint.socketIo(Deployments.base()));
        assertThat(socket.send("40").next()).startsWith("40{\"sid\":");
        return socket;
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    private void call(String json) {
        ann.send("421" + json);
    }

    private static String ok(String res) {
        return "431[{\"ok\":true,\"err\":false,\"res\":" + res + "}]";
    }

    private static String failed(String err) {
        return "431[{\"ok\":false,\"err\":\"" + err + "\",\"res\":false}]";
    }

    /** What is published now is the next thing that Bob hears: nothing has come before. */
    private void bobHeardNothing() {
        String mark = UUID.randomUUID().toString();
        try (EngineSocket marker = connected()) {
            marker.send("42[\"relay\",\"" + mark + "\"]");
            assertThat(bob.next()).isEqualTo("42[\"relayed\",\"" + mark + "\"]");
        }
    }

    @Test
    @DisplayName("emits leave after the commit, in order, and then the answer")
    void commits() {
        call("[\"order\",{\"item\":\"sock\",\"count\":1}]");
        assertThat(bob.next()).isEqualTo("42[\"ordered\",\"sock\"]");
        assertThat(bob.next()).startsWith("42[\"stock\",\"sock\",");
        assertThat(ann.next()).startsWith("42[\"stock\",\"sock\",");
        assertThat(ann.next()).isEqualTo(ok("\"It is on its way.\""));
    }

    @Test
    @DisplayName("any exception rolls back: nobody hears of what did not happen")
    void rollsBack() {
        call("[\"order\",{\"item\":\"sock\",\"count\":1000}]");
        assertThat(ann.next()).isEqualTo(failed("There is not enough of sock."));
        bobHeardNothing();
    }

    @Test
    @DisplayName("rooms are joined at once, whatever comes of the transaction")
    void joinsAtOnce() {
        call("[\"watch\",\"shoe\"]");
        assertThat(ann.next()).isEqualTo(failed("There is no such item."));
        call("[\"watch\",\"sock\"]");
        assertThat(ann.next()).isEqualTo("42[\"watching\",\"sock\"]");
        assertThat(ann.next()).isEqualTo(ok("false"));
        call("[\"subscribe\",\"shoe\"]");
        assertThat(ann.next()).as("it was in shoe, and sock").isEqualTo("431[\"subscribed\",2]");
    }

    @Test
    @DisplayName("a transaction of its own sends what is its own")
    void requiresNew() {
        call("[\"try-order\",{\"item\":\"sock\",\"count\":1000}]");
        assertThat(bob.next()).isEqualTo("42[\"noted\",\"Somebody wants sock.\"]");
        assertThat(ann.next()).isEqualTo("42[\"noted\",\"Somebody wants sock.\"]");
        assertThat(ann.next()).isEqualTo(failed("There is not enough of sock."));
        bobHeardNothing();
    }

    @Test
    @DisplayName("after setRollbackOnly nothing is sent but an error")
    void rollbackOnly() {
        call("[\"order-late\",{\"item\":\"sock\",\"count\":1}]");
        assertThat(ann.next()).startsWith("431[{\"ok\":false,\"err\":\"Internal error. (");
        bobHeardNothing();
    }

    @Test
    @DisplayName("a result that cannot be encoded rolls back")
    void result() {
        call("[\"lazy\"]");
        assertThat(ann.next()).startsWith("431[{\"ok\":false,\"err\":\"Internal error. (");
        bobHeardNothing();
    }

    @Test
    @DisplayName("a question in a transaction fails")
    void question() {
        call("[\"ask-within\"]");
        assertThat(ann.next()).startsWith("431[{\"ok\":false,\"err\":\"Internal error. (");
    }

    @Test
    @DisplayName("dontRollbackOn commits, and so sends")
    void keeps() {
        call("[\"order-some\",{\"item\":\"sock\",\"count\":1000}]");
        assertThat(bob.next()).isEqualTo("42[\"wanted\",\"sock\"]");
        assertThat(ann.next()).startsWith("42[\"stock\",\"sock\",-");
        assertThat(ann.next()).isEqualTo(failed("There is not enough of sock."));
    }

    @Test
    @DisplayName("past the limit the emit throws, and nothing is sent")
    void limit() {
        call("[\"flood\",101]");
        assertThat(ann.next()).startsWith("431[{\"ok\":false,\"err\":\"Internal error. (");
        bobHeardNothing();
        assertThat(ann.next()).startsWith("42[\"relayed\",");
        call("[\"flood\",99]");
        for (int i = 0; i < 99; i++) {
            assertThat(ann.next()).isEqualTo("42[\"flooded\"," + i + "]");
        }
        assertThat(ann.next()).isEqualTo(ok("false"));
    }

    @ParameterizedTest(name = "{0}.js")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "answers | [[true,3],[false,\"Argument 1 (a): expected int.\"],[7],"
                        + "[\"Argument 2 (b) is missing: expected int.\"],[\"subscribed\",1],[\"deleted\"]]",
                "arguments | [[\"socks of 2026-01-31, by NAME, page 2\"],[3,1],[\"corner\"]]",
                "errors | [[\"Name an item.\"],[\"Name an item.\"],[\"Your pass is not valid.\",true],[\"in\"]]",
                "users | [[\"Ann writes a letter\"],[\"You are not logged in.\"]]",
                "sockey | [[true,false,3]]",
                "presence | [[\"here\"],[\"here\",\"here\"],[\"here\",\"lunch\"],[\"here\"]]",
                "bridge | [[3],[7],[\"deleted\"],[11]]",
                "sessions | [[[\"tea\"]],[[\"tea\",\"cup\"]],[204],[true,true]]",
                "client | [[\"refused\",{\"note.text\":\"must not be blank\"}],[25],[36],[3],[false,2],[1,1,0],[1]]",
            })
    @DisplayName("what the pages show of clients")
    void clients(String page, String logged) throws JSONException {
        NodeClients.install();
        assertThat(NodeClients.run(
                                "guide-" + page,
                                "guide/run.js",
                                List.of(Deployments.base().toString(), page))
                        .getJSONArray("lines"))
                .hasToString(logged);
    }

    @Test
    @DisplayName("an interceptor around all events, and a filter before all requests")
    void interceptors() throws Exception {
        call("[\"sum\",1,2]");
        assertThat(ann.next()).isEqualTo(ok("3"));
        call("[\"diary\"]");
        assertThat(ann.next()).contains("sum took ");
        HttpRequest robot = HttpRequest.newBuilder(Deployments.base().resolve("socket.io/?EIO=4&transport=polling"))
                .header("User-Agent", "ExampleBot/1.0")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(robot, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> square(String header, String value) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Deployments.base().resolve("api/calculator/square?5"))
                                .header(header, value)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName(
            "an action is not called by an image of a stranger's page, of which the browser tells the address alone")
    void strangersImages() throws Exception {
        assertThat(square("Referer", "https://evil.example/page").statusCode()).isEqualTo(403);
        assertThat(square("Referer", Deployments.base() + "page").body()).isEqualTo("25");
        assertThat(square("Referer", "http://localhost:3000/page").body()).isEqualTo("25");
    }

    @Test
    @DisplayName("an action tells pages of listed origins what they may read besides the answer")
    void exposedHeaders() throws Exception {
        HttpResponse<String> answer = square("Origin", "http://localhost:3000");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:3000");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("Retry-After", "Sockee-Session", "Sockee-Token");
    }

    @Test
    @DisplayName("a service of SockJS")
    void sockJs() throws Exception {
        String session = "echo/000/" + UUID.randomUUID() + "/";
        assertThat(posted(session + "xhr", "")).isEqualTo("o\n");
        assertThat(posted(session + "xhr_send", "[\"hello\"]")).isEmpty();
        assertThat(posted(session + "xhr", "")).isEqualTo("a[\"hello\"]\n");
    }

    @Test
    @DisplayName("a page that talks to it, with the client that is served beside it")
    void sockJsPage() throws Exception {
        String html = Files.readString(Path.of(System.getProperty("basedir", ""), "src/test/js/guide/sockjs.html"));
        try (DemoVisit visit = DemoBrowser.get().visit(Deployments.base() + "healthcheck")) {
            visit.expectComplaints(); // that has no icon
            Page page = visit.page();
            page.route(
                    "**/sockjs.html",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody(html)));
            ConsoleMessage heard = page.waitForConsoleMessage(
                    new Page.WaitForConsoleMessageOptions()
                            .setPredicate(message -> message.text().equals("hello")),
                    () -> page.navigate(Deployments.base() + "sockjs.html"));
            assertThat(heard.type()).isEqualTo("log");
        }
    }

    @Test
    @DisplayName("a page that calls actions, by the module that is served beside it, over either client")
    void clientPage() throws Exception {
        String html = Files.readString(Path.of(System.getProperty("basedir", ""), "src/test/js/guide/client.html"));
        String bridged = html.replace("connect()", "connect({ sockjs: '/sockjs' })")
                .replace("const sockee", "globalThis.sockee");
        try (DemoVisit visit = DemoBrowser.get().visit(Deployments.base() + "healthcheck")) {
            visit.expectComplaints(); // that has no icon
            Page page = visit.page();
            serve(page, "client.html", html);
            serve(page, "bridged.html", bridged);
            for (String name : List.of("client.html", "bridged.html")) {
                ConsoleMessage heard = page.waitForConsoleMessage(
                        new Page.WaitForConsoleMessageOptions()
                                .setPredicate(message -> message.text().equals("noted Buy socks")),
                        () -> page.navigate(Deployments.base() + name));
                assertThat(heard.type()).isEqualTo("log");
            }
            offlineAndBack(page);
        }
    }

    @Test
    @DisplayName("a page whose session is there again when it is loaded again")
    void clientSession() throws Exception {
        try (DemoVisit visit = DemoBrowser.get().visit(Deployments.base() + "healthcheck")) {
            visit.expectComplaints(); // that has no icon
            Page page = visit.page();
            page.navigate(Deployments.base() + "session.html");
            page.waitForFunction("() => globalThis.sockee?.connected");
            page.waitForResponse(
                    response -> response.url().endsWith("/sockee/session") && response.status() == 204,
                    () -> assertThat(page.evaluate("() => sockee.call('add to cart', 'tea')"))
                            .isEqualTo(List.of("tea")));
            page.evaluate("() => sockee.socket.io.engine.close()");
            assertThat(page.evaluate("() => sockee.call('add to cart', 'cup')")).isEqualTo(List.of("tea", "cup"));
            page.reload();
            page.waitForFunction("() => globalThis.sockee?.connected");
            assertThat(page.evaluate("() => sockee.call('add to cart', 'pot')"))
                    .isEqualTo(List.of("tea", "cup", "pot"));
        }
    }

    @Test
    @DisplayName("what the application's documents say, to the official tools")
    void documents() throws Exception {
        NodeClients.install();
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("basedir", ""), "target/documents-" + System.getProperty("sockee.server")));
        for (String name : List.of("openapi.json", "asyncapi.json", "schema.json", "client.d.ts")) {
            Files.writeString(folder.resolve(name), got("sockee/" + name));
        }
        JSONObject seen = NodeClients.run(
                "guide-documents",
                "documents.js",
                List.of(
                        folder.toAbsolutePath().toString(),
                        folder.resolve("client.d.ts").toAbsolutePath().toString()));
        assertThat(seen.getJSONArray("typescript")).hasToString("[]");
        assertThat(seen.get("openapi")).hasToString("3.1");
        assertThat(seen.get("asyncapi")).hasToString("3.0.0");
        assertThat(Files.readString(folder.resolve("client.d.ts")))
                .contains("    add(note: Note): Promise<number>;", "  \"noted\": [Note];");
    }

    private static String got(String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Deployments.base().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** A call that is made offline leaves when the network is back; one whose answer is lost runs once. */
    private static void offlineAndBack(Page page) {
        page.evaluate("() => { globalThis.slow = sockee.server.board.addSlowly({ text: 'slow', tags: [] }); }");
        page.waitForFunction("() => sockee.server.board.count('slow').then((count) => count === 1)");
        page.context().setOffline(true);
        page.evaluate("() => sockee.socket.io.engine.close()");
        page.evaluate("() => { globalThis.queued = sockee.server.calculator.square(7); }");
        assertThat(page.evaluate("() => [sockee.connected, sockee.pending]")).isEqualTo(List.of(false, 2));
        page.context().setOffline(false);
        assertThat(page.evaluate("() => queued")).isEqualTo(49);
        assertThat(page.evaluate("() => slow.then((size) => size > 0)")).isEqualTo(true);
        assertThat(page.evaluate("() => sockee.server.board.count('slow')")).isEqualTo(1);
        assertThat(page.evaluate("() => sockee.socket.io.engine.transport.name"))
                .isEqualTo("sockjs");
    }

    private static void serve(Page page, String name, String html) {
        page.route(
                "**/" + name,
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(html)));
    }

    private static String posted(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Deployments.base().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    @DisplayName("a session whose cookie comes with the answer that opens a connection of SockJS at the bridge")
    void sockJsCookie() throws Exception {
        String path = "sockjs/000/" + UUID.randomUUID() + "/xhr";
        HttpRequest opening = HttpRequest.newBuilder(Deployments.base().resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(opening, HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("sockee-session="));
        String service = "echo/000/" + UUID.randomUUID() + "/xhr";
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(Deployments.base().resolve(service))
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    @DisplayName("a React page that Vite serves, and passes on to this server")
    void react() {
        NodeClients.install();
        try (ReactPage page = ReactPage.serve(Deployments.base());
                DemoVisit visit = DemoBrowser.get().visit(page.url())) {
            visit.press("1 + 2");
            PlaywrightAssertions.assertThat(visit.page().locator("output")).hasText("3");
            // The upgrade is by the same proxy.
            visit.page().waitForFunction("""
                    () => import("/useSocket.js").then(({ socket }) => socket.io.engine.transport.name === "websocket")
                    """);
        }
    }
}
