package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Arguments;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.Timer;
import io.sockee.connection.CloseReason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientSocketTest {
    private final TestController controller = new TestController();
    private final TestController.Fast fast = new TestController.Fast();
    private final SocketFixture fixture = new SocketFixture(controller, fast);
    private final RecordingConnection client = fixture.client();
    private Socket socket;

    @BeforeEach
    void connect() {
        client.say("0");
        fixture.settle();
        client.heard();
        socket = controller.last;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    // --- Acks -------------------------------------------------------------------------------------------------

    @Test
    void anEventIsAnsweredOnceAndByteForByte() {
        client.say("21[\"echo\",1.0,1e400, {\"a\" : \"\\u00e4\"}]");
        fixture.settle();
        assertThat(client.heard()).containsExactly("31[1.0,1e400, {\"a\" : \"\\u00e4\"}]");
    }

    @Test
    void binaryDataComesBackAsItWas() {
        client.say("51-2[\"echo\",{\"_placeholder\":true,\"num\":0}]").sayBinary(1, 2, 3);
        fixture.settle();
        assertThat(client.heard()).containsExactly("61-2[{\"_placeholder\":true,\"num\":0}]", "<3>");
    }

    @Test
    void anEventThatNobodyAnswersIsIgnored() {
        client.say("21[\"unknown\"]");
        fixture.settle();
        assertThat(client.heard()).isEmpty();
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void theClientsAnswerCompletesTheStage() throws Exception {
        CompletableFuture<Arguments> answer = ask();
        assertThat(client.heard()).containsExactly("20[\"question\",\"x\"]");
        client.say("30[\"yes\",2]", "30[\"again\"]", "399[]");
        assertThat(answer.get(10, TimeUnit.SECONDS).get(0, String.class)).isEqualTo("yes");
        assertThat(fixture.timers.size()).isZero();
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsATimeout() {
        CompletableFuture<Arguments> answer = ask();
        fixture.timers.pass(1_001);
        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
        client.say("30[\"late\"]");
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void aTimeoutMayBeForEver() {
        CompletableFuture<Arguments> answer =
                socket.emitWithAck(ChronoUnit.FOREVER.getDuration(), "question").toCompletableFuture();
        fixture.timers.pass(100_000);
        assertThat(answer).isNotDone();
    }

    @Test
    void noAnswerIsAwaitedFromASocketThatIsGone() {
        CompletableFuture<Arguments> before = ask();
        client.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(fixture.timers.size()).isZero();
        for (CompletableFuture<Arguments> answer : List.of(before, ask())) {
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("The socket is gone.");
        }
    }

    @Test
    void notTooManyAnswersAreAwaited() {
        for (int i = 0; i < 3; i++) {
            ask();
        }
        assertThatThrownBy(() -> ask().get(10, TimeUnit.SECONDS))
                .cause()
                .hasMessage("Too many answers are awaited from this socket: 3 (see sockee.socketio.max-pending-acks).");
        assertThat(client.heard()).hasSize(3);
    }

    /** What an application hangs on an answer may block: it must not run on the thread of the timers or the network. */
    @Test
    void anAnswerWaitsForAThreadOfItsOwn() throws Exception {
        List<Thread> completedOn = new ArrayList<>();
        CountDownLatch completed = new CountDownLatch(1);
        ask().whenComplete((value, failure) -> {
            completedOn.add(Thread.currentThread());
            completed.countDown();
        });
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        fixture.pool.executeAnswer(() -> {
            busy.countDown();
            SocketFixture.await(release);
        });
        SocketFixture.await(busy);
        for (int i = 0; i < 100; i++) {
            fixture.pool.executeAnswer(() -> {});
        }
        client.say("30[]");
        assertThat(completedOn).isEmpty();
        release.countDown();
        while (!fixture.pool.isQuiet()) {
            Thread.onSpinWait();
        }
        fixture.timers.pass(60); // it is tried again
        SocketFixture.await(completed);
        assertThat(completedOn).doesNotContain(Thread.currentThread());
    }

    private CompletableFuture<Arguments> ask() {
        CompletableFuture<Arguments> answer = new CompletableFuture<>();
        socket.emitWithAck(Duration.ofSeconds(1), "question", "x").whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    // --- Sending ----------------------------------------------------------------------------------------------

    @Test
    void whatMayBeLostIsLostWhenTheConnectionIsBusy() {
        client.writable(false);
        socket.emitIfWritable("position", 1);
        client.writable(true);
        socket.emitIfWritable("position", 2);
        assertThat(client.heard()).containsExactly("2[\"position\",2]");
    }

    @Test
    void aBroadcastLeavesTheSenderOut() {
        RecordingConnection other = fixture.client().say("0");
        fixture.settle();
        other.heard();
        socket.broadcast("a");
        socket.to("lobby").emit("b");
        socket.everyone().emit("c");
        socket.everyone().except("room-s1").emit("d");
        socket.to("s1").emit("e");
        assertThat(other.heard()).containsExactly("2[\"a\"]", "2[\"b\"]", "2[\"c\"]", "2[\"d\"]");
        assertThat(client.heard()).containsExactly("2[\"c\"]");
    }

    @Test
    void tooManyWaitingCallsCloseTheConnectionAndNothingMoreIsCalled() {
        controller.gate = new CountDownLatch(1);
        String[] notes = new String[30];
        for (int i = 0; i < notes.length; i++) {
            notes[i] = "2[\"note\",\"" + i + "\"]";
        }
        client.sayTogether(notes);
        assertThat(client.closed()).containsExactly(CloseReason.CALL_QUEUE_FULL);
        assertThat(fixture.counters.get(io.sockee.metrics.Counters.Counter.CALL_QUEUES_FULL))
                .isEqualTo(1);
        controller.gate.countDown();
        fixture.settle();
        assertThat(controller.seen).last().isEqualTo("s1 gone: call queue full []false");
        assertThat(controller.seen).hasSizeLessThanOrEqualTo(10).startsWith("0", "1", "2");
    }

    // --- Timers -----------------------------------------------------------------------------------------------

    @Test
    void timersRunOnThePoolUntilTheyAreCancelled() {
        List<String> ran = new ArrayList<>();
        socket.after(
                Duration.ofMillis(10),
                () -> ran.add("once " + Thread.currentThread().equals(null)));
        Timer often = socket.every(Duration.ofMillis(10), () -> ran.add("often"));
        for (int i = 0; i < 3; i++) {
            fixture.timers.pass(12);
            fixture.settle();
        }
        assertThat(ran).containsExactlyInAnyOrder("once false", "often", "often", "often");
        often.cancel();
        fixture.timers.pass(50);
        fixture.settle();
        assertThat(ran).hasSize(4);
        assertThat(fixture.timers.size()).isZero();
    }

    @Test
    void timersDieWithTheirSocketAndTouchNoOther() {
        RecordingConnection other = fixture.client().say("0");
        fixture.settle();
        List<String> ran = new ArrayList<>();
        controller.last.every(Duration.ofMillis(10), () -> ran.add("other"));
        socket.every(Duration.ofMillis(10), () -> ran.add("mine"));
        client.close(CloseReason.TRANSPORT_CLOSE);
        socket.after(Duration.ofMillis(10), () -> ran.add("too late"));
        fixture.timers.pass(12);
        fixture.settle();
        assertThat(ran).containsExactly("other");
        other.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(fixture.timers.size()).isZero();
    }

    @Test
    void aSlowTimerDoesNotPileUp() {
        CountDownLatch slow = new CountDownLatch(1);
        List<String> ran = new ArrayList<>();
        socket.every(Duration.ofMillis(5), () -> {
            SocketFixture.await(slow);
            ran.add("run");
        });
        fixture.timers.pass(100);
        slow.countDown();
        fixture.settle();
        assertThat(ran).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void notTooManyTimersPerSocket() {
        socket.after(Duration.ofSeconds(1), () -> {});
        Timer second = socket.after(Duration.ofDays(200_000), () -> {});
        assertThatThrownBy(() -> socket.after(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This socket has 2 timers already (see sockee.socketio.max-timers); cancel those that are"
                        + " not needed.");
        second.cancel();
        socket.after(Duration.ZERO, () -> {});
        assertThatThrownBy(() -> socket.every(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The period of a timer must be positive, not PT0S.");
    }
}
