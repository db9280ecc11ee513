package io.sockee.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the self-test's client speaks to. */
@DisplayName("The self-test's server")
class SelfTestProtocolTest {
    private final ManualTimers timers = new ManualTimers();
    private final SelfTestProtocol protocol = new SelfTestProtocol(timers, Runnable::run);
    private final Taking first = new Taking();
    private final Taking other = new Taking();

    /** Takes as much as a test wants. */
    private static final class Taking implements Connection {
        private final List<String> texts = new ArrayList<>();
        private final List<byte[]> binaries = new ArrayList<>();
        private int room = 1000;

        @Override
        public boolean queue(Frames frames) {
            if (room == 0) {
                return false;
            }
            room--;
            if (frames.get(0) instanceof Frame.Text text) {
                texts.add(text.text());
            } else if (frames.get(0) instanceof Frame.Binary binary) {
                binaries.add(binary.bytes());
            }
            return true;
        }

        @Override
        public HandshakeRequest handshake() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String transport() {
            return "websocket";
        }

        @Override
        public boolean hold(Frames frames) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(Frames frames) {}

        @Override
        public void flush() {}

        @Override
        public void whenDrained(Runnable task) {
            task.run();
        }

        @Override
        public boolean isWritable() {
            return room > 0;
        }

        @Override
        public void close(CloseReason reason) {}

        @Override
        public void execute(Runnable input) {
            input.run();
        }
    }

    @Test
    @DisplayName("sends back what comes")
    void echo() {
        ConnectionListener listener = protocol.accept(first);
        listener.onText("4hello", 1);
        listener.onBinary(new byte[] {7});
        assertThat(first.texts).containsExactly("4hello");
        assertThat(first.binaries).containsExactly(new byte[] {7});
    }

    @Test
    @DisplayName("fills a connection until it takes no more at several looks, and then says how much that was")
    void fill() {
        ConnectionListener fills = protocol.accept(first);
        ConnectionListener asks = protocol.accept(other);
        first.room = 3;
        fills.onText("4fill", 1);
        asks.onText("4filled", 1);
        timers.pass(50);
        assertThat(first.binaries).hasSize(3);
        assertThat(other.texts).isEmpty();
        first.room = 2;
        timers.pass(1000);
        assertThat(first.binaries).hasSize(5);
        assertThat(first.binaries.get(4)).isEqualTo(Blocks.block(4));
        assertThat(other.texts).containsExactly("45");
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("does not fill one without end")
    void unbounded() {
        first.room = Integer.MAX_VALUE;
        protocol.accept(first).onText("4fill", 1);
        protocol.accept(other).onText("4filled", 1);
        assertThat(other.texts).containsExactly("4" + Blocks.MOST);
        assertThat(first.binaries).hasSize(Blocks.MOST);
    }
}
