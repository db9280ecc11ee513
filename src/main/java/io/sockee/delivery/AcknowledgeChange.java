package io.sockee.delivery;

import io.sockee.delivery.DeviceLink.Settled;
import io.sockee.delivery.DeviceWriter.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What follows from answers of one device. Answers that come while it waits for its turn {@linkplain #join join} it, so that the
 * database has a device's row and its queue to change once for all of them. Nothing is done when the device has been removed.
 */
final class AcknowledgeChange implements Change<Boolean> {
    private final long device;
    private final Optional<Missed> missed;

    // Guarded by this.
    private final List<Long> seqs;
    private long bytes;
    private OptionalLong knows;
    private boolean begun;

    AcknowledgeChange(Settled settled) {
        device = settled.link().device();
        missed = settled.missed();
        seqs = new ArrayList<>(settled.seqs());
        bytes = settled.bytes();
        knows = settled.knows();
    }

    /**
     * Takes one more answer in; may be called on any thread.
     *
     * @return false when it is too late, or one of both says that something was missed: what came before that and what came after
     *     it is not the same
     */
    synchronized boolean join(Settled later) {
        if (begun || missed.isPresent() || later.missed().isPresent()) {
            return false;
        }
        seqs.addAll(later.seqs());
        bytes += later.bytes();
        if (later.knows().isPresent()) {
            knows = later.knows(); // places grow
        }
        return true;
    }

    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        return new TreeSet<>(List.of(device));
    }

    /** Stores the same when it is called again after a failure. */
    @Override
    public synchronized Boolean make(DeviceStore store, Map<Long, Device> locked) {
        begun = true;
        Device present = locked.get(device);
        if (present == null) {
            return false;
        }
        if (!seqs.isEmpty()) {
            store.remove(present, seqs, bytes);
        }
        knows.ifPresent(present::knows);
        missed.ifPresent(present::missed);
        return true;
    }
}
