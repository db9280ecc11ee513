package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.RecordingChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What happens to a client that reads more slowly than it is sent to. */
class SendQueueTest {

    @Test
    void closesTheConnectionAtTheBound() {
        EngineFixture engine = new EngineFixture();
        RecordingChannel channel = new RecordingChannel();
        EngineSession session = engine.webSocket(channel);
        channel.hold();
        int queued = 0;
        while (session.send(EngineFixture.message("m"))) {
            queued++;
        }
        assertThat(queued).as("one under way, the others waiting").isEqualTo(17);
        assertThat(channel.closed()).isEqualTo("1008 send queue full");
        assertThat(engine.listener.closed()).containsExactly(CloseReason.SEND_QUEUE_FULL);
        assertThat(engine.queueFull).isEqualTo(1);
        assertThat(engine.timers.size()).isZero();
    }

    @Test
    void dropsWhatIsMoreWhereThatIsThePolicy() {
        EngineFixture engine = new EngineFixture(EngineFixture.droppingWhenFull());
        EngineSession session = engine.polling();
        for (int i = 0; i < 20; i++) {
            assertThat(session.send(EngineFixture.message("m" + i))).isEqualTo(i < 16);
        }
        assertThat(engine.dropped).isEqualTo(4);
        assertThat(engine.queueFull).as("which ends connections").isZero();
        assertThat(engine.listener.closed()).isEmpty();
        assertThat(EngineFixture.packets(engine.poll(session).answer()))
                .hasSize(16)
                .startsWith("4m0")
                .endsWith("4m15");
        assertThat(session.send(EngineFixture.message("again"))).isTrue();
    }

    @Test
    void stillSendsPingsWhenFull() {
        EngineFixture engine = new EngineFixture(EngineFixture.droppingWhenFull());
        EngineSession session = engine.polling();
        for (int i = 0; i < 20; i++) {
            session.send(EngineFixture.message("m"));
        }
        engine.timers.pass(25_001);
        assertThat(EngineFixture.packets(engine.poll(session).answer()))
                .hasSize(17)
                .startsWith("2");
    }

    /** A client that gets few packets with each poll would find a ping behind thousands of messages too late. */
    @Test
    void sendsPingsBeforeTheMessagesThatWait() {
        EngineFixture engine = new EngineFixture(EngineFixture.pollsOf(1_000_000, 3));
        EngineSession session = engine.polling();
        for (int i = 0; i < 5; i++) {
            session.send(EngineFixture.message("m" + i));
        }
        engine.timers.pass(25_001);
        assertThat(EngineFixture.packets(engine.poll(session).answer())).containsExactly("2", "4m0", "4m1");
        assertThat(EngineFixture.packets(engine.poll(session).answer())).containsExactly("4m2", "4m3", "4m4");
    }

    private static void fill(EngineSession session) {
        for (int i = 0; i < 20; i++) {
            session.send(EngineFixture.message("m"));
        }
    }

    /** Who sends to many may hold what the end of another connection waits for. */
    @Test
    void endsOnAnotherThreadThanTheSenders() {
        EngineFixture engine = new EngineFixture();
        EngineSession session = engine.polling();
        Queue<Runnable> others = new ArrayDeque<>();
        engine.executor = others::add;
        fill(session);
        assertThat(engine.listener.closed()).isEmpty();
        others.remove().run();
        assertThat(engine.listener.closed()).containsExactly(CloseReason.SEND_QUEUE_FULL);
        assertThat(others).isEmpty();
    }

    /** A client that comes back tells the last that it had: all before that has to have come, too. */
    @Test
    void takesNothingAfterWhatFoundNoRoom() {
        EngineFixture engine = new EngineFixture();
        EngineSession session = engine.polling();
        engine.executor = task -> {}; // its end is on its way
        fill(session);
        assertThat(EngineFixture.packets(engine.poll(session).answer())).hasSize(16);
        assertThat(session.send(EngineFixture.message("later"))).isFalse();
        assertThat(session.hold(EngineFixture.message("later"))).isFalse();
    }

    @Test
    void endsOnTheSendersThreadWhereThereIsNoOther() {
        EngineFixture engine = new EngineFixture();
        EngineSession session = engine.polling();
        engine.executor = task -> {
            throw new RejectedExecutionException("stopped");
        };
        fill(session);
        assertThat(engine.listener.closed()).containsExactly(CloseReason.SEND_QUEUE_FULL);
    }

    /** Many messages may meet the bound before the session's end comes to its turn: they say so once. */
    @Test
    void endsOnceHoweverManyMessagesMeetTheBound() {
        EngineFixture engine = new EngineFixture();
        EngineSession session = engine.polling();
        session.execute(() -> {
            for (int i = 0; i < 1_000; i++) {
                session.send(EngineFixture.message("m"));
            }
        });
        assertThat(engine.queueFull).isEqualTo(1);
        assertThat(engine.listener.closed()).containsExactly(CloseReason.SEND_QUEUE_FULL);
    }
}
