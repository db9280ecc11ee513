package io.sockee.connection;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A frame goes through the queue of a connection, by itself and with others; for each frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutboxBenchmark {
    private static final int WINDOW = 16;

    private final Outbox outbox = new Outbox(1000, 1_000_000);
    private final Frames frames = Frames.text("42[\"message\",{\"text\":\"sockeepinkchumcohocoral\"}]");

    /** A carrier that takes all at once. */
    @Setup
    public void attach(Blackhole taken) {
        outbox.attach(queue -> {
            for (Frame frame = queue.take(); frame != null; frame = queue.take()) {
                taken.consume(frame);
            }
            queue.carried();
        });
    }

    @Benchmark
    public Outbox.Offer one() {
        Outbox.Offer offer = outbox.offer(frames);
        outbox.flush();
        return offer;
    }

    @Benchmark
    @OperationsPerInvocation(WINDOW)
    public Outbox.Offer sixteen() {
        Outbox.Offer offer = Outbox.Offer.FULL;
        for (int i = 0; i < WINDOW; i++) {
            offer = outbox.offer(frames);
        }
        outbox.flush();
        return offer;
    }
}
