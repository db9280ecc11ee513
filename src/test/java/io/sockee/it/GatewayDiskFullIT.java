package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.PostgresqlProcess;
import io.sockee.databases.SmallDisk;
import io.sockee.servers.ServerProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody has more space than the disk of the database has. */
@Tag("own-servers")
@DisplayName("A push gateway whose disk is full")
class GatewayDiskFullIT {

    @Test
    @Tag("once-on-wildfly")
    @DisplayName(
            "accepts nothing, and has all that it accepted when there is space again and it is restarted: embedded database")
    void embedded() {
        try (SmallDisk disk = SmallDisk.mount(64);
                PushTraffic traffic = new PushTraffic();
                ServerProcess server = ServerProcess.in("push-disk")
                        .with(traffic.site())
                        .with(
                                "SOCKEE_DB_URL",
                                "jdbc:h2:file:" + disk.folder()
                                        + "/data/sockee;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE")) {
            server.start();
            fills(
                    disk,
                    traffic,
                    server,
                    () -> { // H2 mostly goes on by itself, and sometimes loops for ever
                        server.kill();
                        server.start();
                    });
            assertThat(traffic.answers()).contains("503").isSubsetOf("200", "503", "none", "none in time");
        }
    }

    @Test
    @Tag("once-on-liberty")
    @DisplayName("answers 503, and has all that it accepted and goes on when there is space again: PostgreSQL")
    void postgresql() {
        try (SmallDisk disk = SmallDisk.mount(64);
                PostgresqlProcess database = PostgresqlProcess.in(disk.folder());
                PushTraffic traffic = new PushTraffic();
                ServerProcess server = ServerProcess.in("push-disk")
                        .with(traffic.site())
                        .with(database.address().environment())) {
            database.start();
            server.start();
            fills(disk, traffic, server, () -> {
                if (!database.isRunning()) { // it gives up when there is no space for what it writes first
                    database.start();
                }
            });
            assertThat(traffic.answers()).containsExactlyInAnyOrder("200", "503");
        }
    }

    private static void fills(SmallDisk disk, PushTraffic traffic, ServerProcess server, Runnable operator) {
        traffic.begin(server.base());
        for (int fault = 0; fault < PushTraffic.FAULTS; fault++) {
            traffic.goesOn(10);
            disk.fill();
            traffic.untilRefused();
            disk.free();
            operator.run();
        }
        traffic.goesOn(10);
        traffic.assertEverythingArrives();
        System.out.println(PushTraffic.FAULTS + " times no space: " + traffic);
    }
}
