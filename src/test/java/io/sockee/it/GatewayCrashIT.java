package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.servers.ServerProcess;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server with the embedded database as it is delivered. */
@DisplayName("A push gateway that is killed, or told to end")
class GatewayCrashIT {

    @Test
    @DisplayName("loses nothing that it accepted, keeps the order, and repeats only under the same id")
    void killed() {
        try (PushTraffic traffic = new PushTraffic();
                ServerProcess server = ServerProcess.in("push").with(traffic.site())) {
            server.start();
            traffic.begin(server.base());
            for (int kill = 0; kill < PushTraffic.FAULTS; kill++) {
                traffic.goesOn(10);
                if (kill % 2 == 0) {
                    server.kill();
                } else {
                    server.stop();
                }
                server.start();
            }
            traffic.goesOn(10);
            traffic.assertEverythingArrives();
            Set<String> allowed = new HashSet<>(Set.of("200", "503", "none", "none in time"));
            if (System.getProperty("it.liberty.home", "").isEmpty()) {
                allowed.add("404"); // WildFly still answers so for a moment while the application is taken down
            }
            assertThat(traffic.answers())
                    .as("to a website that goes on while the server ends and starts: never that there is no such thing")
                    .contains("200")
                    .isSubsetOf(allowed);
            System.out.println(PushTraffic.FAULTS + " kills of the server: " + traffic);
        }
    }
}
