package io.sockee.sockjs;

import static io.sockee.sockjs.SockJsFixture.PRELUDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A SockJS session over HTTP")
class SockJsSessionTest {
    private static final String CLOSED = "c[3000,\"Go away!\"]\n";
    private static final String ANOTHER = "c[2010,\"Another connection still open\"]\n";
    private static final String INTERRUPTED = "c[1002,\"Connection interrupted\"]\n";

    private final SockJsFixture sockJs = new SockJsFixture();

    private void take(String... messages) {
        sockJs.session().take(List.of(messages));
    }

    @Nested
    class Receiving {

        @Test
        @DisplayName("opens with the first request, and answers each poll with one frame")
        void polls() {
            assertThat(sockJs.poll().chunks()).containsExactly("o\n");
            RecordingResponse waiting = sockJs.poll();
            assertThat(waiting.chunks()).isEmpty();
            sockJs.session().send("x");
            assertThat(waiting.chunks()).containsExactly("a[\"x\"]\n");
            assertThat(waiting.isFinished()).isTrue();
        }

        @Test
        @DisplayName("is known above before its client hears that it is open")
        void knownFirst() {
            RecordingResponse response = new RecordingResponse();
            List<String> heard = new ArrayList<>();
            sockJs.onOpen = session -> {
                heard.addAll(response.chunks());
                session.send("welcome");
            };
            sockJs.receive(Transport.XHR_STREAMING, response);
            assertThat(heard).isEmpty();
            assertThat(String.join("", response.chunks())).endsWith("o\na[\"welcome\"]\n");
        }

        @Test
        @DisplayName("puts what waits into one frame")
        void gathers() {
            sockJs.poll();
            for (String message : List.of("a", "b", "c")) {
                sockJs.session().send(message);
            }
            assertThat(sockJs.poll().chunks()).containsExactly("a[\"a\",\"b\",\"c\"]\n");
        }

        @Test
        @DisplayName("streams a chunk for each frame, and goes on when the chunk before has gone out")
        void streams() {
            RecordingResponse slow = sockJs.slowStream();
            assertThat(slow.chunks()).containsExactly(PRELUDE);
            slow.complete(null);
            assertThat(slow.chunks()).containsExactly(PRELUDE, "o\n");
            sockJs.session().send("a");
            sockJs.session().send("b");
            assertThat(slow.chunks()).hasSize(2);
            slow.release();
            assertThat(slow.chunks()).containsExactly(PRELUDE, "o\n", "a[\"a\",\"b\"]\n");
            assertThat(slow.isFinished()).isFalse();
        }

        @Test
        @DisplayName("ends a stream that is long enough, and goes on with the next")
        void responseLimit() {
            RecordingResponse stream = sockJs.stream();
            String message = "x".repeat(128);
            for (int i = 0; i < 30; i++) {
                sockJs.session().send(message);
            }
            assertThat(stream.isFinished()).isFalse();
            sockJs.session().send(message);
            assertThat(stream.isFinished()).isTrue();
            assertThat(stream.chunks()).hasSize(33);
            sockJs.session().send("next");
            assertThat(sockJs.stream().chunks()).containsExactly(PRELUDE, "a[\"next\"]\n");
        }

        @ParameterizedTest
        @EnumSource(
                names = {"WEBSOCKET", "WEBSOCKET_RAW"},
                mode = EnumSource.Mode.EXCLUDE)
        @DisplayName("has a form for each transport")
        void forms(Transport transport) {
            RecordingResponse response = sockJs.receive(transport);
            String open = response.chunks().get(response.chunks().size() - 1);
            assertThat(open)
                    .isEqualTo(
                            switch (transport) {
                                case EVENTSOURCE -> "data: o\r\n\r\n";
                                case HTMLFILE -> "<script>\np(\"o\");\n</script>\r\n";
                                case JSONP_POLLING -> "/**/f(\"o\");\r\n";
                                default -> "o\n";
                            });
            assertThat(response.isFinished())
                    .isEqualTo(!ResponseForm.of(transport, "f").streams());
            assertThat(sockJs.session().transport()).isEqualTo(transport.wireName());
        }

        @Test
        @DisplayName("has one receiver at a time")
        void another() {
            RecordingResponse first = sockJs.stream();
            RecordingResponse second = sockJs.stream();
            assertThat(second.chunks()).containsExactly(PRELUDE, ANOTHER);
            assertThat(second.isFinished()).isTrue();
            sockJs.session().send("x");
            assertThat(first.chunks()).endsWith("a[\"x\"]\n");
            assertThat(sockJs.heard).isEmpty();
        }

        @Test
        @DisplayName("beats while somebody receives and nothing else is sent")
        void heartbeat() {
            RecordingResponse stream = sockJs.stream();
            sockJs.timers.pass(24_990);
            assertThat(stream.chunks()).hasSize(2);
            sockJs.timers.pass(30);
            take("I am here");
            for (int i = 0; i < 2; i++) {
                sockJs.timers.pass(25_020);
                take("I am here");
            }
            assertThat(stream.chunks()).containsExactly(PRELUDE, "o\n", "h\n", "h\n", "h\n");
            assertThat(stream.isFinished()).isFalse();
        }

        @Test
        @DisplayName(
                "ends a stream with a heartbeat when its client has not been heard of since the last: who is there asks again")
        void silentStream() {
            RecordingResponse stream = sockJs.stream();
            sockJs.timers.pass(50_020);
            assertThat(stream.chunks()).containsExactly(PRELUDE, "o\n", "h\n", "h\n");
            assertThat(stream.isFinished()).isTrue();
            sockJs.session().send("x");
            assertThat(sockJs.stream().chunks()).containsExactly(PRELUDE, "a[\"x\"]\n");
            assertThat(sockJs.heard).isEmpty();
        }

        @Test
        @DisplayName("ends a disconnect delay later when the client of such a stream does not ask again")
        void halfOpenStream() {
            sockJs.stream();
            sockJs.timers.pass(55_100);
            assertThat(sockJs.heard).containsExactly("closed: transport close");
            assertThat(sockJs.server.size()).isZero();
            assertThat(sockJs.timers.size()).isZero();
        }

        @Test
        @DisplayName(
                "ends with ping timeout when nothing has been read of a stream for two heartbeats, and nothing else has come")
        void deafStream() {
            RecordingResponse slow = sockJs.slowStream();
            sockJs.timers.pass(59_900);
            assertThat(sockJs.heard).isEmpty();
            sockJs.timers.pass(300);
            assertThat(sockJs.heard).containsExactly("closed: ping timeout");
            slow.release();
            assertThat(slow.chunks()).last().isEqualTo("c[3000,\"No response from heartbeat\"]\n");
        }

        @Test
        @DisplayName("does not end with ping timeout while a long message is being read, however slowly")
        void slowStream() {
            RecordingResponse slow = sockJs.slowStream();
            sockJs.timers.pass(55_000);
            slow.move();
            sockJs.timers.pass(8_000);
            assertThat(sockJs.heard).isEmpty();
            slow.move();
            sockJs.timers.pass(8_000);
            assertThat(sockJs.heard).isEmpty();
            sockJs.timers.pass(10_100);
            assertThat(sockJs.heard).containsExactly("closed: ping timeout");
        }

        @Test
        @DisplayName("does not take a stream for dead that is about to read what was just sent")
        void readingStream() {
            RecordingResponse slow = sockJs.slowStream();
            slow.complete(null);
            slow.complete(null);
            sockJs.timers.pass(25_020);
            slow.complete(null); // the first heartbeat has gone out
            sockJs.timers.pass(24_900);
            sockJs.session().send("a"); // under way
            sockJs.session().send("b"); // and one that waits when the heart beats
            sockJs.timers.pass(200);
            slow.release();
            assertThat(slow.chunks()).endsWith("a[\"b\"]\n");
            assertThat(slow.isFinished()).isTrue();
            sockJs.session().send("c");
            assertThat(sockJs.stream().chunks()).containsExactly(PRELUDE, "a[\"c\"]\n");
            sockJs.timers.pass(15_000);
            assertThat(sockJs.heard).isEmpty();
        }

        @Test
        @DisplayName("beats as the answer to a poll")
        void heartbeatOfPolls() {
            sockJs.poll();
            RecordingResponse poll = sockJs.poll();
            sockJs.timers.pass(25_010);
            assertThat(poll.chunks()).containsExactly("h\n");
            assertThat(poll.isFinished()).isTrue();
        }

        @Test
        @DisplayName("does not heap up heartbeats for a client that does not read")
        void noHeapOfHeartbeats() {
            RecordingResponse slow = sockJs.slowStream();
            for (int i = 0; i < 4; i++) {
                sockJs.timers.pass(25_000);
                take("I am here");
            }
            slow.release();
            assertThat(slow.chunks()).containsExactly(PRELUDE, "o\n");
        }
    }

    @Nested
    class Sending {

        @Test
        @DisplayName("passes messages on in order")
        void passesOn() {
            sockJs.poll();
            take("a", "b");
            assertThat(sockJs.heard).containsExactly("a", "b");
        }

        @Test
        @DisplayName("passes nothing on when it has been closed")
        void closing() {
            sockJs.poll();
            SockJsSession session = sockJs.session();
            session.close(3000, "Go away!");
            sockJs.heard.clear();
            take("a");
            assertThat(sockJs.heard).isEmpty();
        }
    }

    @Nested
    class Ends {

        @Test
        @DisplayName("tells how it was closed as long as it is remembered")
        void closeFrame() {
            sockJs.onOpen = session -> session.close(3000, "Go away!");
            assertThat(sockJs.poll().chunks()).containsExactly("o\n");
            assertThat(sockJs.poll().chunks()).containsExactly(CLOSED);
            sockJs.timers.pass(4_900);
            assertThat(sockJs.poll().chunks()).containsExactly(CLOSED);
            assertThat(sockJs.closed).isZero();
            sockJs.timers.pass(5_100);
            assertThat(sockJs.server.size()).isZero();
            assertThat(sockJs.closed).isOne();
            assertThat(sockJs.heard).containsExactly("closed: forced server close");
            assertThat(sockJs.timers.size()).isZero();
        }

        @Test
        @DisplayName("sends what waits before it")
        void flushes() {
            sockJs.poll();
            sockJs.session().send("last");
            sockJs.session().close(3000, "Go away!");
            assertThat(sockJs.session().send("too late")).isFalse();
            assertThat(sockJs.session().state()).isEqualTo(SockJsSession.State.CLOSING);
            assertThat(sockJs.poll().chunks()).containsExactly("a[\"last\"]\n");
            assertThat(sockJs.poll().chunks()).containsExactly(CLOSED);
        }

        @Test
        @DisplayName("ends a stream behind its close frame, and tells the next")
        void closesStream() {
            sockJs.onOpen = session -> session.close(3000, "Go away!");
            RecordingResponse first = sockJs.stream();
            assertThat(first.chunks()).containsExactly(PRELUDE, "o\n", CLOSED);
            assertThat(first.isFinished()).isTrue();
            RecordingResponse second = sockJs.stream();
            assertThat(second.chunks()).containsExactly(PRELUDE, CLOSED);
            assertThat(second.isFinished()).isTrue();
        }

        @Test
        @DisplayName("ends when nobody receives for a while")
        void disconnectDelay() {
            sockJs.poll();
            sockJs.timers.pass(4_900);
            assertThat(sockJs.heard).isEmpty();
            sockJs.timers.pass(200);
            assertThat(sockJs.heard).containsExactly("closed: transport close");
            assertThat(sockJs.server.size()).isZero();
            assertThat(sockJs.poll().chunks()).containsExactly("o\n");
            assertThat(sockJs.opened).isEqualTo(2);
        }

        @Test
        @DisplayName("waits longer for a client that has much to read first")
        void readingTime() {
            sockJs.poll();
            sockJs.session().send("x".repeat(4096 * 10 - 9));
            assertThat(sockJs.poll().isFinished()).isTrue();
            sockJs.timers.pass(14_900);
            assertThat(sockJs.heard).isEmpty();
            assertThat(sockJs.server.size()).isOne();
            sockJs.session().close(3000, "Go away!");
            sockJs.timers.pass(14_900);
            assertThat(sockJs.server.size()).isOne();
            assertThat(sockJs.poll().chunks()).containsExactly(CLOSED);
        }

        @Test
        @DisplayName("does not go on with what waits when a request breaks off while the connection is being closed")
        void abortWhileClosing() {
            RecordingResponse slow = sockJs.slowStream();
            sockJs.session().send("lost");
            sockJs.session().close(3000, "Go away!");
            sockJs.server.aborted("key", slow);
            assertThat(sockJs.poll().chunks()).containsExactly(CLOSED);
            assertThat(sockJs.heard).hasSize(1);
            sockJs.timers.pass(5_100);
            assertThat(sockJs.server.size()).isZero();
            assertThat(sockJs.timers.size()).isZero();
        }

        @Test
        @DisplayName("takes no messages while it is being closed")
        void closing() {
            sockJs.poll();
            assertThat(sockJs.session().takes(Optional.empty())).isTrue();
            sockJs.session().close(3000, "Go away!");
            assertThat(sockJs.session().takes(Optional.empty())).isFalse();
        }

        @Test
        @DisplayName("that a user has begun is that user's, whoever knows its id")
        void owner() {
            sockJs.poll(Optional.of("ann"));
            RecordingResponse other = sockJs.poll(Optional.of("bob"));
            assertThat(other.chunks()).containsExactly(INTERRUPTED);
            assertThat(sockJs.poll().chunks()).containsExactly(INTERRUPTED);
            assertThat(sockJs.session().takes(SockJsFixture.caller("bob"))).isFalse();
            assertThat(sockJs.session().takes(SockJsFixture.caller("ann"))).isTrue();
            assertThat(sockJs.heard).isEmpty();
        }

        @Test
        @DisplayName("ends at once when a request that receives breaks off, and tells the next")
        void abort() {
            RecordingResponse stream = sockJs.stream();
            sockJs.server.aborted("key", stream);
            assertThat(sockJs.heard).containsExactly("closed: transport close");
            assertThat(sockJs.poll().chunks()).containsExactly(INTERRUPTED);
            sockJs.timers.pass(5_100);
            assertThat(sockJs.server.size()).isZero();
            assertThat(sockJs.heard).hasSize(1);
        }

        @Test
        @DisplayName("finds out by the next request that the one before has broken off")
        void vanished() {
            sockJs.poll();
            RecordingResponse waiting = sockJs.poll();
            assertThat(sockJs.poll().chunks()).containsExactly(ANOTHER);
            waiting.vanish();
            assertThat(sockJs.poll().chunks()).containsExactly(INTERRUPTED);
            assertThat(sockJs.heard).containsExactly("closed: transport close");
        }

        @Test
        @DisplayName("is not harmed by the end of an answer that nobody waits for any more")
        void lateFailure() {
            RecordingResponse first = sockJs.poll();
            RecordingResponse second = sockJs.poll();
            sockJs.server.aborted("key", first);
            assertThat(sockJs.heard).isEmpty();
            sockJs.server.aborted("key", second);
            assertThat(sockJs.heard).containsExactly("closed: transport close");
        }

        @Test
        @DisplayName("ends when a chunk does not go out")
        void failedWrite() {
            RecordingResponse slow = sockJs.slowStream();
            slow.complete(new java.io.IOException("reset"));
            assertThat(sockJs.heard).containsExactly("closed: transport close");
        }

        @Test
        @DisplayName("ends when more waits than may")
        void queueFull() {
            RecordingResponse slow = sockJs.slowStream();
            for (int i = 0; i < 20; i++) {
                sockJs.session().send("x");
            }
            assertThat(sockJs.queueFull).isOne();
            assertThat(sockJs.heard).containsExactly("closed: send queue full");
            assertThat(slow.chunks()).endsWith("c[1008,\"send queue full\"]\n");
            assertThat(sockJs.poll().chunks()).containsExactly("c[1008,\"send queue full\"]\n");
        }

        @Test
        @DisplayName("drops what is too much where the settings say so")
        void drops() {
            SockJsFixture dropping = new SockJsFixture(false);
            dropping.poll();
            for (int i = 0; i < 20; i++) {
                dropping.session().send("x");
            }
            assertThat(dropping.dropped).isEqualTo(4);
            assertThat(dropping.heard).isEmpty();
        }

        @Test
        @DisplayName("does not wait for ever for a client that does not read what was queued before the close")
        void closeTimeout() {
            RecordingResponse slow = sockJs.slowStream();
            sockJs.session().close(CloseReason.FORCED_SERVER_CLOSE);
            sockJs.timers.pass(29_900);
            assertThat(sockJs.server.size()).isOne();
            sockJs.timers.pass(200);
            assertThat(sockJs.server.size()).isZero();
            assertThat(slow.chunks()).endsWith("c[1000,\"Normal closure\"]\n");
            assertThat(sockJs.timers.size()).isZero();
        }

        @Test
        @DisplayName("ends with the server, and so do those that come later")
        void serverCloses() {
            RecordingResponse stream = sockJs.stream();
            sockJs.server.close();
            assertThat(stream.chunks()).endsWith("c[1001,\"server shutting down\"]\n");
            assertThat(sockJs.heard).containsExactly("closed: server shutting down");
        }

        @Test
        @DisplayName("ends when what runs on it fails at the beginning")
        void failingProtocol() {
            sockJs.onOpen = session -> {
                throw new IllegalStateException("expected: tested");
            };
            sockJs.stream();
            assertThat(sockJs.poll().chunks()).containsExactly(INTERRUPTED);
        }
    }
}
