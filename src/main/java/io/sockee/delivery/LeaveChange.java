package io.sockee.delivery;

import io.sockee.delivery.DeviceWriter.Change;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Notes that a device has left, unless it is connected by another socket by now. A nameless device is removed if it is a
 * visitor's, or if another nameless one of the same user is still connected. The queue of a user's last one waits.
 */
final class LeaveChange implements Change<Boolean> {
    private final DeviceKey key;
    private final String node;
    private final String socket;
    private final InstantSource clock;

    LeaveChange(DeviceKey key, String node, String socket, InstantSource clock) {
        this.key = key;
        this.node = node;
        this.socket = socket;
        this.clock = clock;
    }

    /** The device and all nameless ones of its user: if two leave at a time, neither may take the other for one that stays. */
    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        SortedSet<Long> devices = new TreeSet<>();
        if (key.isNameless()) {
            devices.addAll(store.nameless(key));
        } else {
            store.find(key.isVisit() ? key.of(socket) : key).ifPresent(devices::add);
        }
        return devices;
    }

    @Override
    public Boolean make(DeviceStore store, Map<Long, Device> locked) {
        Optional<Device> connected = locked.values().stream()
                .filter(device -> device.isConnectedBy(node, socket))
                .findFirst();
        if (connected.isEmpty()) {
            return false;
        }
        Device device = connected.get();
        if (key.isVisit() || (key.isNameless() && anotherStays(device, locked))) {
            store.remove(device);
            locked.remove(device.id());
        } else {
            device.leave(clock.instant());
        }
        return true;
    }

    private boolean anotherStays(Device device, Map<Long, Device> locked) {
        return locked.values().stream()
                .anyMatch(other -> other.id() != device.id() && other.isNamelessOf(key) && !other.isAway());
    }
}
