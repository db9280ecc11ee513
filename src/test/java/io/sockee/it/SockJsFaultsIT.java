package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SockJsHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of SockJS that break off, do not read, receive twice or never come back: nothing is left of them. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@Order(1) // it waits until it is alone
@DisplayName("A server of SockJS")
class SockJsFaultsIT {
    private static final int ABANDONED = 10_000;
    private static final int AT_ONCE = 8;
    private static final int AT_ONCE_BROKEN = 50;

    /** Pools of a server grow with what it does, up to their sizes. */
    private static final int MORE_THREADS = 40;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    private final SockJsHttp http = new SockJsHttp(Deployments.base());

    /** What there is on the server. */
    private record Counts(long open, long connections, long timers, long threads) {
        private static final Pattern TEXT =
                Pattern.compile("(\\d+) open, (\\d+) connections, (\\d+) timers, (\\d+) threads");

        static Counts parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            assertThat(matcher.matches()).as(text).isTrue();
            return new Counts(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    Long.parseLong(matcher.group(4)));
        }
    }

    /** A client with a good connection, which asks the server. */
    private final class Innocent implements AutoCloseable {
        private final RawWebSocket socket =
                RawWebSocket.to(http.at("/faults/websocket"), "").open();

        /** It answers pings also while the test does something else; an answer without a question is one, too. */
        private final ScheduledExecutorService pongs = Executors.newSingleThreadScheduledExecutor();

        Innocent() {
            pongs.scheduleWithFixedDelay(this::pong, 200, 200, TimeUnit.MILLISECONDS);
        }

        private synchronized void pong() {
            boolean unused = socket.offer(RawWebSocket.encode(true, RawWebSocket.PONG, new byte[0], true));
        }

        private synchronized void send(String text) {
            socket.text(text);
        }

        String ask(String question) {
            send(question);
            Frame answer = socket.next(EngineHttp.PATIENCE);
            while (answer instanceof Frame.Ping) { // a question is an answer to it, too
                answer = socket.next(EngineHttp.PATIENCE);
            }
            return ((Frame.Text) answer).text();
        }

        Counts counts() {
            return Counts.parse(ask("counts"));
        }

        /** Waits until nobody else is there, of this test, the one before, or a class before that has left clients to themselves. */
        Counts alone() {
            return await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(50))
                    .until(this::counts, counts -> counts.open() == 1 && counts.connections() == 1);
        }

        void assertNothingIsLeftBehind(Counts before) {
            Counts after = alone();
            await().pollInterval(Duration.ofMillis(50))
                    .untilAsserted(() -> assertThat(counts().timers()).isLessThanOrEqualTo(before.timers()));
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + MORE_THREADS);
        }

        @Override
        public void close() {
            pongs.shutdownNow();
            socket.close();
        }
    }

    /** Some of a request's answer, and how much it is in all when it is read to where it pauses. */
    private static int readAndBreakOff(String request, int bytes, boolean reset) {
        URI base = Deployments.base();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) EngineHttp.PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            int read = in.readNBytes(bytes).length;
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            return read;
        } catch (IOException e) {
            throw new AssertionError("after fewer than " + bytes + " bytes", e);
        }
    }

    /** How an answer streams. */
    private enum Way {
        EVENTSOURCE("GET %s/eventsource", "data: o\r\n\r\n"),
        XHR_STREAMING("POST %s/xhr_streaming", "o\n"),
        HTMLFILE("GET %s/htmlfile?c=cb", "p(\"o\");\n");

        private final String line;
        private final String opened;

        Way(String line, String opened) {
            this.line = line;
            this.opened = opened;
        }

        String request(String authority) {
            return line.formatted("/faults/greet/" + UUID.randomUUID()) + " HTTP/1.1\r\nHost: " + authority
                    + "\r\nContent-Length: 0\r\n\r\n";
        }

        /**
         * After which bytes it is to be broken off: the first thousand; where padding fills these, those of the head and those around
         * the first frames.
         */
        IntStream positions(String answer) {
            if (this == EVENTSOURCE) { // several frames may come in one chunk, so that answers differ by some bytes
                return IntStream.range(0, Math.min(answer.length(), 1_000));
            }
            int open = answer.indexOf(opened) + opened.length();
            return IntStream.concat(
                    IntStream.range(0, answer.indexOf("\r\n\r\n") + 10),
                    IntStream.range(open - 50, open + SURELY_COMES));
        }
    }

    /** How many bytes come behind an answer's first frame, even if all greetings are one frame: without the next heartbeat. */
    private static final int SURELY_COMES = 250;

    /** An answer up to its last greeting. */
    private String answer(Way way) {
        URI base = Deployments.base();
        StringBuilder come = new StringBuilder();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) EngineHttp.PATIENCE.toMillis());
            socket.getOutputStream().write(way.request(http.at("/").authority()).getBytes(StandardCharsets.US_ASCII));
            while (come.indexOf("greeting 19") < 0) {
                come.append((char) socket.getInputStream().read());
            }
        } catch (IOException e) {
            throw new AssertionError(come.toString(), e);
        }
        return come.toString();
    }

    @ParameterizedTest(name = "{0}, reset: {1}")
    @CsvSource({"EVENTSOURCE, true", "EVENTSOURCE, false", "XHR_STREAMING, true", "HTMLFILE, false"})
    @DisplayName("notices each client that breaks off, after whichever byte of the answer")
    void breaksOff(Way way, boolean reset) {
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            String request = way.request(http.at("/").authority());
            int[] positions = way.positions(answer(way)).toArray();
            for (int from = 0; from < positions.length; from += AT_ONCE_BROKEN) {
                IntStream.of(Arrays.copyOfRange(positions, from, Math.min(from + AT_ONCE_BROKEN, positions.length)))
                        .parallel()
                        .forEach(i -> assertThat(readAndBreakOff(
                                        request.replaceFirst("/greet/[^/?]*", "/greet/" + UUID.randomUUID()), i, reset))
                                .isEqualTo(i));
                assertThat(innocent.ask("still here")).isEqualTo("still here"); // which answers its pings, too
            }
            innocent.assertNothingIsLeftBehind(before);
        }
    }

    /** Streams are written by another way there, on both servers. */
    @Test
    @DisplayName("streams over its own TLS, and notices each client that breaks off there, in whatever way")
    void overTls() {
        SockJsHttp secure = new SockJsHttp(Deployments.secureBase());
        List<Consumer<RawHttp>> ends = List.of(RawHttp::close, RawHttp::reset, RawHttp::cut);
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            for (int i = 0; i < 30; i++) {
                String session = SockJsHttp.session("/faults");
                assertThat(secure.post(session + "/xhr").body()).isEqualTo("o\n");
                SockJsHttp.Stream stream = secure.stream("POST", session + "/xhr_streaming");
                assertThat(stream.next()).hasSize(2049);
                String text = "[\"" + "x".repeat(1 + 1_000 * i) + "\"]";
                assertThat(secure.send(session + "/xhr_send", text).status()).isEqualTo(204);
                StringBuilder come = new StringBuilder();
                while (!come.toString().endsWith("\n")) {
                    come.append(stream.next());
                }
                assertThat(come).hasToString("a" + text + "\n");
                ends.get(i % ends.size()).accept(stream.connection());
            }
            assertThat(innocent.ask("still here")).isEqualTo("still here");
            innocent.assertNothingIsLeftBehind(before);
        }
    }

    @ParameterizedTest(name = "secure: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("holds up nobody for clients that do not read, and gives them up at the bound of what may wait")
    void doesNotRead(boolean secure) {
        SockJsHttp way = secure ? new SockJsHttp(Deployments.secureBase()) : http;
        List<RawHttp> deaf = new ArrayList<>();
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            for (int i = 0; i < (secure ? AT_ONCE / 2 : AT_ONCE); i++) {
                String session = SockJsHttp.session("/faults");
                deaf.add(way.open("POST", session + "/xhr_streaming", ""));
                // 20 MB: four may wait, and the kernel's buffers hold some. In small messages, as a client is given
                // time to read the last one.
                await().until(() ->
                        way.send(session + "/xhr_send", "[\"much 2000\"]").status() == 204);
                String body;
                do { // on a busy machine the first may come before all has been sent, and take what waits
                    body = way.post(session + "/xhr").body();
                } while (body.startsWith("a["));
                assertThat(body).isEqualTo("c[1008,\"send queue full\"]\n");
                assertThat(innocent.ask("still here")).isEqualTo("still here");
            }
            deaf.forEach(RawHttp::close);
            innocent.assertNothingIsLeftBehind(before);
        }
    }

    @Test
    @DisplayName("lets one of two receivers receive that come at the same time, and tells the other")
    void receivesTwice() {
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            for (int i = 0; i < 50; i++) {
                String session = SockJsHttp.session("/faults");
                CompletableFuture<List<String>> first = CompletableFuture.supplyAsync(() -> twoFrames(session));
                CompletableFuture<List<String>> second = CompletableFuture.supplyAsync(() -> twoFrames(session));
                Object sooner = CompletableFuture.anyOf(first, second).join();
                assertThat(sooner).isEqualTo(List.of("c[2010,\"Another connection still open\"]\n", ""));
                assertThat(http.send(session + "/xhr_send", "[\"x\"]").status()).isEqualTo(204);
                assertThat(List.of(first.join(), second.join())).contains(List.of("o\n", "a[\"x\"]\n"));
            }
            innocent.assertNothingIsLeftBehind(before);
        }
    }

    /** Those behind the prelude; then the client leaves. */
    private List<String> twoFrames(String session) {
        try (SockJsHttp.Stream stream = http.stream("POST", session + "/xhr_streaming")) {
            String prelude = stream.next();
            assertThat(prelude).hasSize(2049);
            return List.of(stream.next(), stream.next());
        }
    }

    @Test
    @DisplayName("keeps nothing of 10,000 sessions that were opened and abandoned, by whichever transport")
    void abandoned() {
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            int each = ABANDONED / AT_ONCE / 3;
            IntStream.range(0, AT_ONCE).parallel().forEach(i -> {
                abandonPolls("POST %s/xhr HTTP/1.1\r\nContent-Length: 0", "o\n", ABANDONED / AT_ONCE - 2 * each);
                abandonPolls("GET %s/jsonp?c=cb HTTP/1.1", "/**/cb(\"o\");\r\n", each);
                abandonStreams(each);
            });
            innocent.assertNothingIsLeftBehind(before);
        }
    }

    private void abandonPolls(String request, String opened, int sessions) {
        try (RawHttp connection = RawHttp.connect(http.at("/"))) {
            for (int i = 0; i < sessions; i++) {
                HttpReply reply = connection
                        .write(request.formatted(SockJsHttp.session("/faults")) + "\r\nHost: "
                                + http.at("/").authority() + "\r\n\r\n")
                        .read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo(opened);
            }
        }
    }

    private void abandonStreams(int sessions) {
        for (int i = 0; i < sessions; i++) {
            try (SockJsHttp.Stream stream = http.stream("GET", SockJsHttp.session("/faults") + "/eventsource")) {
                assertThat(stream.head().status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xhr", "xhr_streaming", "eventsource", "htmlfile?c=cb", "jsonp?c=cb", "jsonp_send", "websocket"})
    @DisplayName("has nothing at the path of a transport that is switched off")
    void switchedOff(String path) {
        String session = SockJsHttp.session("/raw-alone");
        String method = path.startsWith("xhr") || path.equals("jsonp_send") ? "POST" : "GET";
        HttpReply refused = method.equals("POST") ? http.post(session + "/" + path) : http.get(session + "/" + path);
        assertThat(refused.status()).isEqualTo(404);
        try (RawWebSocket socket =
                RawWebSocket.to(http.at("/raw-alone/websocket"), "").open()) { // what is not switched off
            assertThat(socket.text("here").next(EngineHttp.PATIENCE)).isEqualTo(new Frame.Text("here"));
        }
    }

    /** Where no setting and no annotation says otherwise: HTMLFile has been a way to bring scripts into pages (CVE-2020-8823). */
    @ParameterizedTest
    @ValueSource(strings = {"htmlfile?c=cb", "jsonp?c=cb", "jsonp_send"})
    @DisplayName("has no transports of browsers that are gone by default")
    void offByDefault(String path) {
        String session = SockJsHttp.session("/sockjs");
        assertThat(
                        path.equals("jsonp_send")
                                ? http.post(session + "/" + path).status()
                                : http.get(session + "/" + path).status())
                .isEqualTo(404);
        assertThat(http.post(session + "/xhr").body()).isEqualTo("o\n");
    }

    @Test
    @DisplayName("counts requests that it refuses, and connections that break the protocol")
    void counts() {
        try (Innocent innocent = new Innocent()) {
            long[] before = numbers(innocent.ask("breaches"));
            String session = SockJsHttp.session("/faults");
            assertThat(http.send(session + "/xhr_send", "[\"x\"]").status()).isEqualTo(404);
            assertThat(http.post(session + "/xhr").body()).isEqualTo("o\n");
            assertThat(http.send(session + "/xhr_send", "[\"x").status()).isEqualTo(500);
            try (RawWebSocket broken =
                    RawWebSocket.to(http.at(session + "/websocket"), "").open()) {
                broken.text("[\"x");
                await().until(() -> broken.next(EngineHttp.PATIENCE) instanceof Frame.Close);
            }
            long[] after = numbers(innocent.ask("breaches"));
            assertThat(after[0] - before[0]).as("refused").isEqualTo(2);
            assertThat(after[1] - before[1]).as("broken").isEqualTo(1);
        }
    }

    private static long[] numbers(String text) {
        return Pattern.compile("\\d+")
                .matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group()))
                .toArray();
    }
}
