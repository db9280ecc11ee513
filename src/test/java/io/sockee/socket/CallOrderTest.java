package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.connection.CloseReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls of a client that repeats what has no answer, over one connection after another. */
@DisplayName("Calls of a client that has connected again")
class CallOrderTest {
    private static final String HELLO = "20[\"sockee:hello\",\"0123456789abcdef\"]";

    /** Notes what has run; the first call lasts until the test lets it go. */
    @Controller
    public static class Notes {
        final List<String> ran = new CopyOnWriteArrayList<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final CountDownLatch all = new CountDownLatch(4);

        @On("slow")
        public void slow(String name) {
            begun.countDown();
            SocketFixture.await(goOn);
            quick(name);
        }

        @On("quick")
        public void quick(String name) {
            ran.add(name);
            all.countDown();
        }
    }

    private final Notes notes = new Notes();
    private final SocketFixture fixture = SocketFixture.withThreads(2, notes);
    private final RecordingConnection first = fixture.client().say("0", HELLO);

    @BeforeEach
    void begin() {
        first.say("21[\"sockee:call\",\"1:1\",\"slow\",\"a\"]", "22[\"sockee:call\",\"2:1\",\"quick\",\"b\"]");
        SocketFixture.await(notes.begun);
    }

    @AfterEach
    void close() {
        notes.goOn.countDown();
        fixture.close();
    }

    private RecordingConnection again() {
        return fixture.client()
                .say(
                        "0",
                        HELLO,
                        "21[\"sockee:call\",\"1:1\",\"slow\",\"a\"]",
                        "22[\"sockee:call\",\"2:1\",\"quick\",\"b\"]",
                        "23[\"sockee:call\",\"3:1\",\"quick\",\"c\"]",
                        "2[\"quick\",\"volatile\"]");
    }

    private void everythingRunsInOrder() {
        fixture.settle(); // one of the two threads is free
        assertThat(notes.ran).isEmpty();
        notes.goOn.countDown();
        SocketFixture.await(notes.all);
        assertThat(notes.ran).containsExactly("a", "b", "c", "volatile");
    }

    @Test
    @DisplayName("wait until those of the connection before have run")
    void afterAClose() {
        first.close(CloseReason.TRANSPORT_ERROR);
        RecordingConnection unused = again();
        everythingRunsInOrder();
    }

    @Test
    @DisplayName(
            "wait also when the server has not noticed that the connection before is gone, and what it still brings is left out")
    void whileTheOldOneLooksAlive() {
        RecordingConnection unused = again();
        first.say("23[\"sockee:call\",\"4:1\",\"quick\",\"late\"]");
        everythingRunsInOrder();
    }

    @Test
    @DisplayName("wait through several connections")
    void onceMore() {
        first.close(CloseReason.TRANSPORT_ERROR);
        fixture.client().say("0", HELLO).close(CloseReason.TRANSPORT_ERROR);
        RecordingConnection unused = again();
        everythingRunsInOrder();
    }
}
