package io.sockee.delivery;

import io.sockee.delivery.DeviceWriter.Change;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** A change to one device; nothing is done when the device has been removed. */
final class DeviceChange implements Change<Boolean> {
    private final long device;
    private final BiConsumer<DeviceStore, Device> change;

    DeviceChange(long device, BiConsumer<DeviceStore, Device> change) {
        this.device = device;
        this.change = change;
    }

    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        return new TreeSet<>(List.of(device));
    }

    @Override
    public Boolean make(DeviceStore store, Map<Long, Device> locked) {
        Device present = locked.get(device);
        if (present != null) {
            change.accept(store, present);
        }
        return present != null;
    }
}
