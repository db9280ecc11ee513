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

    /** So many statements are sent to the database at once: what is sent is kept in memory until it is done. */
    private static final int BATCH = 100;

    private record Row(long device, long seq, Message message) {}

    private static final class Changes {
        private final List<Row> added = new ArrayList<>();
        private final SortedSet<Long> removed = new TreeSet<>();
        private boolean doubtful;
    }

    private final EntityManager entities;
    private final Map<Device, Changes> changes = new LinkedHashMap<>();

    QueueRows(EntityManager entities) {
        this.entities = entities;
    }

    private Changes of(Device device) {
        return changes.computeIfAbsent(device, any -> new Changes());
    }

    /** The row of a message for a device. */
    void add(Device device, long seq, Message message) {
        of(device).added.add(new Row(device.id(), seq, message));
    }

    /**
     * Rows that are there, unless they were removed already.
     *
     * @return false if that is known of some by now
     */
    boolean remove(Device device, Collection<Long> seqs) {
        Changes changed = of(device);
        int before = changed.removed.size();
        changed.removed.addAll(seqs);
        boolean all = changed.removed.size() == before + seqs.size();
        changed.doubtful |= !all;
        return all;
    }

    /** Leaves out what was to be done for a device: its rows go in another way. */
    void forget(Device device) {
        Changes unused = changes.remove(device);
    }

    /**
     * Writes what was gathered.
     *
     * @return the devices of whose rows some had been removed before
     */
    List<Device> write() {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Row> added = new ArrayList<>();
        List<Range> removed = new ArrayList<>();
        changes.forEach((device, changed) -> {
            added.addAll(changed.added);
            removed.addAll(Range.of(device, changed.removed));
        });
        entities.unwrap(Session.class).doWork(connection -> {
            insert(connection, added);
            delete(connection, removed);
        });
        List<Device> doubtful = changes.entrySet().stream()
                .filter(entry -> entry.getValue().doubtful)
                .map(Map.Entry::getKey)
                .toList();
        changes.clear();
        return doubtful;
    }

    private static void insert(Connection connection, List<Row> rows) throws SQLException {
        int whole = rows.size() / ROWS * ROWS;
        insert(connection, rows.subList(0, whole), ROWS);
        insert(connection, rows.subList(whole, rows.size()), 1);
    }

    private static void insert(Connection connection, List<Row> rows, int each) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT + MORE.repeat(each - 1))) {
            int statements = 0;
            int parameter = 0;
            for (Row row : rows) {
                statement.setLong(++parameter, row.device());
                statement.setLong(++parameter, row.seq());
                statement.setString(++parameter, row.message().id());
                statement.setInt(++parameter, row.message().bytes());
                if (parameter == 4 * each) {
                    statement.addBatch();
                    parameter = 0;
                    if (++statements % BATCH == 0) {
                        int[] unused = statement.executeBatch();
                    }
                }
            }
            int[] unused = statement.executeBatch();
        }
    }

    private void delete(Connection connection, List<Range> ranges) throws SQLException {
        if (ranges.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            for (int begin = 0; begin < ranges.size(); begin += BATCH) {
                delete(statement, ranges.subList(begin, Math.min(begin + BATCH, ranges.size())));
            }
        }
    }

    private void delete(PreparedStatement statement, List<Range> ranges) throws SQLException {
        for (Range range : ranges) {
            statement.setLong(1, range.device().id());
            statement.setLong(2, range.first());
            statement.setLong(3, range.last());
            statement.addBatch();
        }
        int[] gone = statement.executeBatch();
        for (int i = 0; i < gone.length; i++) {
            Range range = ranges.get(i);
            of(range.device()).doubtful |= gone[i] != range.size(); // or the driver does not tell
        }
    }

    /** Places of a device's queue that follow each other. */
    private record Range(Device device, long first, long last) {
        static List<Range> of(Device device, SortedSet<Long> seqs) {
            if (seqs.isEmpty()) {
                return List.of();
            }
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
