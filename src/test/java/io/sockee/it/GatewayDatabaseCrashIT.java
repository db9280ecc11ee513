package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.PostgresqlProcess;
import io.sockee.servers.ServerProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that ends in the middle of anything, and a server that goes on serving. */
@Tag("own-servers")
@DisplayName("A push gateway whose database is killed and stopped")
class GatewayDatabaseCrashIT {

    @Test
    @DisplayName("answers 503 meanwhile, loses nothing that it accepted, keeps the order, and has nothing by half")
    void killed() {
        try (PostgresqlProcess database = PostgresqlProcess.create();
                PushTraffic traffic = new PushTraffic();
                ServerProcess server = ServerProcess.in("push-database")
                        .with(traffic.site())
                        .with(database.address().environment())
                        .with("SOCKEE_DB_URL", database.address().url() + "?socketTimeout=5")) {
            database.start();
            server.start();
            traffic.begin(server.base());
            for (int fault = 0; fault < PushTraffic.FAULTS; fault++) {
                traffic.goesOn(10);
                if (fault % 2 == 0) {
                    database.kill();
                } else {
                    database.stop();
                }
                traffic.assertRefused(server.base());
                traffic.moment();
                database.start();
            }
            traffic.goesOn(10);
            traffic.assertEverythingArrives();
            assertThat(traffic.answers()).containsExactlyInAnyOrder("200", "503");
            await().until(() ->
                    database.address().value("select count(*) from push_queue").equals("0"));
            assertThat(database.address().rows("select id from push_devices where waiting <> 0 or waiting_bytes <> 0"))
                    .isEmpty();
            System.out.println(PushTraffic.FAULTS + " ends of the database: " + traffic);
        }
    }
}
