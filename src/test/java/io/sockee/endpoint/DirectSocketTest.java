package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frames;
import io.sockee.connection.ManualTimers;
import io.sockee.connection.Outbox;
import io.sockee.connection.WebSocketChannel;
import io.sockee.endpoint.DirectChannelTest.RecordingWire;
import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSettings;
import io.sockee.engineio.Transport;
import io.sockee.spec.client.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The bytes of a WebSocket with framing of our own")
class DirectSocketTest implements Unobserved {
    private static final int MAX_PAYLOAD = 1_000_000;

    static final EngineSettings SETTINGS = new EngineSettings(
            25_000, 20_000, 10_000, MAX_PAYLOAD, 100, 1000, 100, EnumSet.allOf(Transport.class), true, 16, 1_000, true);

    private @Nullable Connection session;
    private static final WebSocketChannel.Outcome NOBODY = new WebSocketChannel.Outcome() {
        @Override
        public void notSent(Throwable failure) {}

        @Override
        public void allSent(CloseReason reason) {}
    };

    private final List<String> heard = new ArrayList<>();
    private final RecordingWire wire = new RecordingWire();
    private final ManualTimers timers = new ManualTimers();
    private final DirectChannel channel =
            new DirectChannel(wire, timers, Runnable::run, ended -> {}, new Sending(null, frames -> {}));
    private final EngineServer server =
            new EngineServer(SETTINGS, timers, Runnable::run, () -> "sid", Listener::new, this);
    private final DirectSocket socket = new DirectSocket(channel, Upgradings.of(server), true);

    private final class Listener implements ConnectionListener {
        private final Connection connection;

        Listener(Connection connection) {
            this.connection = connection;
            session = connection;
        }

        @Override
        public void onText(String text, int from) {
            heard.add(text.substring(from));
            if (text.startsWith("echo", from)) {
                connection.send(Frames.text(text));
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

    /** All with one read, for which no time passes. */
    private void comes(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(frames).forEach(all::writeBytes);
        byte[] bytes = all.toByteArray();
        Turn.take(() -> channel.reading(() -> socket.read(bytes, bytes.length)), Runnable::run, () -> 0);
    }

    @BeforeEach
    void open() {
        socket.open();
        assertThat(wire.frames).hasSize(1);
        wire.frames.clear();
    }

    /** A frame whose mask is zero. */
    private static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        if (payload.length < 126) {
            frame.writeBytes(new byte[] {(byte) first, (byte) (0x80 | payload.length), 0, 0, 0, 0});
        } else {
            frame.writeBytes(RawWebSocket.head(first, payload.length));
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("become the session's messages, and pings are answered")
    void messages() {
        comes(frame(0x81, utf8("4hello")));
        comes(frame(0x82, new byte[3]));
        comes(frame(0x89, new byte[] {7}));
        comes(frame(0x81, utf8("4" + "x".repeat(MAX_PAYLOAD - 1))));
        assertThat(heard).hasSize(3).startsWith("hello", "3 bytes");
        assertThat(heard.get(2)).hasSize(MAX_PAYLOAD - 1);
        assertThat(wire.frames).containsExactly("8a0107");
    }

    @Test
    @DisplayName(
            "that announce too much end the session at once, and are thrown away up to a bound, then the connection is cut")
    void tooBig() {
        comes(RawWebSocket.head(0x82, 1L << 33));
        assertThat(heard).containsExactly("transport error");
        assertThat(wire.frames).containsExactly("880203f1"); // 1009, no reason
        assertThat(server.size()).isZero();
        byte[] more = new byte[1 << 20];
        for (int i = 0; i < 16; i++) {
            assertThat(wire.cuts).as("after %s MiB", i).isZero();
            comes(more);
        }
        comes(more);
        assertThat(wire.cuts).isEqualTo(1);
        assertThat(heard).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("that break the protocol end the session behind the answers to those that came with them")
    @MethodSource
    void answersBeforeABreach(byte[] breach, String close) {
        comes(frame(0x81, utf8("4echo")), frame(0x89, new byte[] {7}), breach);
        assertThat(wire.frames).hasSize(3);
        assertThat(wire.frames.subList(0, 2))
                .containsExactly("8a0107", "8105" + HexFormat.of().formatHex(utf8("4echo")));
        assertThat(wire.frames.get(2)).startsWith("88").contains(close);
        assertThat(server.size()).isZero();
    }

    static List<Arguments> answersBeforeABreach() {
        return List.of(
                Arguments.of(Named.of("a reserved bit", frame(0xc1, utf8("4a"))), "03ea"),
                Arguments.of(Named.of("no packet", frame(0x81, utf8("x"))), ""));
    }

    @Test
    @DisplayName("have the last of the pings that came together answered alone, before the messages")
    void pings() {
        comes(
                frame(0x89, new byte[] {1}),
                frame(0x81, utf8("4echo")),
                frame(0x89, new byte[] {2}),
                frame(0x89, new byte[] {3}));
        assertThat(wire.frames)
                .containsExactly("8a0103", "8105" + HexFormat.of().formatHex(utf8("4echo")));
        comes(frame(0x89, new byte[] {4}));
        assertThat(wire.frames).last().isEqualTo("8a0104");
    }

    @Test
    @DisplayName("that have to wait for another thread hold up nothing that they have brought about")
    void waits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Thread busy = new Thread(() -> session.execute(() -> {
            begun.countDown();
            awaitUninterruptibly(free);
        }));
        busy.start();
        begun.await();
        CountDownLatch sent = new CountDownLatch(1);
        Outbox another = new Outbox(10, 1000);
        Thread reading = new Thread(() -> Turn.take(
                () -> channel.reading(() -> {
                    another.attach(new DirectChannel(
                                    new RecordingWire() {
                                        @Override
                                        public boolean write(byte[] frame) {
                                            sent.countDown();
                                            return true;
                                        }
                                    },
                                    timers,
                                    Runnable::run,
                                    ended -> {},
                                    new Sending(null, frames -> {}))
                            .carrier(another, NOBODY));
                    another.offer(Frames.text("a"));
                    another.flush();
                    byte[] message = frame(0x81, utf8("4hello"));
                    for (int i = 0; i < 2000; i++) {
                        socket.read(message, message.length);
                    }
                }),
                Runnable::run,
                () -> 0)); // no time passes: nothing but the wait has it sent
        reading.start();
        try {
            assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(reading.isAlive()).isTrue();
        } finally {
            free.countDown();
            busy.join();
            reading.join();
        }
        assertThat(heard).hasSize(2000);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("that continue nothing are a violation")
    void continuesNothing() {
        comes(RawWebSocket.head(0x00, 1L << 33));
        assertThat(heard).containsExactly("transport error");
        assertThat(wire.frames).singleElement().asString().contains("03ea");
    }

    @Test
    @DisplayName("end the session with the peer's close frame")
    void close() {
        comes(frame(0x88, new byte[] {3, (byte) 0xe8}));
        assertThat(heard).containsExactly("transport close");
        assertThat(wire.frames).containsExactly("880203e8");
        assertThat(wire.cuts).isEqualTo(1);
    }

    @Test
    @DisplayName("end the session at once when no more come, and when the connection fails")
    void gone() {
        socket.ended();
        assertThat(heard).containsExactly("transport close");
        socket.failed();
        assertThat(heard).hasSize(1);
        assertThat(wire.cuts).isEqualTo(1);
    }
}
