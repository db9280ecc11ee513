package io.sockee.delivery;

import io.sockee.persistence.Entities;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at devices and their queues, as the database has them for all servers: the one that was stored last first. What a look costs
 * does not depend on how many devices there are, nor on how much waits for them. Any thread; blocks.
 */
public final class DeviceDirectory {
    private final Entities entities;

    public DeviceDirectory(Entities entities) {
        this.entities = entities;
    }

    /**
     * A device.
     *
     * @param number a place in the order in which devices were stored
     * @param room the room of its user, or that of all visitors
     * @param device its name; empty when it has none, and for visitors', whose names tell more than that
     * @param waiting how many messages wait for it
     * @param bytes how large they are in all
     * @param oldest when the first of them was accepted, in ISO 8601; empty when none waits
     * @param connected whether it is connected to some server
     */
    public record Listed(
            long number,
            String site,
            String room,
            String device,
            int waiting,
            long bytes,
            String oldest,
            boolean connected) {}

    /**
     * Devices with numbers below one, as many as are wanted at most.
     *
     * @throws io.sockee.persistence.DatabaseUnavailableException when nobody can tell
     */
    public List<Listed> before(long number, int most) {
        return entities.call(manager -> before(manager, number, most));
    }

    private static List<Listed> before(EntityManager manager, long number, int most) {
        List<Tuple> rows = manager.createQuery(
                        "select d.id, d.site, d.room, d.device, d.waiting, d.waitingBytes, d.socket from Device d"
                                + " where d.id < :number order by d.id desc",
                        Tuple.class)
                .setParameter("number", number)
                .setMaxResults(most)
                .getResultList();
        List<Long> waitedFor = rows.stream()
                .filter(row -> row.get(4, Integer.class) > 0)
                .map(row -> row.get(0, Long.class))
                .toList();
        Map<Long, Instant> oldest = oldest(manager, waitedFor);
        return rows.stream().map(row -> listed(row, oldest)).toList();
    }

    /** Places in a queue are in the order of commits: its first message is the oldest, and found by the key. */
    private static Map<Long, Instant> oldest(EntityManager manager, List<Long> devices) {
        Map<Long, Instant> oldest = new HashMap<>();
        for (List<Long> chunk : DeviceStore.chunks(devices)) {
            manager.createQuery(
                            "select q.id.device, m.accepted from QueuedMessage q join StoredMessage m on m.id = q.message"
                                    + " where q.id.device in (:devices) and q.id.seq ="
                                    + " (select min(f.id.seq) from QueuedMessage f where f.id.device = q.id.device)",
                            Tuple.class)
                    .setParameter("devices", chunk)
                    .getResultStream()
                    .forEach(row -> oldest.put(row.get(0, Long.class), row.get(1, Instant.class)));
        }
        return oldest;
    }

    private static Listed listed(Tuple row, Map<Long, Instant> oldest) {
        long number = row.get(0, Long.class);
        Instant first = oldest.get(number);
        return new Listed(
                number,
                row.get(1, String.class),
                row.get(2, String.class),
                DeviceKey.shown(row.get(3, String.class)),
                row.get(4, Integer.class),
                row.get(5, Long.class),
                first == null ? "" : first.toString(),
                row.get(6, String.class) != null);
    }
}
