package io.sockee.it;

import io.sockee.databases.PostgresqlProcess;
import io.sockee.servers.ServerProcess;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers with one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("own-servers")
@DisplayName("A push gateway of two servers")
class GatewayNodesIT {
    private static final int KILLS = (PushTraffic.FAULTS + 1) / 2; // a start takes long beside a server that works

    @AutoClose
    private PostgresqlProcess database;

    @AutoClose
    private PushTraffic traffic;

    @AutoClose
    private ServerProcess one;

    @AutoClose
    private ServerProcess other;

    @BeforeAll
    void start() {
        database = PostgresqlProcess.create();
        database.start();
        traffic = new PushTraffic();
        one = server();
        other = server();
    }

    private ServerProcess server() {
        return ServerProcess.in("push-node")
                .with(traffic.site())
                .with(database.address().environment())
                .start();
    }

    @Test
    @DisplayName("brings what the one accepts to devices at the other, in order")
    void across() {
        traffic.begin(List.of(one.base()), List.of(other.base()), true);
        traffic.goesOn(50);
        traffic.assertEverythingArrives();
    }

    @Test
    @DisplayName("of which one is killed loses nothing that either accepted: devices go to the other, and come back")
    void killed() {
        traffic.begin(one.base(), other.base());
        for (int fault = 0; fault < KILLS; fault++) {
            ServerProcess victim = fault % 2 == 0 ? one : other;
            traffic.goesOn(10);
            victim.kill();
            traffic.goesOn(10);
            victim.start();
        }
        traffic.goesOn(10);
        traffic.assertEverythingArrives();
        System.out.println(KILLS + " kills of one of two servers: " + traffic);
    }
}
