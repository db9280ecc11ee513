package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WebSocket frames that are made to hurt. */
@DisplayName("Hostile WebSocket frames")
public abstract class HostileFramesSuite extends BystanderSuite {

    /** What a server may take for one hostile request of at most 1 MB, on a slow machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(4);

    private static final int FLOODERS = 4;
    private static final int ROUNDS = 3; // with fewer calls in all than one address may make at once
    private static final Duration OTHER_WORK = Duration.ofMillis(200);

    private EngineSocket socket;

    @BeforeEach
    void open() {
        socket = EngineSocket.connected(endpoint());
    }

    @AfterEach
    void close() {
        socket.close();
    }

    /** Each was kept with what it takes to keep a buffer. The last one is a byte more than the limit; nobody else waits for any. */
    @Test
    @DisplayName("of one byte each, without end, is closed at the limit (CVE-2026-48779)")
    void oneByteFragments() {
        socket.raw().frame(false, RawWebSocket.TEXT, new byte[] {'4'});
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            some.writeBytes(RawWebSocket.encode(false, RawWebSocket.CONTINUATION, new byte[] {'x'}, true));
        }
        for (int i = 0; i < 100; i++) {
            socket.raw().raw(some.toByteArray());
            if (i % 20 == 10) {
                assertThat(bystander.echo()).isLessThan(BOUNDED);
            }
        }
        EngineSocket.Ending ending = socket.silentEnding();
        assertThat(ending.packets()).allMatch("2"::equals);
        assertThat(ending.code())
                .isIn(1009, 1008); // the heartbeat, which is not answered here, may be first on a slow machine
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

    /**
     * Sends thousands of messages at once, and again when all have been answered, as often as a connection may. It shares the
     * processors with the server and with the innocent client, so it has to be cheap: what is sent has been written before, and what
     * comes is thrown away.
     */
    private final class Flooder implements Runnable {
        private static final int MESSAGES = 3_000; // fewer than may wait to be sent
        private static final int BURSTS = 5; // fewer calls than one connection may make at once
        private static final String LAST = "[\"message\",\"last\"]";

        private final EngineSocket socket = EngineSocket.connected(endpoint());
        private final byte[] burst = burst();
        private Duration took = Duration.ZERO; // all bursts

        private static byte[] burst() {
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            burst.writeBytes(frame("3")); // the pings that have come meanwhile are thrown away, too
            for (int n = 1; n < MESSAGES; n++) {
                burst.writeBytes(frame("42[\"message\"," + n + "]"));
            }
            burst.writeBytes(frame("42" + LAST));
            return burst.toByteArray();
        }

        private static byte[] frame(String packet) {
            return RawWebSocket.encode(true, RawWebSocket.TEXT, packet.getBytes(StandardCharsets.UTF_8), true);
        }

        @Override
        public void run() {
            long begin = System.nanoTime();
            for (int i = 0; i < BURSTS; i++) { // fails if it is closed, or one is not answered
                socket.raw().raw(burst).skipTo(LAST.replace("message", "message-back"), EngineHttp.PATIENCE);
            }
            took = Duration.ofNanos(System.nanoTime() - begin);
            socket.close();
        }

        Duration burstTook() {
            return took.dividedBy(BURSTS);
        }
    }

    /** The times of an innocent client's echoes, in order of length, while any of these is under way. */
    private List<Duration> echoesBeside(List<? extends Runnable> others) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(others.size());
        try {
            List<Future<?>> all = new ArrayList<>();
            others.forEach(other -> all.add(threads.submit(other)));
            List<Duration> echoes = new ArrayList<>();
            do {
                echoes.add(bystander.echo());
            } while (!all.stream().allMatch(Future::isDone));
            for (Future<?> one : all) {
                one.get();
            }
            Collections.sort(echoes);
            return echoes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Duration median(List<Duration> inOrder) {
        return inOrder.get(inOrder.size() / 2);
    }

    /** Something that the machine has to do besides, and the server nothing with. */
    private static void otherWork() {
        long end = System.nanoTime() + OTHER_WORK.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /**
     * Four who send as fast as they can, pongs among it; a thread that came with a ping must not be held by any of them.
     *
     * <p>While they do, the server works on all processors, and whoever wakes up has to wait for one. That is not what is asked here:
     * what an innocent client's echo takes beside them is compared with what it takes beside as many threads that are as busy and ask the
     * server for nothing. It may be twice as long, and a thousandth of a second, about what a processor is given to one thread for. Where
     * others have the processors, too, each turn of a thread takes longer, and so do the bursts: then a quarter of a burst's time. Who
     * has to wait for bursts that others have sent waits for as long as these take.
     */
    @Test
    @DisplayName("of thousands of messages at once are answered, close nobody, and delay nobody else")
    void manyMessages() throws Exception {
        Duration unused = bystander.medianEcho(200); // whatever is made once has been made
        List<Duration> idle = new ArrayList<>();
        List<Duration> busy = new ArrayList<>();
        List<Duration> flooded = new ArrayList<>();
        List<Duration> bursts = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            idle.add(bystander.medianEcho(200));
            busy.add(median(echoesBeside(Collections.nCopies(FLOODERS, HostileFramesSuite::otherWork))));
            List<Flooder> flooders =
                    Stream.generate(Flooder::new).limit(FLOODERS).toList();
            List<Duration> echoes = echoesBeside(flooders);
            flooded.add(median(echoes));
            flooders.forEach(flooder -> bursts.add(flooder.burstTook()));
            assertThat(echoes.get(echoes.size() - 1))
                    .as("the worst echo of another; %s is usual", idle)
                    .isLessThan(BOUNDED);
        }
        Stream.of(idle, busy, flooded, bursts).forEach(Collections::sort);
        String figures =
                "An echo took " + median(idle) + " with nobody else, " + median(busy) + " beside other work, and "
                        + median(flooded) + " beside who floods, whose bursts took " + median(bursts);
        System.out.println(figures);
        Duration besideWork = median(busy).multipliedBy(2).plusMillis(1);
        Duration partOfBurst = median(bursts).dividedBy(4);
        assertThat(median(flooded))
                .as(figures)
                .isLessThan(besideWork.compareTo(partOfBurst) > 0 ? besideWork : partOfBurst);
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
