package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WebSocket frames that are made to hurt. */
@DisplayName("Hostile WebSocket frames")
public abstract class HostileFramesSuite extends BystanderSuite {

    /** What a server may take for one hostile request of at most 1 MB, on a slow machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(4);

    private EngineSocket socket;

    @BeforeEach
    void open() {
        socket = EngineSocket.connected(endpoint());
    }

    @AfterEach
    void close() {
        socket.close();
    }

    @Test
    @DisplayName("of one byte each, without end, is closed at the limit")
    void oneByteFragments() {
        socket.raw().frame(false, RawWebSocket.TEXT, new byte[] {'4'});
        ByteArrayOutputStream thousand = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            thousand.writeBytes(RawWebSocket.encode(false, RawWebSocket.CONTINUATION, new byte[] {'x'}, true));
        }
        for (int i = 0; i < 1001 && socket.raw().offer(thousand.toByteArray()); i++) {
            // goes on until the server closes, or has been sent more than the limit
        }
        assertThat(socket.silentEnding().packets()).allMatch("2"::equals);
    }

    @Test
    @DisplayName("without a mask is closed")
    void unmasked() {
        socket.raw().unmasked(RawWebSocket.TEXT, "42[\"message\",1]".getBytes(StandardCharsets.UTF_8));
        assertThat(socket.ending().packets()).isEmpty();
    }

    @Test
    @DisplayName("of text that is no UTF-8 is closed")
    void invalidUtf8() {
        byte[] loneSurrogate = {'4', '2', '[', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ']'};
        socket.raw().frame(true, RawWebSocket.TEXT, loneSurrogate);
        assertThat(socket.ending().packets()).isEmpty();
    }

    /** Four who send as fast as they can, pongs among it; a thread that came with a ping must not be held by any of them. */
    @Test
    @DisplayName("of thousands of messages at once are answered, close nobody, and delay nobody else")
    void manyMessages() throws InterruptedException {
        int flooders = 4;
        int messages = 3_000; // fewer than may wait to be sent
        Duration quiet = bystander.medianEcho(20);
        List<EngineSocket> sockets = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger answers = new AtomicInteger();
        for (int i = 0; i < flooders; i++) {
            EngineSocket flooder = EngineSocket.connected(endpoint());
            sockets.add(flooder);
            threads.add(new Thread(() -> {
                for (int n = 0; n < messages; n++) {
                    flooder.send("42[\"message\"," + n + "]");
                }
            }));
            threads.add(new Thread(() -> {
                for (int n = 0; n < messages; n++) {
                    if (flooder.next().equals("42[\"message-back\"," + n + "]")) {
                        answers.incrementAndGet();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        Duration worst = Duration.ZERO;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            Duration echo = bystander.echo();
            worst = echo.compareTo(worst) > 0 ? echo : worst;
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).hasValue(flooders * messages);
        assertThat(worst).as("the worst echo of another; %s is usual", quiet).isLessThan(BOUNDED);
        sockets.forEach(EngineSocket::close);
    }

    @Test
    @DisplayName("of 10,000 pings is answered, or closed")
    void pings() {
        for (int i = 0; i < 10_000; i++) {
            socket.raw().offer(RawWebSocket.encode(true, RawWebSocket.PING, new byte[] {1}, true));
        }
        socket.raw().offer(RawWebSocket.encode(true, RawWebSocket.TEXT, "4abc".getBytes(StandardCharsets.UTF_8), true));
        assertTimeout(BOUNDED, socket::ending);
    }
}
