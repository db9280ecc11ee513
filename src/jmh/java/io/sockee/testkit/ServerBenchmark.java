package io.sockee.testkit;

import io.sockee.bench.BenchHandlers;
import io.sockee.bench.PooledHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a message costs between the transports: an event is read, its method is found and called, and what it answers is queued
 * and taken. In a plain CDI container, with the handlers that {@code bench/run} measures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ServerBenchmark {
    private static final int AUDIENCE = 1000;
    private static final String OBJECT =
            "{\"from\":17,\"nr\":4711,\"at\":84123456789012,\"text\":\"sockeepinkchumcohocoral-0123456789-ABCDEFGHIJKLMNO\"}";

    /** Calls in a second that the limits allow: more than there are. 0 switches them off, to see what they cost. */
    @Param("1000000")
    private String limit;

    private final AtomicLong taken = new AtomicLong();
    private TestServer server;
    private RecordedConnection one;
    private RecordedConnection pooled;
    private RecordedConnection publisher;

    /** The members of a room, who hear a broadcast; and some who are in no room, and send. */
    @Setup
    public void connect() {
        server = TestServer.start(
                List.of(BenchHandlers.class, PooledHandlers.class),
                List.of(
                        "sockee.profile=production",
                        "sockee.limits.socket-per-second=" + limit,
                        "sockee.limits.user-per-second=" + limit,
                        "sockee.limits.address-per-second=" + limit,
                        "sockee.limits.socket-burst=100000000",
                        "sockee.limits.user-burst=100000000",
                        "sockee.limits.address-burst=100000000"));
        for (int i = 0; i < AUDIENCE; i++) {
            join("40").say("42[\"join\",\"room\"]");
        }
        one = join("40");
        publisher = join("40");
        pooled = join("40/pooled,");
    }

    private RecordedConnection join(String connect) {
        RecordedConnection connection = new RecordedConnection(server.core(), taken);
        exchange(connection, connect, 1);
        return connection;
    }

    /** Says something, and waits until as many frames as there have to be have been taken. */
    private long exchange(RecordedConnection connection, String packet, int answers) {
        long wanted = taken.get() + answers;
        connection.say(packet);
        while (taken.get() < wanted) {
            Thread.yield(); // the one that answers may need this processor
        }
        return wanted;
    }

    @Benchmark
    public long echo() {
        return exchange(one, "42[\"echo\"," + OBJECT + "]", 1);
    }

    @Benchmark
    public long ack() {
        return exchange(one, "4217[\"echoack\"," + OBJECT + "]", 1);
    }

    /** With a change of thread there, and waiting for it. */
    @Benchmark
    public long pooledAck() {
        return exchange(pooled, "42/pooled,17[\"echoack\"," + OBJECT + "]", 1);
    }

    /** For each delivery. */
    @Benchmark
    @OperationsPerInvocation(AUDIENCE)
    public long broadcast() {
        return exchange(publisher, "42[\"toroom\",\"room\"," + OBJECT + "]", AUDIENCE);
    }

    @TearDown
    public void close() {
        server.close();
    }
}
