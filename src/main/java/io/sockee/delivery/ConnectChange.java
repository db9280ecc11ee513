package io.sockee.delivery;

import io.sockee.delivery.DeviceWriter.Change;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Connects a device by a socket of this node; another socket that it was connected by loses it. The rooms that the website told
 * now become those of all the user's devices: a device that has been away for long does not keep its user in a room that the
 * user has left.
 *
 * <p>Clients without a name for their device do not displace each other. The queue of a nameless device that has left goes to
 * the next nameless client of the same user. When all are connected, the next client gets a queue of its own, with a copy of
 * what the others have not acknowledged: one of them may be this client's earlier connection, whose end nobody has noticed yet.
 */
final class ConnectChange implements Change<ConnectChange.Result> {

    /**
     * What is known of the device.
     *
     * @param lastSeq the place of its last message
     * @param missed what it has missed and has not yet been told of
     * @param waiting the messages that wait for it, the oldest first
     */
    record Result(long device, long lastSeq, Optional<Missed> missed, List<Delivery> waiting) {}

    private final DeviceKey key;
    private final Set<String> rooms;
    private final String node;
    private final String socket;
    private final Consumer<Result> committed;

    ConnectChange(DeviceKey key, Collection<String> rooms, String node, String socket, Consumer<Result> committed) {
        this.key = key;
        this.rooms = Set.copyOf(rooms);
        this.node = node;
        this.socket = socket;
        this.committed = committed;
    }

    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        SortedSet<Long> devices = new TreeSet<>();
        if (key.isNameless()) {
            devices.addAll(store.nameless(key));
        } else if (!key.isVisit()) {
            store.find(key).ifPresent(devices::add);
        }
        if (key.isUsers()) {
            devices.addAll(store.rooms().differing(key, rooms));
        }
        return devices;
    }

    @Override
    public Result make(DeviceStore store, Map<Long, Device> locked) {
        store.write(); // counts tell below whether anything waits
        Device device = device(store, locked);
        device.connect(node, socket);
        SortedSet<Long> inRooms = new TreeSet<>(List.of(device.id()));
        if (key.isUsers()) {
            inRooms.addAll(store.rooms().differing(key, rooms));
        }
        store.rooms().set(inRooms, rooms);
        List<Delivery> waiting = device.waiting() == 0 ? List.of() : store.waiting(device.id(), 0);
        return new Result(device.id(), device.lastSeq(), device.missed(), waiting);
    }

    private Device device(DeviceStore store, Map<Long, Device> locked) {
        if (key.isVisit()) {
            return store.add(key.of(socket));
        }
        if (key.isNameless()) {
            return nameless(store, locked);
        }
        Optional<Long> known = store.find(key);
        if (known.isEmpty()) {
            return store.add(key);
        }
        Long id = known.get(); // not locked yet if it was stored after this change had asked for its devices
        Device device = locked.containsKey(id)
                ? locked.get(id)
                : store.lock(new TreeSet<>(List.of(id))).get(id);
        if (device == null) {
            throw new IllegalStateException("The device was removed while it connected: " + key);
        }
        return device;
    }

    private Device nameless(DeviceStore store, Map<Long, Device> locked) {
        List<Device> others = locked.values().stream()
                .filter(other -> other.isNamelessOf(key))
                .toList();
        Optional<Device> left = others.stream()
                .filter(Device::isAway)
                .max(Comparator.comparing((Device other) -> !other.isExpired())
                        .thenComparing(Device::leftAt)
                        .thenComparing(Device::id));
        if (left.isPresent()) {
            return left.get();
        }
        Device fresh = store.add(key.of(socket));
        Optional<Device> unheard = others.stream()
                .filter(other -> other.waiting() > 0 || other.missed().isPresent())
                .max(Comparator.comparing(Device::waiting).thenComparing(Device::id));
        unheard.ifPresent(other -> copy(store, other, fresh));
        return fresh;
    }

    private static void copy(DeviceStore store, Device from, Device to) {
        from.missed().ifPresent(what -> to.missed(new Missed(what.why(), 0)));
        for (Delivery delivery : store.waiting(from.id(), 0)) {
            store.add(to, to.append(delivery.message()), delivery.message());
        }
    }

    @Override
    public void committed(Result result) {
        committed.accept(result);
    }
}
