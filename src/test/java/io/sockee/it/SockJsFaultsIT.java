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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of SockJS that break off, do not read, receive twice or never come back: nothing is left of them. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("A server of SockJS")
class SockJsFaultsIT {
    private static final int ABANDONED = 10_000;
    private static final int AT_ONCE = 8;

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

        String ask(String question) {
            socket.text(question);
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

    private String eventSource() {
        return "GET " + SockJsHttp.session("/faults") + "/eventsource HTTP/1.1\r\nHost: "
                + http.at("/").authority() + "\r\n\r\n";
    }

    /** How long the answer is until its last greeting has come. */
    private int lengthOfAnswer() {
        URI base = Deployments.base();
        StringBuilder come = new StringBuilder();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) EngineHttp.PATIENCE.toMillis());
            socket.getOutputStream().write(eventSource().getBytes(StandardCharsets.US_ASCII));
            while (come.indexOf("greeting 19\"]\r\n\r\n") < 0) {
                come.append((char) socket.getInputStream().read());
            }
        } catch (IOException e) {
            throw new AssertionError(come.toString(), e);
        }
        return come.length();
    }

    @ParameterizedTest(name = "reset: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("notices each client that breaks off, after whichever byte of the answer")
    void breaksOff(boolean reset) {
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            // Several frames may come in one chunk, so that answers differ by some bytes: all have the first thousand.
            int length = Math.min(lengthOfAnswer(), 1_000);
            IntStream.range(0, length)
                    .parallel()
                    .forEach(i ->
                            assertThat(readAndBreakOff(eventSource(), i, reset)).isEqualTo(i));
            assertThat(innocent.ask("still here")).isEqualTo("still here");
            innocent.assertNothingIsLeftBehind(before);
        }
    }

    @Test
    @DisplayName("holds up nobody for clients that do not read, and gives them up at the bound of what may wait")
    void doesNotRead() {
        List<RawHttp> deaf = new ArrayList<>();
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            for (int i = 0; i < AT_ONCE; i++) {
                String session = SockJsHttp.session("/faults");
                deaf.add(http.open("POST", session + "/xhr_streaming", ""));
                // 20 MB: four may wait, and the kernel's buffers hold some. In small messages, as a client is given
                // time to read the
                // last one.
                await().until(() ->
                        http.send(session + "/xhr_send", "[\"much 2000\"]").status() == 204);
                assertThat(http.post(session + "/xhr").body()).isEqualTo("c[1008,\"send queue full\"]\n");
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
    @DisplayName("keeps nothing of 10,000 sessions that were opened and abandoned")
    void abandoned() {
        try (Innocent innocent = new Innocent()) {
            Counts before = innocent.alone();
            IntStream.range(0, AT_ONCE).parallel().forEach(i -> abandon(ABANDONED / AT_ONCE));
            innocent.assertNothingIsLeftBehind(before);
        }
    }

    private void abandon(int sessions) {
        try (RawHttp connection = RawHttp.connect(http.at("/"))) {
            for (int i = 0; i < sessions; i++) {
                connection.write("POST " + SockJsHttp.session("/faults") + "/xhr HTTP/1.1\r\nHost: "
                        + http.at("/").authority() + "\r\nContent-Length: 0\r\n\r\n");
                HttpReply reply = connection.read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo("o\n");
            }
        }
    }
}
