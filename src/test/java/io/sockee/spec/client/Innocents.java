package io.sockee.spec.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Innocent clients beside an attack: one over WebSocket, one over polling, one that is just coming, and others that a test adds.
 * While an attack lasts they make progress as they did before it. Time in which other processes had the processors does not count,
 * up to five seconds.
 */
public final class Innocents implements AutoCloseable {
    private static final int ROUNDS = 10;

    /** How much longer than before the worst round trip may take: busy machines are not attacks. */
    private static final int RATIO = 20;

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST_OF_OTHERS = Duration.ofSeconds(5);

    private final OtherWork others = OtherWork.here();

    private final Bystander webSocket;
    private final List<Supplier<Duration>> clients = new ArrayList<>();
    private final Duration allowed;

    private Innocents(Endpoint socketIo, List<Supplier<Duration>> others) {
        webSocket = Bystander.at(socketIo);
        clients.add(webSocket::echo);
        clients.add(PollingBystander.at(socketIo)::echo);
        clients.add(() -> timed(() -> come(socketIo)));
        clients.addAll(others);
        Duration unused = worst(); // whatever is made once has been made
        Duration before = worst().multipliedBy(RATIO);
        allowed = before.compareTo(LEAST) < 0 ? LEAST : before;
    }

    /** Those of a Socket.IO server that answers {@code message} with {@code message-back}. */
    public static Innocents at(Endpoint socketIo) {
        return at(socketIo, List.of());
    }

    /**
     * With others.
     *
     * @param others each makes one round trip and says how long it took
     */
    public static Innocents at(Endpoint socketIo, List<Supplier<Duration>> others) {
        return new Innocents(socketIo, others);
    }

    private static void come(Endpoint socketIo) {
        HttpReply reply = new EngineHttp(socketIo).open().post("1");
        if (reply.status() != 200) {
            throw new AssertionError("an innocent client was refused: " + reply);
        }
    }

    /** How long something takes. */
    public static Duration timed(Runnable trip) {
        long start = System.nanoTime();
        trip.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The worst round trip of some. */
    private Duration worst() {
        Duration worst = Duration.ZERO;
        for (int i = 0; i < ROUNDS; i++) {
            for (Supplier<Duration> client : clients) {
                worst = Collections.max(List.of(worst, trip(client)));
            }
        }
        return worst;
    }

    private Duration trip(Supplier<Duration> client) {
        Duration before = others.sinceStart();
        Duration trip = client.get();
        Duration lost = others.sinceStart().minus(before);
        return trip.minus(Collections.min(List.of(lost, MOST_OF_OTHERS)));
    }

    /** Fails if one of them now waits much longer than before. */
    public void assertUndisturbed() {
        assertNoLongerThan(allowed);
    }

    /** Fails if one of them now waits for so long. */
    public void assertNoLongerThan(Duration most) {
        Duration worst = worst();
        if (worst.compareTo(most) >= 0) {
            throw new AssertionError("an innocent client waited for " + worst + ", allowed were " + most);
        }
    }

    @Override
    public void close() {
        webSocket.close();
    }
}
