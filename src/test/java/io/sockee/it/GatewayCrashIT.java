package io.sockee.it;

import io.sockee.servers.ServerProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server with the embedded database as it is delivered. */
@DisplayName("A push gateway that is killed")
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
                server.kill();
                server.start();
            }
            traffic.goesOn(10);
            traffic.assertEverythingArrives();
            System.out.println(PushTraffic.FAULTS + " kills of the server: " + traffic);
        }
    }
}
