package io.sockee.engineio;

import static io.sockee.connection.CloseReason.CALL_QUEUE_FULL;
import static io.sockee.connection.CloseReason.FORCED_SERVER_CLOSE;
import static io.sockee.connection.CloseReason.PARSE_ERROR;
import static io.sockee.connection.CloseReason.PING_TIMEOUT;
import static io.sockee.connection.CloseReason.SERVER_SHUTTING_DOWN;
import static io.sockee.connection.CloseReason.TRANSPORT_CLOSE;
import static io.sockee.connection.CloseReason.TRANSPORT_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frames;
import io.sockee.connection.RecordingChannel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineSessionEndTest {
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
    class GoingAway {
        @Test
        void aClientThatGoesAwayHasClosedItsTransport() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            engine.on(channel).goingAway();
            assertThat(engine.listener.closed()).isEmpty();
            engine.timers.pass(251);
            assertEnded(TRANSPORT_CLOSE);
        }

        @Test
        void aContainerThatStopsTheApplicationTellsWebSocketsFirst() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            engine.on(channel).goingAway();
            engine.timers.pass(100);
            engine.server.close();
            assertThat(engine.listener.closed()).containsExactly(SERVER_SHUTTING_DOWN);
            engine.timers.pass(251);
            assertEnded(SERVER_SHUTTING_DOWN);
        }
    }

    @Nested
    class Heartbeat {
        @Test
        void pingsAPollingClientAndWaitsForItsPong() {
            EngineSession session = engine.polling();
            RecordingReply poll = engine.poll(session);
            engine.timers.pass(24_999);
            assertThat(poll.isWaiting()).isTrue();
            engine.timers.pass(2);
            assertThat(poll.answer()).isEqualTo("2");
            engine.timers.pass(19_990);
            engine.post(session, "3");
            RecordingReply next = engine.poll(session);
            engine.timers.pass(24_990);
            assertThat(next.isWaiting())
                    .as("the next ping counts from the pong")
                    .isTrue();
            engine.timers.pass(20);
            assertThat(next.answer()).isEqualTo("2");
            assertThat(engine.timers.size()).isEqualTo(1);
        }

        @Test
        void pingsAWebSocketAndWaitsForItsPong() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            for (int i = 1; i <= 3; i++) {
                engine.timers.pass(25_001);
                assertThat(channel.frames()).hasSize(1 + i).endsWith("2");
                engine.on(channel).text("3");
            }
            assertThat(engine.timers.size()).isEqualTo(1);
        }

        @Test
        void endsASessionWithoutAPong() {
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel);
            engine.timers.pass(45_003);
            assertThat(channel.closed()).isEqualTo("1008 ping timeout");
            assertEnded(PING_TIMEOUT);
        }

        /** A message of its client's is under way, or one of ours, and the pong is behind it. */
        @Test
        void waitsForThePongWhileSomethingMoves() {
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel);
            engine.timers.pass(25_001);
            channel.move();
            engine.timers.pass(39_000);
            assertThat(channel.closed()).isNull();
            engine.on(channel).text("3");
            engine.timers.pass(44_000);
            assertThat(channel.closed()).as("the next ping has its time").isNull();
            engine.timers.pass(2_000);
            assertEnded(PING_TIMEOUT);
        }

        @Test
        void waitsForThePongWhileAPostComes() {
            EngineSession session = engine.polling();
            engine.poll(session);
            engine.timers.pass(25_001);
            Post post = session.polling().post(null);
            post.begin(free -> {});
            post.arriving();
            engine.timers.pass(39_000);
            assertThat(engine.listener.closed()).isEmpty();
            engine.timers.pass(2_000);
            assertEnded(PING_TIMEOUT);
        }

        /** The client cannot ask for the ping before it has read what its last poll was answered with. */
        @Test
        void waitsForThePongWhileAnAnswerIsRead() {
            EngineSession session = engine.polling();
            engine.poll(session);
            session.send(Frames.text("a long one"));
            engine.timers.pass(25_001);
            for (int i = 0; i < 3; i++) {
                session.polling().moved();
                engine.timers.pass(19_999);
                assertThat(engine.listener.closed()).isEmpty();
            }
            assertThat(engine.poll(session).answer()).isEqualTo("2");
            assertThat(engine.post(session, "3").answer()).isEqualTo("ok");
            engine.timers.pass(44_000);
            assertThat(engine.listener.closed())
                    .as("the next ping has its time")
                    .isEmpty();
            engine.timers.pass(2_000);
            assertEnded(PING_TIMEOUT);
        }

        @Test
        void endsAPollingSessionWithoutAPoll() {
            engine.polling();
            engine.timers.pass(45_003);
            assertEnded(PING_TIMEOUT);
        }

        /** The process was stopped, or its threads were late: the answer is there, and has not been looked at. */
        @Test
        void looksAtWhatWaitsBeforeItEndsASession() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            engine.timers.pass(25_001);
            session.execute(() -> {
                engine.on(channel).text("3");
                engine.timers.pass(20_001);
            });
            assertThat(engine.listener.closed()).isEmpty();
            engine.timers.pass(25_001);
            assertThat(channel.frames()).endsWith("2", "2");
        }

        @Test
        void endsASessionWhoseClientPings() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            engine.on(channel).text("2");
            assertThat(channel.closed()).isEqualTo("1002 parse error");
            assertEnded(PARSE_ERROR);
        }
    }

    @Nested
    class CloseByTheClient {
        @Test
        void endsAWaitingPollWithANoop() {
            EngineSession session = engine.polling();
            RecordingReply poll = engine.poll(session);
            assertThat(engine.post(session, "1").answer()).isEqualTo("ok");
            assertThat(poll.answer()).isEqualTo("6");
            assertEnded(TRANSPORT_CLOSE);
        }

        @Test
        void needsNoPoll() {
            EngineSession session = engine.polling();
            assertThat(engine.post(session, "4a\u001e1\u001e4never").answer()).isEqualTo("ok");
            assertThat(engine.listener.messages()).containsExactly("a");
            assertEnded(TRANSPORT_CLOSE);
        }

        @Test
        void closesTheWebSocket() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            engine.on(channel).text("1");
            engine.on(channel).text("4never");
            assertThat(channel.closed()).startsWith("1000");
            assertEnded(TRANSPORT_CLOSE);
        }
    }

    @Nested
    class CloseByTheServer {
        @Test
        void tellsAWaitingPoll() {
            EngineSession session = engine.polling();
            RecordingReply poll = engine.poll(session);
            session.close(FORCED_SERVER_CLOSE);
            session.close(PARSE_ERROR);
            assertThat(poll.answer()).isEqualTo("1");
            assertEnded(FORCED_SERVER_CLOSE);
        }

        @Test
        void tellsTheNextPollAfterWhatWaited() {
            EngineSession session = engine.polling();
            session.send(EngineFixture.message("last words"));
            session.close(FORCED_SERVER_CLOSE);
            assertThat(engine.listener.closed()).containsExactly(FORCED_SERVER_CLOSE);
            assertThat(session.send(EngineFixture.message("too late"))).isFalse();
            assertThat(engine.post(session, "4ignored").answer()).isEqualTo("ok");
            assertThat(engine.poll(session).answer()).isEqualTo("4last words");
            assertThat(engine.server.size())
                    .as("the close packet has yet to go")
                    .isEqualTo(1);
            assertThat(engine.poll(session).answer()).isEqualTo("1");
            assertEnded(FORCED_SERVER_CLOSE);
        }

        @Test
        void lastsAsLongAsTheClientFetchesTheRest() {
            EngineFixture small = new EngineFixture(EngineFixture.pollsOf(1_000_000, 1));
            EngineSession session = small.polling();
            for (int i = 0; i < 4; i++) {
                session.send(EngineFixture.message("m" + i));
            }
            session.close(FORCED_SERVER_CLOSE);
            for (int i = 0; i < 4; i++) {
                small.timers.pass(29_000);
                assertThat(small.poll(session).answer()).isEqualTo("4m" + i);
            }
            small.timers.pass(30_001);
            assertThat(small.server.size()).isZero();
            assertThat(small.timers.size()).isZero();
        }

        /** Stock clients drop what comes in one payload with a close packet, and then come back as after a failure. */
        @Test
        void hasThePollToItself() {
            EngineSession session = engine.polling();
            RecordingReply parked = engine.poll(session);
            session.execute(() -> {
                for (int i = 0; i < 10; i++) {
                    session.send(EngineFixture.message("m" + i));
                }
                session.close(FORCED_SERVER_CLOSE);
            });
            assertThat(parked.answer()).isEqualTo("4m0");
            assertThat(EngineFixture.packets(engine.poll(session).answer()))
                    .hasSize(9)
                    .startsWith("4m1")
                    .endsWith("4m9");
            assertThat(engine.poll(session).answer()).isEqualTo("1");
            assertEnded(FORCED_SERVER_CLOSE);
        }

        @Test
        void waitsForNoPollOfAClientThatClosesToo() {
            EngineSession session = engine.polling();
            session.send(EngineFixture.message("last words"));
            session.close(FORCED_SERVER_CLOSE);
            assertThat(engine.poll(session).answer()).isEqualTo("4last words");
            assertThat(engine.post(session, "1").answer()).isEqualTo("ok");
            assertEnded(FORCED_SERVER_CLOSE);
        }

        @Test
        void tellsAWebSocketWhy() {
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel).close(CALL_QUEUE_FULL);
            assertThat(channel.closed()).isEqualTo("1008 call queue full");
            assertEnded(CALL_QUEUE_FULL);
        }

        @Test
        void tellsAPollWhy() {
            EngineSession session = engine.polling();
            RecordingReply poll = engine.poll(session);
            session.close(CALL_QUEUE_FULL);
            assertThat(poll.answer()).isEqualTo("1call queue full");
            assertEnded(CALL_QUEUE_FULL);
        }

        @Test
        void givesUpAfterThirtySeconds() {
            EngineSession session = engine.polling();
            session.close(FORCED_SERVER_CLOSE);
            engine.timers.pass(29_999);
            assertThat(engine.server.size()).isEqualTo(1);
            engine.timers.pass(2);
            assertEnded(FORCED_SERVER_CLOSE);
        }

        @Test
        void closesAWebSocketAfterWhatWaits() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            channel.hold();
            session.send(EngineFixture.message("a"));
            session.send(EngineFixture.message("b"));
            session.close(FORCED_SERVER_CLOSE);
            assertThat(channel.closed()).isNull();
            channel.release();
            assertThat(channel.frames()).endsWith("4a", "4b");
            assertThat(channel.closed()).startsWith("1000");
            assertEnded(FORCED_SERVER_CLOSE);
        }

        @Test
        void closesAWebSocketThatDoesNotRead() {
            RecordingChannel channel = new RecordingChannel();
            EngineSession session = engine.webSocket(channel);
            channel.hold();
            session.send(EngineFixture.message("a"));
            session.close(FORCED_SERVER_CLOSE);
            engine.timers.pass(30_001);
            assertThat(channel.closed()).isNotNull();
            assertEnded(FORCED_SERVER_CLOSE);
        }

        @Test
        void ofAllSessionsReachesThoseToComeAsWell() {
            engine.server.close();
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel);
            assertThat(channel.closed()).startsWith("1000");
            assertEnded(CloseReason.SERVER_SHUTTING_DOWN);
        }
    }

    /** What the container reads while another thread is at work waits with its reader, and closes nobody. */
    @Nested
    class WhileAnotherThreadIsBusy {
        private static final int MANY = 5_000;

        private final RecordingChannel channel = new RecordingChannel();
        private final EngineSession session = engine.webSocket(channel);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final Thread busy = new Thread(this::beBusy);

        private void beBusy() {
            session.execute(() -> {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @BeforeEach
        void begin() {
            busy.start();
            while (busy.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        @AfterEach
        void closesNobody() {
            assertThat(engine.listener.closed()).isEmpty();
        }

        @Test
        void aReaderThatMayBlockIsHeld() throws InterruptedException {
            Thread reader = new Thread(() -> {
                for (int i = 0; i < MANY; i++) {
                    engine.on(channel).awaitOthers();
                    engine.on(channel).text("4x");
                }
            });
            reader.start();
            while (reader.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            reader.join();
            busy.join();
            assertThat(engine.listener.messages()).hasSize(MANY);
        }

        @Test
        void aReaderThatMustNotBlockIsToldWhenItMayReadOn() throws InterruptedException {
            EngineWebSocket socket = engine.on(channel);
            int read = 0;
            while (!socket.isBehind() && read < MANY) {
                socket.text("4x");
                read++;
            }
            assertThat(read).isLessThan(MANY);
            CountDownLatch told = new CountDownLatch(1);
            socket.onceCaughtUp(told::countDown);
            assertThat(told.getCount()).isEqualTo(1);
            goOn.countDown();
            told.await();
            busy.join();
            assertThat(socket.isBehind()).isFalse();
            assertThat(engine.listener.messages()).hasSize(read);
        }
    }

    /** What an application, a container or a full memory may throw ends this session, and leaves nothing of it behind. */
    @Nested
    class Failures {
        private final RecordingChannel broken = new RecordingChannel() {
            @Override
            public void close(int code, String reason) {
                super.close(code, reason);
                throw new OutOfMemoryError("unable to create native thread");
            }
        };

        private void whatIsReceivedThrows(Error failure) {
            engine.protocol = listener -> new ConnectionListener() {
                @Override
                public void onText(String frame, int offset) {
                    throw failure;
                }

                @Override
                public void onBinary(byte[] message) {
                    throw failure;
                }

                @Override
                public void onClose(CloseReason reason) {
                    listener.onClose(reason);
                }
            };
        }

        @Test
        void ofAChannelThatCannotBeClosed() {
            EngineSession session = engine.webSocket(broken);
            engine.on(broken).text("2");
            assertEnded(PARSE_ERROR);
        }

        @Test
        void ofAProbeThatCannotBeClosed() {
            EngineSession session = engine.polling();
            engine.probe(session, broken);
            engine.post(session, "1");
            assertEnded(TRANSPORT_CLOSE);
        }

        @Test
        void ofAChannelThatCannotSend() {
            RecordingChannel full = new RecordingChannel() {
                @Override
                public void sendText(String text, Sent sent) {
                    if (text.equals("4a")) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    super.sendText(text, sent);
                }
            };
            EngineSession session = engine.webSocket(full);
            session.send(EngineFixture.message("a"));
            engine.timers.pass(251);
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void ofAPollThatCannotBeAnswered() {
            EngineSession session = engine.polling();
            RecordingReply full = new RecordingReply() {
                @Override
                public void payload(byte[] utf8) {
                    throw new OutOfMemoryError("Java heap space");
                }
            };
            session.polling().poll(full, null);
            session.send(EngineFixture.message("a"));
            assertEnded(TRANSPORT_ERROR);
            assertThat(full.answer()).isEqualTo("BAD_REQUEST");
        }

        @Test
        void ofWhatIsReceivedByPolling() {
            whatIsReceivedThrows(new StackOverflowError("on purpose"));
            assertThat(engine.post(engine.polling(), "4a").answer()).isEqualTo("BAD_REQUEST");
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void ofWhatIsReceivedByWebSocket() {
            whatIsReceivedThrows(new StackOverflowError("on purpose"));
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel);
            engine.on(channel).text("4a");
            assertThat(channel.closed()).isEqualTo("1011 transport error");
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void ofWhatIsReceivedInBinary() {
            whatIsReceivedThrows(new StackOverflowError("on purpose"));
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel);
            engine.on(channel).binary(new byte[1]);
            assertThat(channel.closed()).isEqualTo("1011 transport error");
            assertEnded(TRANSPORT_ERROR);
        }

        @Test
        void ofWhoIsToldOfTheEnd() {
            engine.protocol = listener -> new ConnectionListener() {
                @Override
                public void onText(String frame, int offset) {}

                @Override
                public void onBinary(byte[] message) {}

                @Override
                public void onClose(CloseReason reason) {
                    listener.onClose(reason);
                    throw new StackOverflowError("on purpose");
                }
            };
            RecordingChannel channel = new RecordingChannel();
            engine.webSocket(channel).close(FORCED_SERVER_CLOSE);
            assertThat(channel.closed()).isEqualTo("1000 forced server close");
            assertEnded(FORCED_SERVER_CLOSE);
        }
    }
}
