package io.sockee.delivery;

import io.sockee.event.EventReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads and writes devices and their queues, in the transaction of the entity manager; its calls block. What is added to queues
 * and removed from them is gathered, and {@linkplain #write() written} at the end, or when queues are read before.
 */
final class DeviceStore {
    /** How many values one condition may have: databases have limits. */
    static final int CHUNK = 500;

    private static final int MAX_DEPTH = 100_000; // the real bound was checked when the message was accepted
    private static final EventReader EVENTS = new EventReader(MAX_DEPTH);

    private final EntityManager entities;
    private final QueueRows rows;

    DeviceStore(EntityManager entities) {
        this.entities = entities;
        this.rows = new QueueRows(entities);
    }

    /** Which devices are in which rooms. */
    DeviceRooms rooms() {
        return new DeviceRooms(entities);
    }

    // --- Devices -----------------------------------------------------------------------------------------------

    /** The number of a device, if it is there. (The device itself has to be read when it is locked.) */
    Optional<Long> find(DeviceKey key) {
        return entities.createQuery(
                        "select d.id from Device d where d.site = :site and d.room = :room and d.device = :device",
                        Long.class)
                .setParameter("site", key.site())
                .setParameter("room", key.room())
                .setParameter("device", key.device())
                .getResultStream()
                .findFirst();
    }

    /** The numbers of the nameless devices of a user. */
    List<Long> nameless(DeviceKey user) {
        return entities.createQuery(
                        "select d.id, d.device from Device d where d.site = :site and d.room = :room"
                                + " and (d.device = '' or d.device like :unnamed)",
                        Tuple.class)
                .setParameter("site", user.site())
                .setParameter("room", user.room())
                .setParameter("unnamed", user.of("%").device())
                .getResultStream()
                .filter(row -> DeviceKey.isNameless(row.get(1, String.class)))
                .map(row -> row.get(0, Long.class))
                .toList();
    }

    /** Stores a new device, which nobody else sees until the transaction is committed. */
    Device add(DeviceKey key) {
        Device device = new Device(key);
        entities.persist(device);
        entities.flush();
        return device;
    }

    /** Removes a locked device, its rooms and what waits for it. */
    void remove(Device device) {
        rows.forget(device);
        entities.remove(device);
        entities.flush();
    }

    /** The devices that are there, each locked until the transaction ends; in the order of their numbers, against deadlocks. */
    Map<Long, Device> lock(SortedSet<Long> ids) {
        Map<Long, Device> locked = new HashMap<>();
        for (List<Long> chunk : chunks(ids)) {
            entities.createQuery("select d from Device d where d.id in (:ids) order by d.id", Device.class)
                    .setParameter("ids", chunk)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList()
                    .forEach(device -> locked.put(device.id(), device));
        }
        return locked;
    }

    /**
     * A connected device.
     *
     * @param lastSeq the place of its last message
     */
    record Connected(String socket, long lastSeq) {}

    /** The devices that are connected to a node, as stored, by their numbers. */
    Map<Long, Connected> connectedTo(String node) {
        Map<Long, Connected> connected = new HashMap<>();
        entities.createQuery("select d.id, d.socket, d.lastSeq from Device d where d.node = :node", Tuple.class)
                .setParameter("node", node)
                .getResultStream()
                .forEach(row -> connected.put(
                        row.get(0, Long.class), new Connected(row.get(1, String.class), row.get(2, Long.class))));
        return connected;
    }

    /**
     * Some of the known devices that left before a time.
     *
     * @param visits whether only nameless devices of visitors are wanted
     */
    SortedSet<Long> leftBefore(Instant time, boolean visits, int limit) {
        return new TreeSet<>(entities.createQuery(
                        "select d.id from Device d where d.leftAt < :time and d.expired = false"
                                + " and d.device like :name order by d.leftAt",
                        Long.class)
                .setParameter("time", time)
                .setParameter("name", visits ? DeviceKey.VISIT + "%" : "%")
                .setMaxResults(limit)
                .getResultList());
    }

    // --- Queues ------------------------------------------------------------------------------------------------

    void add(Message message, String node, Instant now) {
        entities.persist(new StoredMessage(message, node, now));
    }

    void add(Device device, long seq, Message message) {
        rows.add(device, seq, message);
    }

    /** The messages that wait for a device behind a place, the oldest first. */
    List<Delivery> waiting(long device, long after) {
        write();
        return entities.createQuery(
                        "select q.id.seq, m.id, m.payload, m.resync from QueuedMessage q"
                                + " join StoredMessage m on m.id = q.message"
                                + " where q.id.device = :device and q.id.seq > :after order by q.id.seq",
                        Tuple.class)
                .setParameter("device", device)
                .setParameter("after", after)
                .getResultStream()
                .map(DeviceStore::delivery)
                .toList();
    }

    private static Delivery delivery(Tuple row) {
        String payload = row.get(2, String.class);
        String event = EVENTS.event(payload, 0)
                .orElseThrow(() -> new IllegalStateException("message " + row.get(1) + " is no event"))
                .name();
        return new Delivery(
                row.get(0, Long.class),
                new Message(row.get(1, String.class), event, payload, row.get(3, Boolean.class)));
    }

    /** Removes messages from a device's queue. */
    void remove(Device device, Collection<Long> seqs, long bytes) {
        rows.remove(device, seqs);
        device.removed(seqs.size(), bytes);
    }

    /** Writes what was gathered. */
    void write() {
        rows.write().forEach(this::count); // some rows had already been cleared, so the counts have to be made anew
    }

    private void count(Device device) {
        Tuple counted = entities.createQuery(
                        "select count(q), coalesce(sum(q.bytes), 0) from QueuedMessage q where q.id.device = :device",
                        Tuple.class)
                .setParameter("device", device.id())
                .getSingleResult();
        device.waits(
                counted.get(0, Long.class).intValue(),
                counted.get(1, Number.class).longValue());
    }

    /** Clears a device's queue. */
    void clear(Device device) {
        rows.forget(device);
        update("delete from QueuedMessage q where q.id.device = :device", Map.of("device", device.id()));
    }

    /**
     * The devices for which something was stored since a time.
     *
     * @param except a node whose messages are left out; empty for none
     */
    List<Long> storedSince(Instant since, String except) {
        return entities.createQuery(
                        "select distinct q.id.device from QueuedMessage q join StoredMessage m on m.id = q.message"
                                + " where m.accepted > :since and m.node <> :node",
                        Long.class)
                .setParameter("since", since)
                .setParameter("node", except)
                .getResultList();
    }

    // --- Requests ----------------------------------------------------------------------------------------------

    Optional<StoredRequest> request(StoredRequest.Id id) {
        return Optional.ofNullable(entities.find(StoredRequest.class, id));
    }

    void add(StoredRequest request) {
        entities.persist(request);
        entities.flush(); // another node may be storing the same one: that is found now, not at the commit
    }

    // --- Nodes -------------------------------------------------------------------------------------------------

    /** Notes that a node is there. */
    void seen(String node, Instant now) {
        Node known = entities.find(Node.class, node);
        if (known == null) {
            entities.persist(new Node(node, now));
        } else {
            known.seen(now);
        }
    }

    /** Nodes that have not been seen since a time. */
    List<Node> unseenSince(Instant time) {
        return entities.createQuery("select n from Node n where n.seen < :time", Node.class)
                .setParameter("time", time)
                .getResultList();
    }

    /** Removes a node that is gone: its devices left when it was last seen. Returns how many there were. */
    int leave(Node node) {
        int left = update(
                "update Device d set d.node = null, d.socket = null, d.leftAt = :seen where d.node = :node",
                Map.of("seen", node.seen(), "node", node.id()));
        entities.remove(node);
        return left;
    }

    private int update(String query, Map<String, Object> parameters) {
        var update = entities.createQuery(query);
        parameters.forEach(update::setParameter);
        return update.executeUpdate();
    }

    static <T> List<List<T>> chunks(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int i = 0; i < list.size(); i += CHUNK) {
            chunks.add(list.subList(i, Math.min(i + CHUNK, list.size())));
        }
        return chunks;
    }
}
