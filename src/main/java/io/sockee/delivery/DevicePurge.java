package io.sockee.delivery;

import io.sockee.persistence.Entities;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Removes what nobody needs any more: messages that wait for no device, requests too old to be repeated, devices that expired
 * long ago. It does so in small slices, each in a transaction of its own, a few each second, so that a slice is short however
 * much there is. Blocks on the database; for one thread at a time.
 */
public final class DevicePurge {
    private static final Logger LOG = System.getLogger(DevicePurge.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int SLICE = 1000;
    private static final int SLICES_AT_ONCE = 10;

    private enum Kind {
        /** Kept for a while, since a node that was cut off may look messages up that much later: see {@link DeviceSweep}. */
        MESSAGES(
                "StoredMessage",
                "accepted",
                " and not exists (select 1 from QueuedMessage q where q.message = r.id)",
                Duration.ofMinutes(1)),
        REQUESTS("StoredRequest", "accepted", "", Duration.ofDays(1)),
        /** Kept so that a device that comes again can be told that it was away too long; after this time it is a new one. */
        DEVICES("Device", "leftAt", " and r.expired = true", Duration.ofDays(30));

        private final String within;
        private final String slice;
        private final String removal;
        private final Duration kept;

        Kind(String entity, String time, String condition, Duration kept) {
            within = " from " + entity + " r where r." + time + " > :after and r." + time;
            slice = "select r." + time + within + " < :before order by r." + time;
            removal = "delete" + within + " <= :upTo" + condition;
            this.kept = kept;
        }
    }

    private final Entities entities;
    private final InstantSource clock;
    private final int slice;
    private Instant next;
    private int kind = Kind.values().length; // which is being removed; past the last one: none
    private Instant after = Instant.EPOCH; // rows up to this time have been looked at
    private int removed;

    public DevicePurge(Devices.Platform platform) {
        this(platform, SLICE);
    }

    DevicePurge(Devices.Platform platform, int slice) {
        this.slice = slice;
        this.entities = platform.entities();
        this.clock = platform.clock();
        this.next = clock.instant().plus(INTERVAL);
    }

    /** To be called every second: goes on where it was, and begins anew every ten minutes. */
    public void step() {
        Instant now = clock.instant();
        if (kind == Kind.values().length) {
            if (now.isBefore(next)) {
                return;
            }
            next = now.plus(INTERVAL);
            kind = 0;
            after = Instant.EPOCH;
        }
        try {
            for (int slices = 0; slices < SLICES_AT_ONCE && kind < Kind.values().length; slices++) {
                removeSlice(Kind.values()[kind], now);
            }
        } catch (RuntimeException | Error e) {
            kind = Kind.values().length; // the next time, from the beginning
            LOG.log(Level.WARNING, "What is past its time could not be removed: {0}", e.toString());
        }
    }

    private void removeSlice(Kind of, Instant now) {
        Instant before = now.minus(of.kept);
        Instant upTo = entities.call(manager -> {
            Instant end = end(manager, of, before);
            removed += manager.createQuery(of.removal)
                    .setParameter("after", after)
                    .setParameter("upTo", end)
                    .executeUpdate();
            return end;
        });
        after = upTo;
        if (upTo.equals(before)) {
            LOG.log(Level.DEBUG, "Removed {0} {1} that were past their time.", removed, of);
            kind++;
            after = Instant.EPOCH;
            removed = 0;
        }
    }

    /** The time of the last row of the slice. */
    private Instant end(EntityManager manager, Kind of, Instant before) {
        return manager.createQuery(of.slice, Instant.class)
                .setParameter("after", after)
                .setParameter("before", before)
                .setFirstResult(slice - 1)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(before);
    }
}
