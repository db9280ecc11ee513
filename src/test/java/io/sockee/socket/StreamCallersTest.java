package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A stream that begins some time after its method was called. */
@DisplayName("A stream begins for the user for whom the method was called")
class StreamCallersTest {
    private static final String CHANGED = "[{\"ok\":false,\"err\":\"The user has changed.\",\"res\":false}]";
    private static final String BEGINS = "[{\"ok\":true,\"err\":false,\"res\":{\"stream\":1},\"stream\":true}]";

    /** One item, for whoever asks first. */
    static final class Secret implements Flow.Publisher<String> {
        private volatile boolean subscribed;

        @Override
        public void subscribe(Flow.Subscriber<? super String> to) {
            subscribed = true;
            to.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    to.onNext("secret");
                    to.onComplete();
                }

                @Override
                public void cancel() {}
            });
        }
    }

    /** Takes its time. */
    @Controller
    public static class Slow {
        private final Secret secret = new Secret();
        private final CompletableFuture<Flow.Publisher<String>> later = new CompletableFuture<>();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile Socket last;

        @On("log in")
        public void logIn(Socket socket, String name) {
            last = socket;
            socket.logIn(User.named(name));
        }

        @On("later")
        public CompletionStage<Flow.Publisher<String>> later() {
            return later;
        }

        @On("enter")
        public CompletionStage<Flow.Publisher<String>> enter(Socket socket, String name) {
            logIn(socket, name);
            return later;
        }

        @On("held")
        public Flow.Publisher<String> held() {
            entered.countDown();
            SocketFixture.await(gate);
            return secret;
        }
    }

    private final Slow slow = new Slow();
    private final SocketFixture fixture = new SocketFixture(slow);

    @AfterEach
    void stop() {
        slow.gate.countDown();
        fixture.close();
    }

    private RecordingConnection client() {
        RecordingConnection client = fixture.client().say("0");
        client.heard();
        return client;
    }

    /** Ann has logged in, and calls what takes its time. */
    private RecordingConnection ann() {
        RecordingConnection client = client().say("2[\"log in\",\"ann\"]", "21[\"later\"]");
        fixture.settle();
        assertThat(client.heard()).isEmpty();
        return client;
    }

    /** What takes its time is there. */
    private List<String> heard(RecordingConnection client) {
        slow.later.complete(slow.secret);
        fixture.settle();
        return client.heard();
    }

    private void assertRefused(List<String> heard, String ack) {
        assertThat(heard).containsExactly(ack + CHANGED);
        assertThat(slow.secret.subscribed).isFalse();
    }

    private static void assertStreams(List<String> heard) {
        assertThat(heard)
                .containsExactly(
                        "31" + BEGINS,
                        "2[\"sockee:stream\",{\"id\":1,\"item\":\"secret\"}]",
                        "2[\"sockee:stream\",{\"id\":1,\"end\":true}]");
    }

    @Test
    void notWhenTheUserHasLoggedOut() {
        RecordingConnection client = ann();
        slow.last.logOut();
        assertRefused(heard(client), "31");
    }

    @Test
    void notWhenSomebodyElseHasLoggedIn() {
        RecordingConnection client = ann();
        slow.last.logIn(User.named("bob"));
        assertRefused(heard(client), "31");
    }

    @Test
    void whenItIsTheSameUserAgain() {
        RecordingConnection client = ann();
        slow.last.logOut();
        slow.last.logIn(User.named("ann"));
        assertStreams(heard(client));
    }

    @Test
    void notWhenTheUserHasLoggedOutWhileTheMethodRan() {
        RecordingConnection client = client().say("2[\"log in\",\"ann\"]", "21[\"held\"]");
        SocketFixture.await(slow.entered);
        slow.last.logOut();
        slow.gate.countDown();
        assertRefused(heard(client), "31");
    }

    @Test
    void whoHasLoggedInBeforeTheMethodRanThoughAfterTheCallCame() {
        RecordingConnection client = client().say("2[\"log in\",\"ann\"]", "2[\"log in\",\"bob\"]", "21[\"later\"]");
        fixture.settle();
        assertStreams(heard(client));
    }

    @Test
    void whomTheMethodHasLoggedIn() {
        RecordingConnection client = client().say("21[\"enter\",\"ann\"]");
        fixture.settle();
        assertStreams(heard(client));
    }

    @Test
    void notWhomTheMethodHasLoggedInWhenThatOneHasLoggedOut() {
        RecordingConnection client = client().say("21[\"enter\",\"ann\"]");
        fixture.settle();
        slow.last.logOut();
        assertRefused(heard(client), "31");
    }

    @Test
    void whoIsNobodyAllTheTime() {
        RecordingConnection client = client().say("21[\"later\"]");
        fixture.settle();
        assertStreams(heard(client));
    }

    @Test
    void notOnTheSocketOfSomebodyElseWhereTheCallIsRepeated() {
        String hello = "20[\"sockee:hello\",\"0123456789abcdef\"]";
        String call = "21[\"sockee:call\",\"1:1\",\"later\"]";
        RecordingConnection first = client().say("2[\"log in\",\"ann\"]", hello, call);
        fixture.settle();
        first.close(CloseReason.TRANSPORT_CLOSE);
        fixture.settle();
        RecordingConnection second = client().say("2[\"log in\",\"bob\"]", hello, call);
        fixture.settle();
        second.heard();
        assertRefused(heard(second), "31");
    }
}
