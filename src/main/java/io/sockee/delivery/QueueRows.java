package io.sockee.delivery;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.Session;

/**
 * The rows of queues that a group of changes adds and removes: gathered first, then written in as few statements as may be. A row
 * is added to several tables by Hibernate at several times the price of the row itself, and there is one for each delivery.
 * Blocks, in the transaction of the entity manager; for one thread.
 */
final class QueueRows {
    private static final String INSERT = "insert into push_queue (device, seq, message, bytes) values (?, ?, ?, ?)";
    private static final String MORE = ", (?, ?, ?, ?)";
    private static final String DELETE = "delete from push_queue where device = ? and seq between ? and ?";

    /** How many rows one statement adds. */
    private static final int ROWS = 64;

    private record Row(long device, long seq, Message message) {}

    private final EntityManager entities;
    private final List<Row> added = new ArrayList<>();
    private final Map<Device, SortedSet<Long>> removed = new LinkedHashMap<>();

    QueueRows(EntityManager entities) {
        this.entities = entities;
    }

    /** The row of a message for a device. */
    void add(Device device, long seq, Message message) {
        added.add(new Row(device.id(), seq, message));
    }

    /** Rows that are there, unless they were removed already. */
    void remove(Device device, Collection<Long> seqs) {
        removed.computeIfAbsent(device, any -> new TreeSet<>()).addAll(seqs);
    }

    /** Leaves out what was to be done for a device: its rows go in another way. */
    void forget(Device device) {
        added.removeIf(row -> row.device() == device.id());
        removed.remove(device);
    }

    /**
     * Writes what was gathered.
     *
     * @return the devices of whose rows some had been removed before
     */
    List<Device> write() {
        if (added.isEmpty() && removed.isEmpty()) {
            return List.of();
        }
        List<Device> surprised = new ArrayList<>();
        entities.unwrap(Session.class).doWork(connection -> {
            insert(connection);
            delete(connection, surprised);
        });
        added.clear();
        removed.clear();
        return surprised;
    }

    private void insert(Connection connection) throws SQLException {
        int whole = added.size() / ROWS * ROWS;
        if (whole > 0) {
            insert(connection, added.subList(0, whole), ROWS);
        }
        if (whole < added.size()) {
            insert(connection, added.subList(whole, added.size()), 1);
        }
    }

    private static void insert(Connection connection, List<Row> rows, int each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT + MORE.repeat(each - 1))) {
            int parameter = 0;
            for (Row row : rows) {
                statement.setLong(++parameter, row.device());
                statement.setLong(++parameter, row.seq());
                statement.setString(++parameter, row.message().id());
                statement.setInt(++parameter, row.message().bytes());
                if (parameter == 4 * each) {
                    statement.addBatch();
                    parameter = 0;
                }
            }
            int[] unused = statement.executeBatch();
        }
    }

    private void delete(Connection connection, List<Device> surprised) throws SQLException {
        if (removed.isEmpty()) {
            return;
        }
        List<Range> ranges = new ArrayList<>();
        removed.forEach((device, seqs) -> ranges.addAll(Range.of(device, seqs)));
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            for (Range range : ranges) {
                statement.setLong(1, range.device().id());
                statement.setLong(2, range.first());
                statement.setLong(3, range.last());
                statement.addBatch();
            }
            int[] gone = statement.executeBatch();
            for (int i = 0; i < gone.length; i++) {
                Range range = ranges.get(i);
                if (gone[i] != range.size() && !surprised.contains(range.device())) { // or the driver does not tell
                    surprised.add(range.device());
                }
            }
        }
    }

    /** Places of a device's queue that follow each other. */
    private record Range(Device device, long first, long last) {
        static List<Range> of(Device device, SortedSet<Long> seqs) {
            List<Range> ranges = new ArrayList<>();
            long first = seqs.first();
            long last = first;
            for (long seq : seqs) {
                if (seq > last + 1) {
                    ranges.add(new Range(device, first, last));
                    first = seq;
                }
                last = seq;
            }
            ranges.add(new Range(device, first, last));
            return ranges;
        }

        long size() {
            return last - first + 1;
        }
    }
}
