package io.sockee.delivery;

import io.sockee.delivery.DeviceWriter.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Reads messages that another node has stored for a link's device, and whether that is still connected by this link. */
final class ReadChange implements Change<ReadChange.Result> {

    /**
     * What was found.
     *
     * @param speaks whether the device is connected by this link
     */
    record Result(boolean speaks, Optional<Missed> missed, List<Delivery> waiting) {}

    static final Result NOTHING = new Result(true, Optional.empty(), List.of());
    private static final Result NOT_ITS_OWN = new Result(false, Optional.empty(), List.of());

    private final DeviceLink link;
    private final String node;
    private final BooleanSupplier present;

    /**
     * @param present whether the link's socket is still there
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
        if (device != null && device.isAway() && present.getAsBoolean()) {
            device.connect(node, link.socketId()); // other nodes took this one for gone
        }
        if (device == null || !device.isConnectedBy(node, link.socketId())) {
            return NOT_ITS_OWN;
        }
        return new Result(true, device.missed(), store.waiting(link.device(), link.lastSeq()));
    }

    /** Detaches the link only after the commit: after a roll-back the device would be connected and get nothing. */
    @Override
    public void committed(Result result) {
        if (!result.speaks()) {
            link.detach();
        }
        link.offerRead(result.missed(), result.waiting());
    }
}
