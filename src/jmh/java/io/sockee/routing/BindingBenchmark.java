package io.sockee.routing;

import com.fasterxml.jackson.databind.ObjectReader;
import io.sockee.event.RawArguments;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An argument becomes a record, and a record becomes an argument. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BindingBenchmark {

    /** What the benchmark's clients send. */
    public record Message(int from, long nr, long at, String text) {}

    private final ValueCodec codec = new ValueCodec(100);
    private final ObjectReader reader = codec.reader(Message.class);
    private final Message message =
            new Message(17, 4711, 84_123_456_789_012L, "sockeepinkchumcohocoral-0123456789-ABCDEFGHIJKLMNO");
    private final RawArguments arguments =
            RawArguments.of(List.of(codec.encode(message).json(0)), List.of());

    @Benchmark
    public Object bind() {
        return codec.read(reader, arguments, 0, "Argument 1");
    }

    @Benchmark
    public RawArguments write() {
        return codec.encode(message);
    }
}
