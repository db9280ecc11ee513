package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The answer to a ping")
class PongDeadlineTest {
    private static final long TIMEOUT = 20_000;

    private final ManualTimers timers = new ManualTimers();
    private final Outbox outbox = new Outbox(100, 100_000);
    private final RecordingChannel channel = new RecordingChannel();
    private final Inputs inputs = new Inputs(outbox);
    private final PongDeadline deadline = new PongDeadline(inputs, timers, outbox, channel::progress);
    private int missing;

    /** A connection whose inputs are run at once. */
    private static final class Inputs extends QueuedConnection {
        Inputs(Outbox outbox) {
            super(
                    new HandshakeRequest("/", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty()),
                    outbox,
                    true,
                    Runnable::run,
                    new Unheard());
        }

        @Override
        public String transport() {
            return "websocket";
        }

        @Override
        public void close(CloseReason reason) {}

        @Override
        protected void endFull() {}
    }

    private static final class Unheard implements ConnectionEvents {
        @Override
        public void opened(HandshakeRequest handshake) {}

        @Override
        public void closed(HandshakeRequest handshake) {}

        @Override
        public void queueFull(HandshakeRequest handshake) {}

        @Override
        public void dropped(HandshakeRequest handshake) {}
    }

    @BeforeEach
    void ping() {
        deadline.set(TIMEOUT, () -> missing++);
    }

    private void assertAwaited(boolean still) {
        assertThat(missing).isEqualTo(still ? 0 : 1);
        assertThat(deadline.isSet()).isEqualTo(still);
    }

    @Test
    @DisplayName("is missing after the time-out when nothing has moved")
    void gone() {
        timers.pass(TIMEOUT - 10);
        assertAwaited(true);
        timers.pass(20);
        assertAwaited(false);
    }

    @Test
    @DisplayName("has the same time again whenever something has moved")
    void moves() {
        for (int i = 0; i < 3; i++) {
            channel.move();
            timers.pass(TIMEOUT + 10);
            assertAwaited(true);
        }
        timers.pass(TIMEOUT + 10);
        assertAwaited(false);
    }

    @Test
    @DisplayName("has ten time-outs in all, however much moves")
    void trickle() {
        for (int i = 0; i < PongDeadline.MOST - 1; i++) {
            channel.move();
            timers.pass(TIMEOUT + 10);
            assertAwaited(true);
        }
        channel.move();
        timers.pass(TIMEOUT + 10);
        assertAwaited(false);
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("has the same time again while frames go out and others wait, as with servers that show no more")
    void frames() {
        channel.hold();
        outbox.attach(channel.carrier(outbox, new WebSocketChannel.Outcome() {
            @Override
            public void notSent(Throwable failure) {}

            @Override
            public void allSent(CloseReason reason) {}
        }));
        for (int i = 0; i < 3; i++) {
            outbox.offer(Frames.text("m" + i));
        }
        outbox.flush();
        channel.complete(null);
        timers.pass(TIMEOUT + 10);
        assertAwaited(true);
        channel.complete(null);
        channel.complete(null);
        timers.pass(TIMEOUT + 10);
        assertAwaited(false);
    }

    @Test
    @DisplayName("is awaited no more when it has come")
    void answered() {
        deadline.stop();
        timers.pass(2 * TIMEOUT);
        assertThat(missing).isZero();
        assertThat(timers.size()).isZero();
    }
}
