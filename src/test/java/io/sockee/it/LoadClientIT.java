package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import io.sockee.load.LoadClient;
import io.sockee.load.Result;
import io.sockee.load.Scenario;
import io.sockee.load.Target;
import io.sockee.load.Timing;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalLong;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the benchmark measures, for a moment: that it comes, not how fast. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("The load client of the benchmark")
class LoadClientIT {

    private static final Timing A_MOMENT =
            new Timing(Duration.ofMillis(50), Duration.ofMillis(150), Duration.ofMinutes(1), Duration.ofMinutes(1));

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "echo20w4,1",
        "ack20,1",
        "value20,1",
        "http20,1",
        "http20@pooled,1",
        "jaxrs20,1",
        "polling5,1",
        "fanout20w2,21",
        "room20,2",
        "connect20,20"
    })
    @DisplayName("gets all that it asks for, once and in order")
    void clean(String scenario, int copies) {
        InetSocketAddress server =
                new InetSocketAddress("localhost", Deployments.base().getPort());
        measure(
                new Target(server, Target.Protocol.SOCKET_IO, "/socket.io/", "/load", OptionalLong.empty()),
                scenario,
                copies);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"echo20w4,1", "fanout20w2,21", "room20,2", "connect20,20"})
    @DisplayName("gets all that it asks for from SockJS, too")
    void cleanOverSockJs(String scenario, int copies) {
        InetSocketAddress server =
                new InetSocketAddress("localhost", Deployments.base().getPort());
        measure(new Target(server, Target.Protocol.SOCKJS, "/bench", "", OptionalLong.empty()), scenario, copies);
    }

    private static void measure(Target target, String scenario, int copies) {
        Result result = LoadClient.measure(target, Scenario.of(scenario), A_MOMENT);
        assertThat(result).as(result.toString()).returns(true, Result::clean).returns("", Result::failure);
        assertThat(result.received())
                .isPositive()
                .satisfies(received -> assertThat(received % copies)
                        .as("copies of a message that are missing")
                        .isZero());
    }
}
