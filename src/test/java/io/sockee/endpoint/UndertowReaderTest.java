package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frames;
import io.sockee.connection.ManualTimers;
import io.sockee.endpoint.DirectChannelTest.RecordingWire;
import io.sockee.engineio.EngineServer;
import io.sockee.spec.client.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What comes on one of WildFly's connections")
class UndertowReaderTest implements Unobserved {
    private final List<String> heard = new ArrayList<>();
    private final RecordingWire wire = new RecordingWire();
    private final ManualTimers timers = new ManualTimers();
    private final DirectChannel channel =
            new DirectChannel(wire, timers, Runnable::run, ended -> {}, new Sending(null, frames -> {}));
    private final EngineServer server = new EngineServer(
            DirectSocketTest.SETTINGS,
            timers,
            Runnable::run,
            () -> "sid",
            connection -> new Listener(connection),
            this);
    private final DirectSocket socket = new DirectSocket(channel, Upgradings.of(server), false);
    private final Socket from = new Socket();
    private boolean withoutContext;
    private final UndertowReader reader = new UndertowReader(from, channel, socket, task -> {
        if (withoutContext) {
            throw new IllegalStateException("no application any more");
        }
        task.run();
    });

    private final class Listener implements ConnectionListener {
        private final Connection connection;

        Listener(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onText(String text, int at) {
            String message = text.substring(at);
            heard.add(message);
            if (message.equals("throw")) {
                throw new IllegalStateException("on purpose");
            } else {
                connection.send(Frames.text("4" + message));
            }
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

    /** A socket in which lies what the test has put there. */
    private static final class Socket implements UndertowReader.Input {
        private int gaveWay;
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private byte[] come = {};
        private int at;
        private int atMost = Integer.MAX_VALUE;
        private int reads;
        private boolean ended;
        private boolean broken;
        private boolean resumed;
        private @Nullable UndertowReader told;

        void comes(byte[] bytes) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(come, at, come.length - at);
            all.writeBytes(bytes);
            come = all.toByteArray();
            at = 0;
        }

        int left() {
            return come.length - at;
        }

        @Override
        public void tell(UndertowReader reader) {
            told = reader;
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            reads++;
            if (broken) {
                throw new IOException("reset");
            }
            int length = Math.min(Math.min(buffer.length, atMost), left());
            System.arraycopy(come, at, buffer, 0, length);
            at += length;
            return length == 0 && ended ? -1 : length;
        }

        @Override
        public void resumeReads() {
            resumed = true;
        }

        @Override
        public void suspendReads() {
            resumed = false;
        }

        @Override
        public void giveWay() {
            gaveWay++;
        }

        @Override
        public void execute(Runnable task) {
            synchronized (tasks) {
                tasks.add(task);
            }
        }

        /** The I/O thread looks round once. */
        void turn() {
            synchronized (tasks) {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            if (resumed && told != null) {
                told.ready();
            }
        }
    }

    @BeforeEach
    void open() {
        socket.open();
        wire.frames.clear();
        reader.begin();
    }

    private static byte[] text(String message) {
        return RawWebSocket.encode(true, RawWebSocket.TEXT, ("4" + message).getBytes(StandardCharsets.UTF_8), true);
    }

    private static byte[] texts(String message, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(text(message));
        }
        return all.toByteArray();
    }

    @Test
    @DisplayName("is read when the server tells, in whatever pieces it comes")
    void pieces() {
        from.comes(text("with the request"));
        assertThat(heard).isEmpty();
        from.turn();
        assertThat(heard).containsExactly("with the request");
        from.atMost = 1;
        from.comes(text("later"));
        while (from.left() > 0) {
            from.turn();
        }
        assertThat(heard).containsExactly("with the request", "later");
        from.turn(); // there is nothing, though the server says so
        assertThat(heard).hasSize(2);
        assertThat(from.resumed).isTrue();
    }

    @Test
    @DisplayName("together is answered with one write")
    void answers() {
        from.comes(texts("x", 16));
        from.turn();
        assertThat(heard).hasSize(16);
        assertThat(wire.frames).containsExactly("81023478".repeat(16));
        from.comes(text("y"));
        from.turn();
        assertThat(wire.frames).hasSize(2).endsWith("81023479");
    }

    @Test
    @DisplayName("in great amounts lets others have their turns")
    void turns() {
        int frame = text("z".repeat(1000)).length;
        int count = 5 * UndertowReader.TURN / frame;
        from.comes(texts("z".repeat(1000), count));
        int all = from.left();
        for (int turns = 1; turns <= 4; turns++) {
            from.turn();
            assertThat(all - from.left()).isEqualTo(turns * UndertowReader.TURN);
            assertThat(from.gaveWay).isEqualTo(turns);
        }
        from.turn();
        assertThat(from.left()).isZero();
        assertThat(heard).hasSize(count);
    }

    @Test
    @DisplayName("in great amounts, but a little at a time as over TLS, lets others have their turns, too")
    void manyLittle() {
        from.atMost = 1000;
        from.comes(texts("z".repeat(1000), 100));
        while (from.gaveWay == 0) {
            from.turn();
        }
        assertThat(from.reads).isEqualTo(UndertowReader.TURN / 1000 + 1);
    }

    @Test
    @DisplayName("in small amounts gives no way when nothing more was there meanwhile")
    void littleByLittle() {
        byte[] half = texts("z".repeat(1000), UndertowReader.TURN / 2000);
        for (int i = 0; i < 5; i++) {
            from.comes(half);
            from.turn();
            assertThat(from.left()).isZero();
            from.turn();
        }
        assertThat(from.gaveWay).isZero();
    }

    @Test
    @DisplayName("last is heard before the end, with which the connection is cut")
    void ended() {
        from.comes(text("last"));
        from.ended = true;
        from.turn();
        from.turn();
        assertThat(heard).containsExactly("last", "transport close");
        assertThat(wire.cuts).isEqualTo(1);
        assertThat(from.resumed).isFalse();
    }

    @Test
    @DisplayName("is nothing any more when the connection has failed")
    void reset() {
        from.broken = true;
        from.turn();
        assertThat(heard).containsExactly("transport close");
        assertThat(wire.cuts).isEqualTo(1);
        assertThat(from.resumed).isFalse();
    }

    @Test
    @DisplayName("behind the peer's close frame is not read")
    void behindTheClose() {
        from.comes(RawWebSocket.encode(true, RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8}, true));
        from.comes(text("never"));
        from.turn();
        from.comes(text("never"));
        from.turn();
        assertThat(heard).containsExactly("transport close");
        assertThat(wire.cuts).isEqualTo(1);
    }

    @Test
    @DisplayName("is answered before the answer to the peer's close frame")
    void beforeTheClose() {
        from.comes(text("x"));
        from.comes(RawWebSocket.encode(true, RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8}, true));
        from.turn();
        assertThat(wire.frames).containsExactly("81023478", "880203e8");
    }

    @Test
    @DisplayName("and makes the session throw ends it")
    void thrown() {
        from.comes(text("throw"));
        from.turn();
        assertThat(heard).containsExactly("throw", "transport error");
    }

    @Test
    @DisplayName("without an application's context ends the connection")
    void noContext() {
        withoutContext = true;
        from.comes(text("never"));
        from.turn();
        assertThat(heard).containsExactly("transport error");
        assertThat(wire.cuts).isEqualTo(1);
        assertThat(from.resumed).isFalse();
    }

    @Test
    @DisplayName("faster than the session, which another thread is busy with, is not read until that has caught up")
    void pressure() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        Thread other = new Thread(() -> socket.onceCaughtUp(() -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        from.turn();
        int sent = 0;
        while (from.resumed) {
            sent += 100;
            from.comes(texts("x", 100));
            from.turn();
            assertThat(sent).as("held").isLessThan(10_000);
        }
        from.comes(text("more"));
        from.turn();
        assertThat(from.left()).as("not read").isPositive();
        goOn.countDown();
        other.join();
        while (!from.resumed) {
            from.turn();
            Thread.onSpinWait();
        }
        from.turn();
        assertThat(from.left()).isZero();
        assertThat(heard).hasSize(1 + sent).endsWith("more");
    }
}
