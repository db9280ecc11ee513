package io.sockee.engineio;

import static io.sockee.connection.CloseReason.PARSE_ERROR;
import static io.sockee.connection.CloseReason.TRANSPORT_CLOSE;
import static io.sockee.connection.CloseReason.TRANSPORT_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.RecordingChannel;
import io.sockee.connection.WebSocketChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSessionTest {
    private final EngineFixture engine = new EngineFixture();

    private void assertEnded(CloseReason reason) {
        assertThat(engine.listener.closed()).containsExactly(reason);
        assertThat(engine.server.size()).as("sessions").isZero();
        assertThat(engine.timers.size()).as("timers").isZero();
        assertThat(engine.closed).isEqualTo(engine.opened);
    }

    @AfterEach
    void endsOnceAtMost() {
        assertThat(engine.listener.closed()).hasSizeLessThanOrEqualTo(1);
        assertThat(engine.listener.violations()).isEmpty();
    }

    @Nested
    class Handshake {
        @Test
        void overPollingOffersTheUpgrade() {
            RecordingReply reply = new RecordingReply();
            engine.server.openPolling(EngineFixture.handshake(), sid -> reply);
            assertThat(reply.answer())
                    .isEqualTo("0{\"sid\":\"sid1\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,"
                            + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
        }

        @Test
        void overWebSocketOffersNone() {
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel);
            assertThat(channel.frames())
                    .containsExactly("0{\"sid\":\"sid1\",\"upgrades\":[],\"pingInterval\":25000,"
                            + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
        }

        @Test
        void offersNoneWhereUpgradesAreOff() {
            EngineFixture fixed = new EngineFixture(
                    new EngineSettings(1, 2, 3, 4, 5, 6, 7, EnumSet.allOf(Transport.class), false, 16, 1_000, true));
            RecordingReply reply = new RecordingReply();
            fixed.server.openPolling(EngineFixture.handshake(), sid -> reply);
            assertThat(reply.answer())
                    .isEqualTo(
                            "0{\"sid\":\"sid1\",\"upgrades\":[],\"pingInterval\":1,\"pingTimeout\":2,\"maxPayload\":4}");
        }
    }

    @Nested
    class Polling {
        private final EngineSession session = engine.polling();

        @Test
        void aPollWaitsUntilThereIsSomethingToSay() {
            RecordingReply poll = engine.poll(session);
            assertThat(poll.isWaiting()).isTrue();
            session.send(EngineFixture.message("a"));
            assertThat(poll.answer()).isEqualTo("4a");
        }

        @Test
        void aPollTakesAllThatWaits() {
            session.send(EngineFixture.message("a"));
            session.send(EngineFixture.packet("b", 3));
            assertThat(engine.poll(session).answer()).isEqualTo("4a\u001e4b\u001ebAAAA");
            assertThat(engine.poll(session).isWaiting()).isTrue();
        }

        @Test
        void aSecondPollAtTheSameTimeEndsTheSession() {
            RecordingReply first = engine.poll(session);
            RecordingReply second = engine.poll(session);
            assertThat(first.answer()).isEqualTo("1");
            assertThat(second.answer()).isEqualTo("BAD_REQUEST");
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void aSecondPostAtTheSameTimeEndsTheSession() {
            Post post = session.polling().post(null);
            post.begin(free -> assertThat(free).isTrue());
            RecordingReply second = engine.post(session, "4late");
            assertThat(second.answer()).isEqualTo("BAD_REQUEST");
            assertEnded(TRANSPORT_ERROR);
            RecordingReply first = new RecordingReply();
            post.body("4first", first);
            assertThat(first.isWaiting())
                    .as("the first post is answered all the same")
                    .isFalse();
            assertThat(engine.listener.messages()).isEmpty();
        }

        @Test
        void takesThePacketsOfAPostInTheirOrder() {
            assertThat(engine.post(session, "4a\u001ebAQID\u001e4b").answer()).isEqualTo("ok");
            assertThat(engine.listener.messages()).containsExactly("a", "<3>", "b");
        }

        @Test
        void ignoresWhatAServerWouldSay() {
            assertThat(engine.post(session, "0{}\u001e6\u001e5\u001e4a").answer())
                    .isEqualTo("ok");
            assertThat(engine.listener.messages()).containsExactly("a");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\u001e", "4a\u001e", "abc", "7", "2", "2probe", "b!", "4a\u001ex\u001e4never"})
        void whatIsNoPacketEndsTheSession(String body) {
            assertThat(engine.post(session, body).answer()).isEqualTo("BAD_REQUEST");
            assertThat(engine.listener.messages()).doesNotContain("never");
            assertEnded(PARSE_ERROR);
        }

        @Test
        void aMegabyteOfSeparatorsCostsALookAtTheFirst() {
            assertThat(engine.post(session, "\u001e".repeat(1_000_000)).answer())
                    .isEqualTo("TOO_MANY_PACKETS");
            assertEnded(PARSE_ERROR);
        }

        @Test
        void aPostThatWasTooLargeLeavesTheSessionAlone() {
            Post post = session.polling().post(null);
            post.begin(free -> {});
            post.abandon();
            assertThat(engine.post(session, "4a").answer()).isEqualTo("ok");
        }

        @Test
        void aPostThatBreaksOffEndsTheSession() {
            Post post = session.polling().post(null);
            post.begin(free -> {});
            post.fail(TRANSPORT_ERROR);
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void aPollWhoseClientHasGoneEndsTheSession() {
            session.polling().pollFailed(engine.poll(session));
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void aReplyThatThrowsEndsTheSession() {
            PollingReply broken = new PollingReply() {
                @Override
                public void payload(byte[] utf8) {
                    throw new IllegalStateException("recycled");
                }

                @Override
                public void bytes(byte[] payload) {}

                @Override
                public void ok() {}

                @Override
                public void refuse(EngineError error) {}
            };
            session.polling().poll(broken, null);
            session.send(EngineFixture.message("lost"));
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void anOlderPollThatFailsLateHarmsNothing() {
            RecordingReply older = engine.poll(session);
            session.send(EngineFixture.message("a"));
            RecordingReply newer = engine.poll(session);
            session.polling().pollFailed(older);
            assertThat(newer.isWaiting()).isTrue();
        }

        @Test
        void isWritableWhileAPollWaits() {
            assertThat(session.isWritable()).isFalse();
            engine.poll(session);
            assertThat(session.isWritable()).isTrue();
            assertThat(session.transport()).isEqualTo("polling");
        }
    }

    @Nested
    class WebSocket {
        private final RecordingChannel channel = new RecordingChannel();
        private final EngineSession session = engine.webSocket(channel);

        @Test
        void carriesTextAndBinaryBothWays() {
            engine.on(channel).text("4a");
            engine.on(channel).binary(new byte[2]);
            session.send(EngineFixture.packet("b", 5));
            assertThat(engine.listener.messages()).containsExactly("a", "<2>");
            assertThat(channel.frames()).endsWith("4b", "<5>");
            assertThat(session.transport()).isEqualTo("websocket");
        }

        /** Of clients that are told to send text alone ({@code forceBase64}). */
        @Test
        void takesBase64() {
            engine.on(channel).text("bAQID");
            assertThat(engine.listener.messages()).containsExactly("<3>");
            engine.on(channel).text("bA");
            assertEnded(PARSE_ERROR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "7", "2probe"})
        void whatIsNoPacketEndsTheSession(String frame) {
            engine.on(channel).text(frame);
            assertEnded(PARSE_ERROR);
        }

        @Test
        void sendsOneFrameAtATime() {
            channel.hold();
            session.send(EngineFixture.message("a"));
            session.send(EngineFixture.message("b"));
            assertThat(channel.frames()).endsWith("4a").doesNotContain("4b");
            channel.complete(null);
            assertThat(channel.frames()).endsWith("4a", "4b");
        }

        @Test
        void endsWhenItCloses() {
            engine.on(channel).closed();
            engine.on(channel).failed();
            assertEnded(TRANSPORT_CLOSE);
        }

        @Test
        void endsWhenAFrameIsNotSent() {
            channel.hold();
            session.send(EngineFixture.message("a"));
            channel.complete(new java.io.IOException("reset"));
            assertThat(engine.listener.closed()).as("a close may say why").isEmpty();
            engine.timers.pass(251);
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void endsWhenTheContainerThrowsAtASend() {
            channel.hold();
            session.send(EngineFixture.message("a"));
            session.send(EngineFixture.message("b"));
            EngineFixture other = new EngineFixture();
            WebSocketChannel broken = new WebSocketChannel() {
                @Override
                public void sendText(String text, Sent sent) {
                    throw new NullPointerException("a container's bug");
                }

                @Override
                public void sendBinary(byte[] bytes, Sent sent) {}

                @Override
                public void sendPing(Sent sent) {}

                @Override
                public void close(int code, String reason) {}
            };
            other.webSocket(broken);
            other.timers.pass(251);
            assertThat(other.listener.closed()).containsExactly(TRANSPORT_ERROR);
            assertThat(other.timers.size()).isZero();
        }

        @Test
        void aPollForItIsRefusedAndHarmsNothing() {
            assertThat(engine.poll(session).answer()).isEqualTo("BAD_REQUEST");
            RecordingChannel second = new RecordingChannel();
            engine.probe(session, second);
            assertThat(second.closed()).isEqualTo("1008 Bad request");
            engine.on(channel).text("4a");
            assertThat(engine.listener.messages()).containsExactly("a");
        }
    }

    /** Browsers and HTTP libraries send a GET again by themselves when its connection breaks. */
    @Nested
    class APollThatIsRepeated {
        private final EngineSession session = engine.polling();

        @Test
        void getsWhatTheFirstOneWasAnsweredWith() {
            RecordingReply lost = engine.poll(session, "t1");
            session.send(EngineFixture.message("a"));
            assertThat(lost.answer()).isEqualTo("4a");
            session.send(EngineFixture.message("b"));
            assertThat(engine.poll(session, "t1").answer()).isEqualTo("4a");
            assertThat(engine.poll(session, "t1").answer()).isEqualTo("4a");
            assertThat(engine.poll(session, "t2").answer()).isEqualTo("4b");
            assertThat(engine.listener.closed()).isEmpty();
        }

        @Test
        void takesThePlaceOfTheFirstOne() {
            engine.poll(session, "t1");
            RecordingReply again = engine.poll(session, "t1");
            assertThat(again.isWaiting()).isTrue();
            session.send(EngineFixture.message("a"));
            assertThat(again.answer()).isEqualTo("4a");
            assertThat(engine.listener.closed()).isEmpty();
        }

        @Test
        void isNoneWhereTheMarkIsAnother() {
            RecordingReply first = engine.poll(session, "t1");
            assertThat(engine.poll(session, "t2").answer()).isEqualTo("BAD_REQUEST");
            assertThat(first.answer()).isEqualTo("1");
            assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
        }
    }

    @Nested
    class APollThatCannotTakeEverything {
        private final EngineFixture small = new EngineFixture(EngineFixture.pollsOf(10, 3));
        private final EngineSession session = small.polling();

        @Test
        void leavesTheRestToTheNext() {
            session.send(EngineFixture.message("aaaa"));
            session.send(EngineFixture.packet("bb", 3));
            session.send(EngineFixture.message("c".repeat(30)));
            session.send(EngineFixture.message("d"));
            assertThat(small.poll(session).answer()).isEqualTo("4aaaa\u001e4bb");
            assertThat(small.poll(session).answer()).isEqualTo("bAAAA");
            assertThat(small.poll(session).answer()).isEqualTo("4" + "c".repeat(30));
            assertThat(small.poll(session).answer()).isEqualTo("4d");
            assertThat(small.poll(session).isWaiting()).isTrue();
        }

        /** Their payloads have a limit that no other client has. */
        @ParameterizedTest
        @CsvSource({"python-requests/2.28.1, 16", "Python/3.11 aiohttp/3.8.4, 16", "Mozilla/5.0 (X11), 20"})
        void takesNoMoreThanAClientOfPythonCan(String agent, int most) {
            EngineFixture wide = new EngineFixture(EngineFixture.pollsOf(1_000_000, 20));
            EngineSession client = wide.server.openPolling(
                    new HandshakeRequest(
                            "/socket.io/",
                            Map.of(),
                            Map.of("user-agent", List.of(agent)),
                            "192.0.2.1",
                            false,
                            false,
                            0,
                            Optional.empty()),
                    sid -> new RecordingReply());
            for (int i = 0; i < 16; i++) { // as many as may wait
                client.send(EngineFixture.message("b"));
            }
            for (int i = 0; i < 8; i++) { // and of the protocol's own
                client.beat(new Frame.Text("4b"));
            }
            assertThat(EngineFixture.packets(wide.poll(client).answer())).hasSize(most);
        }

        @Test
        void takesSoManyPacketsAndNoMore() {
            for (String message : List.of("a", "b", "c", "d", "e")) {
                session.send(EngineFixture.message(message));
            }
            session.close(CloseReason.FORCED_SERVER_CLOSE);
            assertThat(small.poll(session).answer()).isEqualTo("4a\u001e4b\u001e4c");
            assertThat(small.poll(session).answer()).isEqualTo("4d\u001e4e");
            assertThat(small.poll(session).answer()).isEqualTo("1");
        }

        @Test
        void leavesTheRestToAWebSocket() {
            session.send(EngineFixture.packet("aaaaaaaa", 3, 3));
            assertThat(small.poll(session).answer()).isEqualTo("4aaaaaaaa");
            assertThat(small.upgrade(session).frames()).containsExactly("<3>", "<3>");
        }
    }

    @Test
    void refusesABodyOfTooManyPacketsAsAWhole() {
        EngineSession session = engine.polling();
        String hundred = "4m" + "\u001e4m".repeat(99);
        assertThat(engine.post(session, hundred).answer()).isEqualTo("ok");
        assertThat(engine.post(session, hundred + "\u001e4m").answer()).isEqualTo("TOO_MANY_PACKETS");
        assertThat(engine.listener.messages()).hasSize(100);
        assertThat(engine.listener.closed()).containsExactly(CloseReason.PARSE_ERROR);
    }
}
