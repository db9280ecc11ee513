package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.databases.TestDatabase;
import io.sockee.delivery.DeliveryFixture.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users and visitors come and go, with devices that have names and devices that have none, in rooms that change: what is
 * sent to rooms reaches those who are in one of them, and nobody else.
 */
abstract class RoomsPropertySuite {
    private static final int STEPS = 200;
    private static final List<String> SHARED = List.of("staff", "order-7", "order-8");
    private static final List<String> USERS = List.of("user_1", "user_2", "user_3");
    private static final String PUBLIC = "public";

    private final TestDatabase database;

    RoomsPropertySuite(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("a message to rooms reaches exactly those who are in them, and no socket mutes another client's")
    void exactly(long seed) {
        DeviceSettings roomy = new DeviceSettings(Duration.ofHours(1), new QueueLimits(10_000, Long.MAX_VALUE), 100);
        try (DeliveryFixture fixture = new DeliveryFixture(database, roomy)) {
            new World(fixture, seed).run();
        }
    }

    /** A client that is connected. What shares a queue has the same one; a visitor without a name shares it with nobody. */
    private record Client(String owner, String device, Set<String> rooms, RecordingSocket socket) {
        String queue() {
            return owner + " " + device;
        }

        boolean isVisitor() {
            return owner.equals(PUBLIC);
        }
    }

    private static final class World {
        private final Random random;
        private final List<Server> servers;
        private final List<Client> live = new ArrayList<>();
        private final Map<String, Set<String>> rooms = new HashMap<>(); // of a user; of a visitor's device
        private final Map<String, List<String>> waiting = new HashMap<>(); // of a queue that is known
        private int sent;

        World(DeliveryFixture fixture, long seed) {
            this.random = new Random(seed);
            this.servers = List.of(fixture.server(), fixture.server());
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                int dice = random.nextInt(10);
                if (dice < 3) {
                    connect();
                } else if (dice < 5) {
                    leave();
                } else {
                    send();
                }
            }
        }

        private void connect() {
            boolean visitor = random.nextInt(3) == 0;
            String owner = visitor ? PUBLIC : one(USERS);
            String device = one(visitor ? List.of("", "", "ann", "bob") : List.of("", "", "phone", "tablet"));
            Set<String> in = new TreeSet<>();
            in.add(owner);
            SHARED.stream().filter(room -> random.nextInt(3) == 0).forEach(in::add);
            if (random.nextInt(4) == 0) {
                in.add(PUBLIC);
            }
            RecordingSocket socket = one(servers).connectTo(owner, device, in);
            Client client = new Client(owner, device, in, socket);
            List<String> batch = new ArrayList<>();
            for (String heard : socket.heard()) {
                if (heard.startsWith("_batch")) {
                    DeliveryFixture.batch(heard).forEach(one -> batch.add(one.substring(2, one.length() - 2)));
                }
            }
            List<String> unheard = queueOf(client).isEmpty() || isShared(client)
                    ? List.of()
                    : waiting.getOrDefault(client.queue(), List.of());
            assertThat(batch).as("%s waits for %s", unheard, client).containsExactlyElementsOf(unheard);
            List.copyOf(socket.unanswered()).forEach(socket::answer);
            if (!device.isEmpty()) { // the newest socket of a device speaks for it
                live.removeIf(before -> before.queue().equals(client.queue()));
            }
            live.add(client);
            if (!visitor) {
                rooms.put(owner, in);
            } else if (!device.isEmpty()) {
                rooms.put(client.queue(), in);
            }
            waiting.remove(client.queue());
        }

        /** Whether a nameless connection of the same user is there, which has heard everything. */
        private boolean isShared(Client client) {
            return client.device().isEmpty()
                    && live.stream().anyMatch(other -> other.queue().equals(client.queue()));
        }

        /** What waits for a visitor without a name waits for nobody. */
        private String queueOf(Client client) {
            return client.isVisitor() && client.device().isEmpty() ? "" : client.queue();
        }

        private void leave() {
            if (live.isEmpty()) {
                return;
            }
            Client client = live.remove(random.nextInt(live.size()));
            client.socket().cut();
            if (!queueOf(client).isEmpty() && !isShared(client)) {
                waiting.put(client.queue(), new ArrayList<>());
            }
        }

        private void send() {
            Set<String> to = new TreeSet<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                List<String> all = new ArrayList<>(SHARED);
                all.addAll(USERS);
                all.add(PUBLIC);
                to.add(one(all));
            }
            String event = "e" + sent++;
            one(servers).send("[\"" + event + "\"]", to.toArray(String[]::new));
            servers.forEach(server -> server.sweep.sweep()); // one server finds what the other one has stored
            servers.forEach(server -> server.sweep.sweep());
            for (Client client : live) {
                List<String> heard =
                        client.socket().heard().stream().map(String::strip).toList();
                boolean in = to.stream().anyMatch(roomsOf(client)::contains);
                assertThat(heard).as("%s of %s to %s", event, client, to).isEqualTo(in ? List.of(event) : List.of());
                List.copyOf(client.socket().unanswered()).forEach(client.socket()::answer);
            }
            waiting.forEach((queue, unheard) -> {
                Set<String> in = rooms.getOrDefault(queue, rooms.getOrDefault(queue.split(" ", -1)[0], Set.of()));
                if (to.stream().anyMatch(in::contains)) {
                    unheard.add(event);
                }
            });
        }

        /** A user is in the rooms that the website told last, on every device; a visitor in those of the connection. */
        private Set<String> roomsOf(Client client) {
            return client.isVisitor() ? client.rooms() : rooms.getOrDefault(client.owner(), Set.of());
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
