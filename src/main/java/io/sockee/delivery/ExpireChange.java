package io.sockee.delivery;

import io.sockee.delivery.DeviceWriter.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Lets a device expire that has been away since a time, unless it has come back meanwhile. */
final class ExpireChange implements Change<Optional<ExpireChange.Left>> {

    /**
     * What was dropped with a device that its client could come back to.
     *
     * @param messages how many messages
     */
    record Left(DeviceKey key, long device, int messages) {}

    private final long device;
    private final Instant since;
    private final Consumer<Left> committed;

    ExpireChange(long device, Instant since, Consumer<Left> committed) {
        this.device = device;
        this.since = since;
        this.committed = committed;
    }

    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        return new TreeSet<>(List.of(device));
    }

    @Override
    public Optional<Left> make(DeviceStore store, Map<Long, Device> locked) {
        Device away = locked.get(device);
        if (away == null || away.isExpired() || !away.leftBefore(since)) {
            return Optional.empty();
        }
        store.write();
        int messages = away.waiting();
        if (messages > 0) {
            store.clear(away);
        }
        away.expire();
        return messages > 0 && !away.isVisit() ? Optional.of(new Left(away.key(), device, messages)) : Optional.empty();
    }

    @Override
    public void committed(Optional<Left> result) {
        result.ifPresent(committed);
    }
}
