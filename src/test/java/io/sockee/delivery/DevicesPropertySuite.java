package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import io.sockee.delivery.DeliveryFixture.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A device, two servers and one database, to which anything happens in any order: what was accepted arrives, in order, and
 * what arrives again is the same.
 */
abstract class DevicesPropertySuite {
    private static final int STEPS = 400;

    /** So many chars that two or three such messages are a batch. */
    private static final String LONG = "x".repeat(25_000);

    private final TestDatabase database;

    DevicesPropertySuite(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("each message that was accepted arrives, the first time in the order of acceptance")
    void nothingIsLost(long seed) {
        DeviceSettings roomy = new DeviceSettings(Duration.ofHours(1), new QueueLimits(10_000, Long.MAX_VALUE), 100);
        try (DeliveryFixture fixture = new DeliveryFixture(database, roomy)) {
            new World(fixture, seed).run();
        }
    }

    private static final class World {
        private final DeliveryFixture fixture;
        private final Random random;
        private final Server[] servers = new Server[2];
        private final List<String> accepted = new ArrayList<>();
        private final LinkedHashSet<String> arrived = new LinkedHashSet<>();
        private RecordingSocket socket;
        private int at;
        private boolean up = true;
        private int sent;

        World(DeliveryFixture fixture, long seed) {
            this.fixture = fixture;
            this.random = new Random(seed);
            servers[0] = fixture.server();
            servers[1] = fixture.server();
            this.socket = servers[0].connect("8", "phone");
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(100));
                hear();
            }
            end();
            assertThat(arrived).containsExactlyElementsOf(accepted);
            assertThat(fixture.queued()).isEqualTo("0");
            assertThat(fixture.value("select waiting from push_devices")).isEqualTo("0");
            assertThat(fixture.value("select waiting_bytes from push_devices")).isEqualTo("0");
        }

        private void step(int dice) {
            if (dice < 45) {
                send(servers[random.nextInt(2)]);
            } else if (dice < 70) {
                answer();
            } else if (dice < 78) {
                reconnect(random.nextInt(2));
            } else if (dice < 82) {
                crash();
            } else if (dice < 88) {
                up = !up;
                fixture.database(up);
            } else {
                fixture.pass(Duration.ofSeconds(random.nextInt(3)));
                fixture.timers.pass(500);
                servers[0].sweep.sweep();
                servers[1].sweep.sweep();
            }
        }

        private void send(Server server) {
            String name = "e" + sent++;
            try {
                String text = random.nextInt(6) == 0 ? LONG : "";
                server.send("[\"" + name + "\",\"" + text + "\"]", "user_8");
                accepted.add(name);
            } catch (CompletionException e) {
                assertThat(up).as("refused only while the database is away").isFalse();
            }
        }

        private void answer() {
            List<String> open = socket.unanswered();
            if (!open.isEmpty()) {
                socket.answer(open.get(random.nextInt(open.size())));
            }
        }

        private void reconnect(int server) {
            socket.cut();
            connect(server);
        }

        private void connect(int server) {
            at = server;
            try {
                socket = servers[server].connect("8", "phone");
            } catch (CompletionException e) {
                assertThat(up).isFalse(); // not let in: it tries again some other time
            }
        }

        private void crash() {
            socket.crash();
            servers[at] = fixture.server();
            connect(at);
        }

        private void hear() {
            for (String heard : socket.heard()) {
                if (heard.startsWith("_batch ")) {
                    List<String> batch = DeliveryFixture.batch(heard);
                    assertThat(batch.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(QueueLimits.BATCH);
                    batch.forEach(one -> arrived.add(one.substring(2, one.indexOf('"', 2))));
                } else if (!heard.startsWith("_")) {
                    arrived.add(heard.substring(0, heard.indexOf(' ')));
                }
            }
        }

        /** All is well in the end: the device connects, and answers everything. */
        private void end() {
            up = true;
            fixture.database(true);
            fixture.timers.pass(2000);
            connect(0);
            hear();
            servers[0].sweep.sweep();
            hear();
            List.copyOf(socket.unanswered()).forEach(socket::answer);
            fixture.timers.pass(2000);
        }
    }
}
