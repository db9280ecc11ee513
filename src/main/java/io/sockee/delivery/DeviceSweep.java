package io.sockee.delivery;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.persistence.Entities;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;

/**
 * Regular work: finds what other nodes have stored, tells them that this node is there, and lets devices expire. Blocks on the
 * database; for one thread at a time.
 */
public final class DeviceSweep {
    private static final Logger LOG = System.getLogger(DeviceSweep.class.getName());

    /** A node that has not been seen for this long is gone. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** How late other nodes' clocks and commits may be. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private static final long VISITS_SWEEPS = 600;
    private static final Duration VISIT_KEPT = Duration.ofHours(1);
    private static final int EXPIRED_AT_ONCE = 200;
    private static final long READ_ALL_SWEEPS = 60;
    private static final long KEEP_NODES_SWEEPS = 10;

    private final Devices devices;
    private final Entities entities;
    private final InstantSource clock;
    private final String node;
    private final Duration ttl;
    private final Counters counters;
    private Instant lastRead;
    private long sweeps;
    private boolean down;
    private Instant wellSince;

    public DeviceSweep(Devices devices, Devices.Platform platform, DeviceSettings settings) {
        this.devices = devices;
        this.entities = platform.entities();
        this.clock = platform.clock();
        this.node = platform.node();
        this.ttl = settings.ttl();
        this.counters = platform.counters();
        this.lastRead = clock.instant();
        this.wellSince = lastRead;
    }

    /** To be called every second. */
    public void sweep() {
        try {
            Instant now = clock.instant();
            long sweep = sweeps++;
            if (devices.takeDoubt() || sweep % READ_ALL_SWEEPS == 0) {
                devices.readWhereBehind(inStore(store -> store.connectedTo(node)));
            } else {
                devices.read(inStore(store -> store.storedSince(lastRead.minus(LATENESS), node)));
            }
            lastRead = now;
            if (sweep % KEEP_NODES_SWEEPS == 0) {
                keepNodes(now);
            }
            expire(now);
            if (down) {
                LOG.log(Level.INFO, "Devices and their queues can be read again.");
                down = false;
            }
        } catch (RuntimeException | Error e) {
            devices.doubt();
            wellSince = clock.instant();
            if (!down) {
                LOG.log(Level.WARNING, "Devices and their queues cannot be read: {0}", e.toString());
                down = true;
            }
        }
    }

    private void keepNodes(Instant now) {
        boolean sure = wellSince.plus(LEASE).isBefore(now); // if the database was away, it was for other nodes too
        int left = inStore(store -> {
            store.seen(node, now);
            return !sure
                    ? 0
                    : store.unseenSince(now.minus(LEASE)).stream()
                            .mapToInt(store::leave)
                            .sum();
        });
        if (left > 0) {
            LOG.log(Level.INFO, "{0} devices were connected to nodes that are gone.", left);
        }
    }

    private void expire(Instant now) {
        boolean forEver = ttl.isZero(); // except for nameless visitors' devices whose server was killed
        if (forEver && sweeps % VISITS_SWEEPS != 0) { // rarely: all that are away are searched for these few
            return;
        }
        Instant since = now.minus(forEver ? VISIT_KEPT : ttl);
        SortedSet<Long> past = inStore(store -> store.leftBefore(since, forEver, EXPIRED_AT_ONCE));
        for (Long id : past) {
            Object unused = devices.writer().submit(new ExpireChange(id, since, this::expired));
        }
    }

    /** Counts and logs a device that has expired; after the commit. */
    private void expired(ExpireChange.Left left) {
        counters.count(Counter.DEVICE_QUEUES_EXPIRED);
        LOG.log(
                Level.INFO,
                "{0} device={1} was away for more than {2} s: {3} messages for it were left out. It is told to start anew"
                        + " when it comes again.",
                left.key(),
                Long.toString(left.device()),
                Long.toString(ttl.toSeconds()),
                left.messages());
    }

    private <T> T inStore(java.util.function.Function<DeviceStore, T> work) {
        return entities.call(manager -> work.apply(new DeviceStore(manager)));
    }

    /** The entity classes of devices and their queues. */
    public static List<Class<?>> entities() {
        return List.of(
                Device.class,
                DeviceRoom.class,
                StoredMessage.class,
                QueuedMessage.class,
                StoredRequest.class,
                Node.class);
    }
}
