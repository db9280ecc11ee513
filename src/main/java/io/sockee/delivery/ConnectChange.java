package io.sockee.delivery;

import io.sockee.delivery.DeviceWriter.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A device is connected by a socket of this node, and to no other any more. */
final class ConnectChange implements Change<ConnectChange.Result> {

    /**
     * What is known of the device.
     *
     * @param lastSeq the place of the last message
     * @param missed what it has missed and has not been told of
     * @param waiting what waits for it
     */
    record Result(long device, long lastSeq, Optional<Missed> missed, List<Delivery> waiting) {}

    private final DeviceKey key;
    private final Collection<String> rooms;
    private final String node;
    private final String socket;
    private final Consumer<Result> committed;
    private long id;

    ConnectChange(DeviceKey key, Collection<String> rooms, String node, String socket, Consumer<Result> committed) {
        this.key = key;
        this.rooms = rooms;
        this.node = node;
        this.socket = socket;
        this.committed = committed;
    }

    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        id = store.find(key).orElseGet(() -> store.add(key));
        return new TreeSet<>(List.of(id));
    }

    @Override
    public Result make(DeviceStore store, Map<Long, Device> locked) {
        Device device = locked.get(id);
        if (device == null) {
            throw new IllegalStateException("The device was removed while it connected: " + key);
        }
        device.connect(node, socket);
        store.setRooms(device, rooms);
        List<Delivery> waiting = device.waiting() == 0 ? List.of() : store.waiting(id, 0);
        return new Result(id, device.lastSeq(), device.missed(), waiting);
    }

    @Override
    public void committed(Result result) {
        committed.accept(result);
    }
}
