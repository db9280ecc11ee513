package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.servers.ServerProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server with the embedded database as it is delivered. */
@Tag("own-servers")
@DisplayName("A push gateway that is killed, or told to end")
class GatewayCrashIT {

    @Test
    @DisplayName("loses nothing that it accepted, keeps the order, and repeats only under the same id")
    void killed() {
        try (PushTraffic traffic = new PushTraffic();
                ServerProcess server = ServerProcess.in("push").with(traffic.site());
                Knocks knocks = new Knocks(server.base())) {
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
            assertThat(traffic.answers())
                    .as("to a website that goes on while the server ends and starts: never that there is no such thing")
                    .contains("200")
                    .isSubsetOf("200", "503", "none", "none in time");
            assertThat(knocks.answers().keySet())
                    .as("to somebody who asks in each moment of it: %s", knocks.answers())
                    .contains("405", "none")
                    .isSubsetOf("405", "503", "none");
            System.out.println(PushTraffic.FAULTS + " kills of the server: " + traffic);
        }
    }
}
