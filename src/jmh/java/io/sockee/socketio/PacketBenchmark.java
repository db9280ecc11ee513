package io.sockee.socketio;

import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Packets of the benchmark's size, read and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PacketBenchmark {
    private static final String OBJECT =
            "{\"from\":17,\"nr\":4711,\"at\":84123456789012,\"text\":\"sockeepinkchumcohocoral-0123456789-ABCDEFGHIJKLMNO\"}";

    private final Wire wire = new SocketIo5("4", new EventReader(100), 10);
    private final Wire.Reader reader = wire.reader();
    private final String event = "42[\"echo\"," + OBJECT + "]";
    private final String withAck = "421234[\"echoack\"," + OBJECT + "]";
    private final RawArguments arguments = RawArguments.of(List.of(OBJECT), List.of());
    private final Event message = new Event("message", arguments);

    @Benchmark
    public Packet readEvent() {
        return reader.text(event, 1);
    }

    @Benchmark
    public Packet readEventWithAck() {
        return reader.text(withAck, 1);
    }

    @Benchmark
    public Frames writeEvent() {
        return wire.event("/", message, Wire.NO_ACK);
    }

    @Benchmark
    public Frames writeAck() {
        return wire.ack("/", arguments, 1234);
    }
}
