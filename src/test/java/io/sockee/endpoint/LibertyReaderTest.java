package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.ManualTimers;
import io.sockee.endpoint.DirectChannelTest.RecordingWire;
import io.sockee.engineio.EngineServer;
import java.io.EOFException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One of Open Liberty's connections")
class LibertyReaderTest implements Unobserved {
    private static final int FULL = 100;
    private static final byte[] NOTHING = {};

    private final List<String> heard = new ArrayList<>();
    private final RecordingWire wire = new RecordingWire();
    private final ManualTimers timers = new ManualTimers();
    private final DirectChannel channel =
            new DirectChannel(wire, timers, Runnable::run, ended -> {}, new Sending(null, frames -> {}));
    private final EngineServer server = new EngineServer(
            DirectSocketTest.SETTINGS, timers, Runnable::run, () -> "sid", connection -> new Listener(), this);
    private final DirectSocket socket = new DirectSocket(channel, Upgradings.of(server), true);
    private final LibertyReader reader = new LibertyReader(channel, socket);
    private final Connection connection = new Connection();
    private @Nullable RuntimeException thrown;

    private final class Listener implements ConnectionListener {
        @Override
        public void onText(String text, int from) {
            heard.add(text.substring(from) + (connection.entered ? "" : " without the application's context"));
        }

        @Override
        public void onBinary(byte[] bytes) {
            heard.add(bytes.length + " bytes");
        }

        @Override
        public void onClose(CloseReason reason) {
            heard.add(reason.text());
        }
    }

    /** Buffers that have come, and reads that wait for one. */
    private final class Connection implements LibertyReader.Input {
        private final Deque<byte[]> come = new ArrayDeque<>();
        private byte[] early = NOTHING;
        private boolean entered;
        private boolean reading;
        private boolean gaveUp;
        private boolean gone;
        private boolean contextless;
        private int later;
        private int atOnce;

        /** The server's thread tells of a buffer. */
        void comes(byte[] bytes) {
            come.add(bytes);
            goOn();
        }

        void goOn() {
            assertThat(reading).as("somebody waits for it").isTrue();
            reading = false;
            reader.done();
        }

        @Override
        public boolean read(boolean waits) {
            assertThat(reading).as("one at a time").isFalse();
            assertThat(entered).as("the next thread may be at it from here on").isFalse();
            if (gone) {
                throw new IllegalStateException("no connection any more");
            }
            if (gaveUp) {
                reader.failed(new EOFException("given up"));
                return false;
            }
            if (waits) {
                later++;
            } else {
                atOnce++;
                if (!come.isEmpty()) {
                    return true;
                }
            }
            reading = true;
            return false;
        }

        @Override
        public void giveUp() {
            gaveUp = true;
            if (reading) {
                reading = false;
                reader.failed(new EOFException("given up"));
            }
        }

        @Override
        public int take(byte[] copy, LibertyReader.Bytes taken) {
            if (thrown != null) {
                throw thrown;
            }
            byte[] next = come.remove();
            System.arraycopy(next, 0, copy, 0, next.length);
            taken.come(copy, next.length);
            return next.length;
        }

        @Override
        public int takeEarly(byte[] copy, LibertyReader.Bytes taken) {
            System.arraycopy(early, 0, copy, 0, early.length);
            taken.come(copy, early.length);
            return early.length;
        }

        @Override
        public boolean isFull(int taken) {
            return taken == FULL;
        }

        @Override
        public void enter() {
            assertThat(entered).isFalse();
            if (contextless) {
                throw new IllegalStateException("no context any more");
            }
            entered = true;
        }

        @Override
        public void leave() {
            entered = false;
        }
    }

    @BeforeEach
    void open() {
        socket.open();
        wire.frames.clear();
    }

    /** A message whose frame has so many bytes. */
    private static byte[] message(int size) {
        byte[] frame = new byte[size];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | (size - 6));
        frame[6] = '4';
        Arrays.fill(frame, 7, size, (byte) 'a');
        return frame;
    }

    private static byte[] close() {
        return new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe8};
    }

    @Test
    @DisplayName("is read with the application's context, each time that something has come")
    void reads() {
        reader.begin(connection);
        connection.comes(message(8));
        connection.comes(message(9));
        assertThat(heard).containsExactly("a", "aa");
        assertThat(connection.reading).isTrue();
    }

    @Test
    @DisplayName("has had something before it was upgraded")
    void early() {
        connection.early = message(8);
        reader.begin(connection);
        assertThat(heard).hasSize(1);
        assertThat(connection.later).isEqualTo(1);
    }

    @Test
    @DisplayName("is not looked at again at once after a read that did not fill the buffer")
    void looks() {
        reader.begin(connection);
        connection.comes(message(8));
        assertThat(connection.atOnce).isZero();
        connection.comes(message(FULL));
        assertThat(connection.atOnce).isEqualTo(1);
    }

    @Test
    @DisplayName("lets others have their turn now and then, however much comes")
    void flood() {
        reader.begin(connection);
        for (int i = 0; i < 100; i++) {
            connection.come.add(message(FULL));
        }
        connection.goOn();
        assertThat(heard).hasSizeBetween(2, 20);
        assertThat(connection.reading).as("goes on later").isTrue();
        while (!connection.come.isEmpty()) {
            connection.goOn();
        }
        assertThat(heard).hasSize(100);
    }

    @Test
    @DisplayName("is not read any more once it has been closed")
    void closed() throws InterruptedException {
        reader.begin(connection);
        connection.comes(close());
        assertThat(wire.cuts).isEqualTo(1);
        assertThat(wire.cutByReader).isTrue();
        assertThat(connection.reading).isFalse();
        reader.stop(); // at once: nobody reads
    }

    @Test
    @DisplayName("ends the session when its peer goes")
    void gone() {
        reader.begin(connection);
        connection.reading = false;
        reader.failed(new EOFException("closed"));
        assertThat(heard).containsExactly("transport close");
        assertThat(wire.cutByReader).isTrue();
    }

    @Test
    @DisplayName("is given back by who waits for bytes, when another cuts it")
    void cutWhileWaiting() throws InterruptedException {
        reader.begin(connection);
        channel.cut();
        assertThat(wire.cutByReader).isFalse();
        reader.stop();
        assertThat(connection.reading).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("is waited for while somebody reads it, when another cuts it")
    void cutWhileReading() throws Exception {
        reader.begin(connection);
        CompletableFuture<Void> stopping = new CompletableFuture<>();
        connection.come.add(message(8));
        connection.reading = false;
        channel.reading(() -> {
            Thread other = new Thread(() -> {
                channel.cut();
                try {
                    reader.stop();
                    stopping.complete(null);
                } catch (InterruptedException e) {
                    stopping.completeExceptionally(e);
                }
            });
            other.start();
            while (!connection.gaveUp) {
                Thread.onSpinWait();
            }
            assertThat(stopping).isNotDone();
        });
        reader.done();
        stopping.get(10, TimeUnit.SECONDS);
        assertThat(heard).as("what had come is of no use").isEmpty();
    }

    @Test
    @DisplayName("ends the session when it cannot be read any more")
    void cannotBeRead() throws InterruptedException {
        reader.begin(connection);
        connection.gone = true;
        connection.comes(message(8));
        assertThat(heard).containsExactly("a", "transport close");
        assertThat(wire.cuts).isEqualTo(1);
        reader.stop(); // at once
    }

    @Test
    @DisplayName("ends the session when there is no context to read it in")
    void noContext() {
        reader.begin(connection);
        connection.contextless = true;
        connection.comes(message(8));
        assertThat(heard).containsExactly("transport error");
        assertThat(wire.cuts).isEqualTo(1);
        assertThat(connection.come)
                .as("what came has been taken, and is of no use")
                .isEmpty();
    }

    @Test
    @DisplayName("ends the session when what came cannot be taken")
    void thrown() {
        thrown = new IllegalStateException("a fault of the server");
        reader.begin(connection);
        connection.comes(message(8));
        assertThat(heard).containsExactly("transport error");
        assertThat(wire.cuts).isEqualTo(1);
    }
}
