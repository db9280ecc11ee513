package io.sockee.delivery;

import io.sockee.delivery.DeviceWriter.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Reads what a link has not sent, since it was stored by another node; and whether the link speaks for its device still. */
final class ReadChange implements Change<ReadChange.Result> {

    /** What was found. */
    record Result(Optional<Missed> missed, List<Delivery> waiting) {}

    static final Result NOTHING = new Result(Optional.empty(), List.of());

    private final DeviceLink link;
    private final String node;
    private final BooleanSupplier present;

    /**
     * @param present whether the link's socket is there
     */
    ReadChange(DeviceLink link, String node, BooleanSupplier present) {
        this.link = link;
        this.node = node;
        this.present = present;
    }

    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        return new TreeSet<>(List.of(link.device()));
    }

    @Override
    public Result make(DeviceStore store, Map<Long, Device> locked) {
        Device device = locked.get(link.device());
        if (device != null && device.isAway() && !device.isExpired() && present.getAsBoolean()) {
            device.connect(node, link.socketId()); // this node was taken for one that is gone
        }
        if (device == null || !device.isConnectedBy(node, link.socketId())) {
            link.detach();
            return NOTHING;
        }
        return new Result(device.missed(), store.waiting(link.device(), link.lastSeq()));
    }

    @Override
    public void committed(Result result) {
        link.offerRead(result.missed(), result.waiting());
    }
}
