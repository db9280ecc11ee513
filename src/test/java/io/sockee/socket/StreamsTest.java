package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A method that returns a publisher")
class StreamsTest {

    /** Publishes what it is told to, as far as it is asked for, and remembers what it was asked for. */
    static final class Source implements Flow.Publisher<Object>, Flow.Subscription {
        private final List<Long> requests = Collections.synchronizedList(new ArrayList<>());
        private volatile Flow.Subscriber<? super Object> to;
        private volatile boolean cancelled;
        private long room;
        private int next;
        private int last = Integer.MAX_VALUE;

        @Override
        public void subscribe(Flow.Subscriber<? super Object> subscriber) {
            to = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            requests.add(n);
            synchronized (this) {
                room += n;
            }
        }

        /** Publishes so many, or as many as were asked for. */
        int publish(int most) {
            int published = 0;
            while (published < most && take()) {
                to.onNext(++next);
                published++;
                if (next == last) {
                    to.onComplete();
                    return published;
                }
            }
            return published;
        }

        private synchronized boolean take() {
            return room > 0 && room-- > 0;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** Publishes within the call that asks for it, and keeps nothing apart that the rules keep apart. */
    static final class Plain implements Flow.Publisher<Object>, Flow.Subscription {
        static final int ITEMS = 300;
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean overlapped;
        private volatile Flow.Subscriber<? super Object> to;
        private volatile int next;

        @Override
        public void subscribe(Flow.Subscriber<? super Object> subscriber) {
            to = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one request at a time
        public void request(long n) {
            overlapped |= inside.getAndIncrement() > 0;
            for (long i = 0; i < n && next < ITEMS; i++) {
                to.onNext(++next);
                LockSupport.parkNanos(200_000);
                if (next == ITEMS) {
                    to.onComplete();
                }
            }
            inside.decrementAndGet();
        }

        @Override
        public void cancel() {
            overlapped |= inside.get() > 0;
        }
    }

    /** What is called. */
    @Controller
    public static class Feed {
        private volatile Source source = new Source();
        private final Plain plain = new Plain();

        @On("feed")
        public Flow.Publisher<Object> feed() {
            source = new Source();
            return source;
        }

        @On("log in")
        public void logIn(Socket socket, String name) {
            socket.logIn(User.named(name));
        }

        @On("plain")
        public Flow.Publisher<Object> plain() {
            return plain;
        }

        @On("broken")
        public Flow.Publisher<String> broken() {
            return subscriber -> {
                throw new RefusedException("Not today.");
            };
        }
    }

    private final Feed feed = new Feed();
    private final SocketFixture fixture = new SocketFixture(feed);
    private final RecordingConnection client = fixture.client();

    @BeforeEach
    void connect() {
        client.say("0");
        client.heard();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Source ask(int ack) {
        client.say("2" + ack + "[\"feed\"]");
        fixture.settle();
        return feed.source;
    }

    private static String item(int id, Object what) {
        return "2[\"sockee:stream\",{\"id\":" + id + "," + what + "}]";
    }

    @Test
    @DisplayName("answers with a number, under which items and the end come as events")
    void items() {
        Source source = ask(1);
        source.last = 2;
        source.publish(5);
        assertThat(client.heard())
                .containsExactly(
                        "31[{\"ok\":true,\"err\":false,\"res\":{\"stream\":1},\"stream\":true}]",
                        item(1, "\"item\":1"),
                        item(1, "\"item\":2"),
                        item(1, "\"end\":true"));
        ask(2);
        assertThat(client.heard())
                .containsExactly("32[{\"ok\":true,\"err\":false,\"res\":{\"stream\":2},\"stream\":true}]");
    }

    @Test
    @DisplayName("tells by an event that a stream begins where no ack was asked for")
    void withoutAck() {
        client.say("2[\"feed\"]");
        fixture.settle();
        assertThat(client.heard())
                .containsExactly("2[\"feed_data\",{\"ok\":true,\"err\":false,\"res\":{\"stream\":1},\"stream\":true}]");
    }

    @Test
    @DisplayName("tells what has gone wrong behind the items that had come")
    void fails() {
        Source source = ask(1);
        source.publish(1);
        source.to.onError(new RefusedException("No more."));
        assertThat(client.heard())
                .endsWith(
                        item(1, "\"item\":1"), item(1, "\"error\":{\"ok\":false,\"err\":\"No more.\",\"res\":false}"));
        client.say("22[\"broken\"]");
        fixture.settle();
        assertThat(client.heard())
                .containsExactly(
                        "32[{\"ok\":true,\"err\":false,\"res\":{\"stream\":2},\"stream\":true}]",
                        item(2, "\"error\":{\"ok\":false,\"err\":\"Not today.\",\"res\":false}"));
    }

    @Test
    @DisplayName("is asked for no more than the client reads")
    void backPressure() {
        client.writable(false);
        Source source = ask(1);
        assertThat(source.publish(1_000)).isEqualTo(32);
        assertThat(client.heard()).as("half of them are under way").hasSize(1 + 16);
        assertThat(source.requests).containsExactly(32L);
        client.drain();
        await().untilAsserted(() -> assertThat(source.requests).containsExactly(32L, 32L));
        assertThat(client.heard()).hasSize(16);
    }

    @Test
    @DisplayName("hands over one batch each time the client has read all, and several take turns")
    void oneBatchForEachDrain() {
        client.writable(false);
        Source one = ask(1);
        Source two = ask(2);
        client.drainOnce();
        client.heard();
        String large = "x".repeat(33_000);
        for (int i = 0; i < 5; i++) {
            one.to.onNext(large);
            two.to.onNext(large);
        }
        assertThat(ids())
                .as("each has sent while nothing waited, or with the other")
                .isSubsetOf(1, 2);
        client.drainOnce();
        List<Integer> first = ids();
        client.drainOnce();
        List<Integer> second = ids();
        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    /** To which streams the items belong that have come. */
    private List<Integer> ids() {
        return client.heard().stream()
                .map(packet -> packet.contains("{\"id\":1,") ? 1 : 2)
                .toList();
    }

    @Test
    @DisplayName("is asked for more and more by a client that reads")
    void endless() {
        Source source = ask(1);
        int[] published = {0};
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            published[0] += source.publish(100);
            return published[0] >= 1_000;
        });
        assertThat(client.heard()).hasSize(1 + published[0]);
        assertThat(source.cancelled).isFalse();
    }

    @Test
    @DisplayName("ends a publisher that publishes more than it was asked for, or what has no JSON form")
    void breaches() {
        Source source = ask(1);
        client.writable(false);
        for (int i = 0; i < 33; i++) {
            source.to.onNext(i);
        }
        await().until(() -> source.cancelled);
        client.drain();
        assertThat(client.heard()).hasSize(1 + 32 + 1).last().asString().contains("\"error\":{");
        Source other = ask(2);
        Object[] cycle = new Object[1];
        cycle[0] = cycle;
        other.to.onNext(cycle);
        await().until(() -> other.cancelled);
        assertThat(client.heard()).last().asString().contains("\"error\":{\"ok\":false,\"err\":\"Internal error.");
    }

    @Test
    @DisplayName("is asked by one thread at a time, and its items keep their order")
    void oneAtATime() {
        client.say("21[\"plain\"]");
        List<String> heard = new ArrayList<>();
        await().until(() -> {
            heard.addAll(client.heard());
            return heard.contains(item(1, "\"end\":true"));
        });
        assertThat(feed.plain.overlapped).isFalse();
        assertThat(heard.subList(1, heard.size() - 1))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, Plain.ITEMS)
                        .mapToObj(n -> item(1, "\"item\":" + n))
                        .toList());
    }

    @Test
    @DisplayName("fails, and its publisher is told, when an item finds no room in the client's queue")
    void noRoom() {
        Source source = ask(1);
        client.heard();
        client.writable(false);
        source.publish(1);
        client.full(true);
        source.publish(3);
        await().until(() -> source.cancelled);
        client.full(false);
        client.drain();
        assertThat(client.heard())
                .containsExactly(
                        item(1, "\"item\":1"),
                        item(
                                1,
                                "\"error\":{\"ok\":false,\"err\":\"The stream was given up: too much waits for this"
                                        + " client.\",\"res\":false}"));
    }

    @Test
    @DisplayName("is cancelled by the client, and by its end")
    void cancelled() {
        Source one = ask(1);
        Source two = ask(2);
        client.heard();
        client.say("2[\"sockee:cancel\",\"x\"]", "2[\"sockee:cancel\"]", "2[\"sockee:cancel\",7]");
        client.say("2[\"sockee:cancel\",1]");
        await().until(() -> one.cancelled);
        one.to.onNext("late");
        assertThat(client.heard()).isEmpty();
        assertThat(two.cancelled).isFalse();
        client.close(CloseReason.TRANSPORT_CLOSE);
        await().until(() -> two.cancelled);
    }

    @Test
    @DisplayName("ends when its socket is another user's, and goes on when it is the same one's again")
    void ofUser() {
        client.say("2[\"log in\",\"ann\"]");
        Source source = ask(1);
        client.say("2[\"log in\",\"ann\"]");
        fixture.settle();
        client.heard();
        source.publish(1);
        assertThat(client.heard()).containsExactly(item(1, "\"item\":1"));
        client.say("2[\"log in\",\"bob\"]");
        await().until(() -> source.cancelled);
        fixture.settle();
        assertThat(client.heard()).singleElement().asString().contains("\"id\":1,\"error\":", "The user has changed.");
        assertThat(ask(2)).isNotSameAs(source);
    }

    @Test
    @DisplayName("is refused where too many streams are under way")
    void bounded() {
        ask(1);
        ask(2);
        client.heard();
        ask(3);
        assertThat(client.heard())
                .containsExactly("33[{\"ok\":false,\"err\":\"Too many streams at once: 2.\",\"res\":false}]");
        client.say("2[\"sockee:cancel\",1]");
        client.say("24[\"feed\"]");
        fixture.settle();
        assertThat(client.heard())
                .containsExactly("34[{\"ok\":true,\"err\":false,\"res\":{\"stream\":3},\"stream\":true}]");
    }
}
