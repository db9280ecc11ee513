package io.sockee.delivery;

import io.sockee.connection.ManualTimers;
import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.metrics.Counters;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.Entities;
import io.sockee.persistence.OutcomeUnknownException;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Nodes that share a database, everything on the test's own thread, and a clock that the test moves. */
final class DeliveryFixture implements AutoCloseable {
    static final String SITE = "shop";

    final DatabaseAddress address;
    private final StoredEntities database;
    final ManualTimers timers = new ManualTimers();
    final Counters counters = new Counters();
    private final DeviceSettings settings;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean down;
    private Optional<Boolean> breaks = Optional.empty();

    /** Has a thread for the database. */
    Executor writing = Runnable::run;

    /** Tells websites what has come of what they sent. */
    Executor answers = Runnable::run;

    private int nodes;
    private int sockets;
    private int messages;

    DeliveryFixture(TestDatabase product) {
        this(product, new DeviceSettings(Duration.ofHours(1), new QueueLimits(100, 10_000), 100));
    }

    DeliveryFixture(TestDatabase product, DeviceSettings settings) {
        this.settings = settings;
        this.address = product.migrated();
        this.database = new StoredEntities(address, DeviceSweep.entities());
        database.validate();
    }

    /** One server. */
    final class Server {
        final Devices devices;
        final DeviceSweep sweep;
        final DevicePurge purge;

        private Server() {
            Devices.Platform platform = new Devices.Platform(
                    new Breakable(),
                    task -> writing.execute(task),
                    task -> answers.execute(task),
                    timers,
                    () -> now,
                    "node" + ++nodes,
                    counters);
            devices = new Devices(settings, platform);
            sweep = new DeviceSweep(devices, platform, settings);
            purge = new DevicePurge(platform, 2);
        }

        /** Connects a device of a user, who is in the user's own room and in others. */
        RecordingSocket connect(String user, String device, String... rooms) {
            return connect(user, device, false, rooms);
        }

        RecordingSocket connect(String user, String device, boolean withIds, String... rooms) {
            Set<String> all = new java.util.HashSet<>(Set.of(rooms));
            all.add("user_" + user);
            return connect(DeviceKey.ofUser(SITE, "user_" + user, device), all, withIds);
        }

        /** Connects a device of whoever the room stands for: a user, or all visitors. */
        RecordingSocket connectTo(String room, String device, Set<String> rooms) {
            DeviceKey key = room.startsWith("user_")
                    ? DeviceKey.ofUser(SITE, room, device)
                    : DeviceKey.ofVisitor(SITE, room, device, !device.isEmpty());
            return connect(key, rooms, false);
        }

        private RecordingSocket connect(DeviceKey key, Set<String> rooms, boolean withIds) {
            RecordingSocket socket = new RecordingSocket("s" + ++sockets);
            join(devices.connect(key, rooms, socket, withIds));
            return socket;
        }

        Accepted send(String json, String... rooms) {
            return join(offer(json, false, Optional.empty(), rooms));
        }

        Accepted sendWithResync(String json, String... rooms) {
            return join(offer(json, true, Optional.empty(), rooms));
        }

        CompletionStage<Accepted> offer(String json, boolean resync, Optional<Send.Once> once, String... rooms) {
            return offer(json, resync, once, () -> {}, rooms);
        }

        CompletionStage<Accepted> offer(
                String json, boolean resync, Optional<Send.Once> once, Runnable whenNew, String... rooms) {
            Event event = new EventReader(100).event(json, 0).orElseThrow();
            Message message = Message.of("m" + ++messages, event, '"' + event.name() + '"', resync);
            return devices.accept(new Send(SITE, Set.of(rooms), message, once), whenNew);
        }
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private final class Breakable implements Entities {
        @Override
        public <T> T call(Function<EntityManager, T> work) {
            if (down) {
                throw new DatabaseUnavailableException("down", new IllegalStateException());
            }
            Optional<Boolean> commits = breaks;
            if (commits.isEmpty()) {
                return database.call(work);
            }
            breaks = Optional.empty();
            OutcomeUnknownException unknown = new OutcomeUnknownException("broke off", new IllegalStateException());
            database.call(manager -> {
                T unheard = work.apply(manager);
                manager.flush();
                if (!commits.get()) {
                    throw unknown;
                }
                return unheard;
            });
            throw unknown;
        }
    }

    Server server() {
        return new Server();
    }

    DeviceDirectory directory() {
        return new DeviceDirectory(new Breakable());
    }

    /** The database goes away, or comes back. */
    void database(boolean up) {
        down = !up;
    }

    /**
     * The connection breaks in the next commit.
     *
     * @param done whether the database has done it
     */
    void breaksInCommit(boolean done) {
        breaks = Optional.of(done);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** How many rows wait in all queues. */
    String queued() {
        return value("select count(*) from push_queue");
    }

    String value(String sql) {
        return address.value(sql);
    }

    /** The messages in a batch, as texts. */
    static List<String> batch(String heard) {
        if (!heard.startsWith("_batch ")) {
            throw new AssertionError("no batch: " + heard);
        }
        String inner = heard.substring("_batch [".length(), heard.length() - 1);
        return List.of(inner.split("(?<=]),(?=\\[)", -1));
    }

    @Override
    public void close() {
        database.close();
    }
}
