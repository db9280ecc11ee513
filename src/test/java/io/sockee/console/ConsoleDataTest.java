package io.sockee.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.hub.Backplane;
import io.sockee.hub.Hub;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import io.sockee.socket.SocketDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The form of the console's data. */
class ConsoleDataTest {
    private final Counters counters = new Counters();
    private final ConsoleData data = new ConsoleData(
            new ConsoleData.Looks(
                    new SocketDirectory(new Hub(Set.of("/", "/team"), Backplane.LOCAL, List.of())),
                    Optional.empty(),
                    Optional.empty()),
            counters,
            gauges(),
            () -> 7);

    private static Gauges gauges() {
        Gauges gauges = new Gauges();
        for (Gauge gauge : Gauge.values()) {
            gauges = gauges.with(gauge, () -> 3);
        }
        return gauges;
    }

    @Test
    void figures() {
        counters.count(Counter.EVENTS_RECEIVED, 5);
        ObjectNode overview = data.overview();
        assertThat(overview.path("nanos").longValue()).isEqualTo(7);
        assertThat(overview.path("gauges").path("waiting_sockets").longValue()).isEqualTo(3);
        assertThat(overview.path("counters").path("events_received").longValue())
                .isEqualTo(5);
        assertThat(overview.path("namespaces"))
                .hasToString("[{\"name\":\"/\",\"sockets\":0},{\"name\":\"/team\",\"sockets\":0}]");
    }

    @Test
    void listsArePages() {
        assertThat(data.sockets(Map.of())).hasToString("{\"items\":[],\"more\":false,\"cut\":false}");
        assertThat(data.users(Map.of("namespace", "/nowhere", "after", "x")))
                .hasToString("{\"items\":[],\"more\":false,\"cut\":false}");
        assertThat(data.rooms(Map.of("namespace", "/team"))).hasToString("{\"items\":[],\"more\":false,\"cut\":false}");
    }

    @Test
    void whereThereAreNoSessionsNorDevicesNoneAreListed() {
        assertThat(data.overview().path("lists")).isEmpty();
        assertThat(data.sessions(Map.of("after", "7"))).hasToString("{\"items\":[],\"more\":false,\"cut\":false}");
        assertThat(data.devices(Map.of())).hasToString("{\"items\":[],\"more\":false,\"cut\":false}");
    }
}
