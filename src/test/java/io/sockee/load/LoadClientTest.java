package io.sockee.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.load.FaultyServer.Fault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The load client")
class LoadClientTest {

    /** With a silence after which what has not come is lost: to tell that, some that is only late does no harm. */
    private static final Timing A_MOMENT =
            new Timing(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofMillis(400));

    /** With one that a server at work does not have before its first ten answers. */
    private static final Timing LONGER =
            new Timing(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofMillis(1500));

    private static final Timing PATIENT =
            new Timing(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static Result at(Fault fault, String scenario, Timing timing) throws IOException {
        try (FaultyServer server = new FaultyServer(fault)) {
            return LoadClient.measure(server.target(), Scenario.of(scenario), timing);
        }
    }

    @Nested
    @DisplayName("at a server without a fault")
    class Clean {

        @ParameterizedTest
        @ValueSource(strings = {"echo5w4", "ack5w2", "value5", "action5w2", "fanout5w2", "connect70"})
        @DisplayName("counts each message once")
        void once(String scenario) throws IOException {
            Result result = at(Fault.NONE, scenario, PATIENT);
            assertThat(result.clean()).as(result.toString()).isTrue();
            assertThat(result.received()).isPositive();
            assertThat(result.p99()).isPositive().isLessThanOrEqualTo(result.longest());
        }

        @ParameterizedTest
        @ValueSource(strings = {"echo2", "ack2w3", "fanout3"})
        @DisplayName("puts fragments together, with pings between them, from reads of a byte")
        void pieces(String scenario) throws IOException {
            Result result = at(Fault.PIECES, scenario, PATIENT);
            assertThat(result.clean()).as(result.toString()).isTrue();
            assertThat(result.received()).isPositive();
        }

        @ParameterizedTest
        @ValueSource(strings = {"echo5w4", "ack5w2", "fanout5w2"})
        @DisplayName("takes the offset that an event has where clients can recover for no argument")
        void offsets(String scenario) throws IOException {
            Result result = at(Fault.NUMBERED, scenario, PATIENT);
            assertThat(result.clean()).as(result.toString()).isTrue();
            assertThat(result.received()).isPositive();
        }

        @Test
        @DisplayName("measures the processors of the server's process")
        void processors() throws IOException {
            try (FaultyServer server = new FaultyServer(Fault.NONE)) {
                Target target = server.target().measured(ProcessHandle.current().pid());
                Timing second = Timing.of(Duration.ZERO, Duration.ofSeconds(1));
                Result result = LoadClient.measure(target, Scenario.of("echo10w4"), second);
                assertThat(result.cpuMicros()).isPositive();
                assertThat(result.serverCores()).isPositive();
            }
        }
    }

    @Nested
    @DisplayName("notices")
    class Notices {

        @ParameterizedTest
        @ValueSource(strings = {"echo5w4", "ack5w4", "fanout5w4"})
        @DisplayName("what is lost")
        void lost(String scenario) throws IOException {
            Result result = at(Fault.LOSES, scenario, A_MOMENT);
            assertThat(result.lost()).as(result.toString()).isPositive();
            assertThat(result.doubled() + result.wrong()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"echo5w4", "ack5w4", "fanout5w4"})
        @DisplayName("what comes twice")
        void doubled(String scenario) throws IOException {
            Result result = at(Fault.DOUBLES, scenario, PATIENT);
            assertThat(result.doubled()).as(result.toString()).isPositive();
            assertThat(result.lost() + result.wrong()).isZero();
        }

        @ParameterizedTest
        @EnumSource(names = {"CHANGES", "REORDERS"})
        @DisplayName("what is changed or out of order")
        void wrong(Fault fault) throws IOException {
            Result result = at(fault, "echo3w4", LONGER);
            assertThat(result.wrong()).as(result.toString()).isPositive();
            assertThat(result.doubled()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"echo5w4", "fanout5w4"})
        @DisplayName("an event without its offset, where clients can recover")
        void unnumbered(String scenario) throws IOException {
            Result result = at(Fault.UNNUMBERED, scenario, LONGER);
            assertThat(result.wrong()).as(result.toString()).isPositive();
        }

        @Test
        @DisplayName("what was somebody else's")
        void mixedUp() throws IOException {
            Result result = at(Fault.MIXES_UP, "echo5w4", LONGER);
            assertThat(result.wrong() + result.doubled()).as(result.toString()).isPositive();
            assertThat(result.lost()).isPositive();
        }

        @Test
        @DisplayName("a connection that ends")
        void ends() throws IOException {
            Result result = at(Fault.ENDS, "echo5w4", LONGER);
            assertThat(result.failed()).as(result.toString()).isPositive();
            assertThat(result.failure()).isNotEmpty();
        }

        @Test
        @DisplayName("that there is no server")
        void nobody() throws IOException {
            int port;
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            Target nobody = Target.socketIo(new InetSocketAddress("localhost", port));
            assertThat(LoadClient.measure(nobody, Scenario.of("connect3"), A_MOMENT)
                            .failed())
                    .isEqualTo(3);
        }
    }
}
