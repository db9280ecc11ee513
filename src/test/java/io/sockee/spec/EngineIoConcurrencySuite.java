package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.answer;
import static io.sockee.spec.client.EngineHttp.answerUnlessCut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.Stopwatch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of one session that meet, break off, or end it. */
@DisplayName("Engine.IO requests of one session")
public abstract class EngineIoConcurrencySuite {

    /** Well below pingInterval + pingTimeout, so that what ends the session is not its heartbeat. */
    private static final String[] POSTED = {"Content-Type: text/plain;charset=UTF-8", "Content-Length: 6"};

    private static final Duration AT_ONCE = Duration.ofMillis(250);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.engineIo(base());
    }

    private EngineHttp.Session open() {
        return new EngineHttp(endpoint()).open();
    }

    private static void assertGone(EngineHttp.Session session) {
        var reply = session.poll();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    /** A request that has sent its head and a part of its body. */
    private RawHttp halfPosted(EngineHttp.Session session) {
        RawHttp post = RawHttp.connect(endpoint());
        post.head("POST", session.query(), "Content-Type: text/plain;charset=UTF-8", "Content-Length: 100");
        return post.write("4hello");
    }

    @Nested
    @DisplayName("Two at a time")
    class TwoAtATime {

        @Test
        @DisplayName("two polls: the second is refused, the first gets the close packet, the session is gone")
        void polls() {
            EngineHttp.Session session = open();
            var first = session.polling();
            Waiting.untilPollIsHeld();
            assertThat(session.poll().status()).isEqualTo(400);
            assertThat(answer(first).body()).isEqualTo("1");
            assertGone(session);
        }

        @Test
        @DisplayName("two posts: the second is refused, the session is gone")
        void posts() {
            EngineHttp.Session session = open();
            try (RawHttp first = halfPosted(session)) {
                Waiting.untilPollIsHeld();
                assertThat(session.post("4second").status()).isEqualTo(400);
                assertGone(session);
            }
        }

        @Test
        @DisplayName("a poll and a post: that is how it should be")
        void pollAndPost() {
            EngineHttp.Session session = open();
            var poll = session.polling();
            Waiting.untilPollIsHeld();
            assertThat(session.post("4hello").body()).isEqualTo("ok");
            assertThat(answer(poll).body()).isEqualTo("4hello");
        }

        // Both requests are on one connection; the second is read once the first has been answered.
        @Test
        @DisplayName("two pipelined polls: each gets its packet")
        void pipelined() {
            EngineHttp.Session session = open();
            session.post("4first");
            try (RawHttp connection = RawHttp.connect(endpoint())) {
                connection.head("GET", session.query()).head("GET", session.query());
                assertThat(connection.read().body()).isEqualTo("4first");
                Waiting.untilPollIsHeld();
                session.post("4second");
                String second = connection.read().body();
                while (second.equals("2")) { // the server's ping has come first
                    session.post("3");
                    second = connection.head("GET", session.query()).read().body();
                }
                assertThat(second).isEqualTo("4second");
            }
        }
    }

    @Nested
    @DisplayName("One that breaks off")
    class OneThatBreaksOff {

        @Test
        @DisplayName("a poll: the session is gone at once")
        void poll() {
            EngineHttp.Session session = open();
            try (RawHttp poll = RawHttp.connect(endpoint())) {
                poll.head("GET", session.query());
                Waiting.untilPollIsHeld();
            }
            assertThat(session.poll().status()).isEqualTo(400);
            assertGone(session);
        }

        /** Browsers and HTTP libraries send a GET again by themselves, marked as the first one was. */
        @ParameterizedTest(name = "a poll that is sent again, after a reset: {0}, takes its place")
        @ValueSource(booleans = {true, false})
        @Tag("beyond-reference")
        void pollSentAgain(boolean reset) {
            EngineHttp.Session session = open();
            breakOff(hold(session, "&t=first"), reset);
            try (RawHttp again = hold(session, "&t=first")) {
                session.post("4hello");
                String heard = again.read().body();
                assertThat(heard.equals("2") ? session.next() : heard).isEqualTo("4hello");
            }
        }

        @ParameterizedTest(
                name = "a poll that is not sent again, after a reset: {0}, ends the session with the next message")
        @ValueSource(booleans = {true, false})
        @Tag("beyond-reference")
        void pollThatIsGone(boolean reset) {
            EngineHttp.Session session = open();
            breakOff(hold(session, "&t=first"), reset);
            Waiting.untilPollIsHeld();
            session.post("4hello");
            assertGone(session);
        }

        /** Browsers do so by themselves when a connection that they used once more breaks before the answer. */
        @ParameterizedTest(name = "a post that is sent again, when its body came late: {0}, is handled once")
        @ValueSource(booleans = {true, false})
        @Tag("beyond-reference")
        void postSentAgain(boolean late) {
            EngineHttp.Session session = open();
            try (RawHttp first = posted(session, late)) {
                assertThat(session.next()).isEqualTo("4hello"); // it has been handled; its answer is not read
                first.reset();
            }
            try (RawHttp again = posted(session, late)) {
                assertThat(again.read().body()).isEqualTo("ok");
            }
            session.post("4other");
            assertThat(session.next()).isEqualTo("4other");
        }

        @ParameterizedTest(
                name = "a post that is sent again while its body still comes is handled once, come it whole: {0}")
        @ValueSource(booleans = {true, false})
        @Tag("beyond-reference")
        void postSentAgainWhileItComes(boolean whole) {
            EngineHttp.Session session = open();
            byte[] body = "4hello".getBytes(StandardCharsets.UTF_8);
            RawHttp first = RawHttp.connect(endpoint())
                    .head(Arrays.copyOf(body, 3), "POST", session.query() + "&t=PaB1c2d", POSTED);
            Waiting.untilPollIsHeld();
            try (RawHttp again = RawHttp.connect(endpoint())
                    .head(Arrays.copyOf(body, 3), "POST", session.query() + "&t=PaB1c2d", POSTED)) {
                Waiting.untilPollIsHeld();
                again.write(Arrays.copyOfRange(body, 3, body.length));
                assertThat(again.read().body()).isEqualTo("ok");
            }
            assertThat(session.next()).isEqualTo("4hello");
            if (whole) {
                first.write(Arrays.copyOfRange(body, 3, body.length));
                assertThat(first.read().body()).isEqualTo("ok");
            }
            first.reset();
            for (int i = 0; i < 3; i++) {
                assertThat(session.post("4other" + i).body()).isEqualTo("ok");
                assertThat(session.next()).isEqualTo("4other" + i);
            }
        }

        private RawHttp posted(EngineHttp.Session session, boolean late) {
            RawHttp post = RawHttp.connect(endpoint());
            byte[] body = "4hello".getBytes(StandardCharsets.UTF_8);
            if (late) {
                post.head("POST", session.query() + "&t=PaB1c2d", POSTED);
                Waiting.untilPollIsHeld();
                return post.write(body);
            }
            return post.head(body, "POST", session.query() + "&t=PaB1c2d", POSTED);
        }

        private RawHttp hold(EngineHttp.Session session, String mark) {
            RawHttp poll = RawHttp.connect(endpoint());
            poll.head("GET", session.query() + mark);
            Waiting.untilPollIsHeld();
            return poll;
        }

        private static void breakOff(RawHttp connection, boolean reset) {
            if (reset) {
                connection.reset();
            } else {
                connection.close();
            }
        }

        @Test
        @DisplayName("a post: the session is gone at once, and what had come of it is no message")
        void post() {
            EngineHttp.Session session = open();
            try (RawHttp post = halfPosted(session)) {
                Waiting.untilPollIsHeld();
            }
            Stopwatch took = Stopwatch.start();
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> session.post("4probe").status() == 400);
            took.assertLessThan(AT_ONCE);
            assertGone(session);
        }
    }

    @Nested
    @DisplayName("One that ends the session")
    class OneThatEndsTheSession {

        @Test
        @DisplayName("a close packet: the waiting poll gets a noop")
        void close() {
            EngineHttp.Session session = open();
            var poll = session.polling();
            Waiting.untilPollIsHeld();
            assertThat(session.post("1").body()).isEqualTo("ok");
            assertThat(answer(poll).body()).isEqualTo("6");
            assertGone(session);
        }

        @Test
        @DisplayName("a close packet without a waiting poll")
        void closeWithoutPoll() {
            EngineHttp.Session session = open();
            assertThat(session.post("1").body()).isEqualTo("ok");
            assertGone(session);
        }

        // v4 has no binary bodies; the reference once kept such connections for ever (GHSA-r635-g3xr-vw7x)
        @Test
        @DisplayName("a binary body")
        void octetStream() {
            EngineHttp.Session session = open();
            var reply = new EngineHttp(endpoint())
                    .post(session.query(), "4hello", "Content-Type", "application/octet-stream");
            assertThat(reply.status()).isEqualTo(400);
            assertGone(session);
        }

        // 2 is a ping, which only the server may send; 7 and up are no packet types; an empty packet is none either
        @ParameterizedTest(name = "the body \"{0}\"")
        @ValueSource(strings = {"2", "2probe", "7", "x", "4ok\u001e9", "\u001e4x", "4x\u001e"})
        void invalidPacket(String body) {
            EngineHttp.Session session = open();
            answerUnlessCut(session.posting(body));
            assertThat(session.poll().status()).isEqualTo(400);
            assertGone(session);
        }

        @Test
        @DisplayName("an empty body")
        void emptyBody() {
            EngineHttp.Session session = open();
            answerUnlessCut(session.posting(""));
            assertGone(session);
        }
    }

    @Nested
    @DisplayName("A WebSocket that ends the session")
    class AWebSocketThatEndsTheSession {

        @ParameterizedTest(name = "by \"{0}\" is closed")
        @ValueSource(strings = {"2", "2probe", "7", "x", "", "{}"})
        void invalidPacket(String packet) {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                assertThat(socket.send(packet).ending().packets()).isEmpty();
            }
        }

        // The reference waits for the client to miss a ping.
        @Test
        @Tag("beyond-reference")
        @DisplayName("by a close packet is closed at once")
        void close() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                Stopwatch took = Stopwatch.start();
                socket.send("1").ending();
                took.assertLessThan(AT_ONCE);
            }
        }
    }

    @Nested
    @DisplayName("A session that the server closes")
    class ASessionThatTheServerCloses {

        private EngineHttp.Session session;

        @BeforeEach
        void open() {
            session = new EngineHttp(Endpoint.socketIo(base())).open();
        }

        @Test
        @DisplayName("tells it in the waiting poll")
        void waitingPoll() {
            var poll = session.polling();
            Waiting.untilPollIsHeld();
            answerUnlessCut(session.posting("4abc"));
            assertThat(answer(poll).body()).isEqualTo("1");
            assertGone(session);
        }

        @Test
        @DisplayName("tells it in the next poll")
        void nextPoll() {
            answerUnlessCut(session.posting("4abc"));
            var told = session.poll();
            assertThat(told.status()).isEqualTo(200);
            assertThat(told.packets()).endsWith("1");
            assertGone(session);
        }
    }
}
