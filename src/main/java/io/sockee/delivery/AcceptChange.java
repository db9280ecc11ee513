package io.sockee.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.delivery.DeviceWriter.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Puts a message into the queues of the devices that it is for; a repeated request only gets the first one's answer. */
final class AcceptChange implements Change<AcceptChange.Result> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A message in a queue.
     *
     * @param device the number of the device whose queue it is
     * @param socket by which the device is connected to this node; nothing when it is not
     * @param cleared whether all messages before it were cleared, as the queue was full
     */
    record Queued(long device, Optional<String> socket, Delivery delivery, boolean cleared) {}

    /**
     * What has become of the request.
     *
     * @param accepted the answer; nothing when the request's key was used for another request
     * @param isNew whether this was the request's first time
     */
    record Result(Optional<Accepted> accepted, boolean isNew, List<Queued> queued) {}

    private final Send send;
    private final QueueLimits limits;
    private final String node;
    private final InstantSource clock;
    private final Consumer<Result> committed;
    private SortedSet<Long> targets = new TreeSet<>();

    AcceptChange(Send send, QueueLimits limits, String node, InstantSource clock, Consumer<Result> committed) {
        this.send = send;
        this.limits = limits;
        this.node = node;
        this.clock = clock;
        this.committed = committed;
    }

    @Override
    public SortedSet<Long> devices(DeviceStore store) {
        targets = store.rooms().devicesIn(send.site(), send.rooms());
        return targets;
    }

    @Override
    public Result make(DeviceStore store, Map<Long, Device> locked) {
        Optional<StoredRequest> repeated = send.once().flatMap(once -> store.request(id(once)));
        if (repeated.isPresent()) {
            boolean same = repeated.get().hasBody(send.once().orElseThrow().body());
            return new Result(same ? Optional.of(read(repeated.get().answer())) : Optional.empty(), false, List.of());
        }
        Instant now = clock.instant(); // when it is stored, not sent: other nodes look for what was stored lately
        List<Queued> queued = new ArrayList<>(targets.size());
        TreeSet<String> rooms = new TreeSet<>();
        for (Device device : receivers(locked)) {
            queued.add(append(store, device));
            rooms.add(device.room());
        }
        if (!queued.isEmpty()) {
            store.add(send.message(), node, now);
        }
        Accepted accepted = new Accepted(List.of(send.message().id()), List.copyOf(rooms), queued.size());
        send.once().ifPresent(once -> store.add(new StoredRequest(id(once), once.body(), write(accepted), now)));
        return new Result(Optional.of(accepted), true, queued);
    }

    /** The devices that get the message. A nameless one that has left gets it only if its user has no other one connected. */
    private List<Device> receivers(Map<Long, Device> locked) {
        List<Device> known = targets.stream()
                .map(locked::get)
                .filter(device -> device != null && !device.isExpired())
                .toList();
        Set<String> connected = known.stream()
                .filter(device -> device.isNameless() && !device.isAway())
                .map(Device::room)
                .collect(Collectors.toSet());
        return known.stream()
                .filter(device -> !device.isNameless() || !device.isAway() || !connected.contains(device.room()))
                .toList();
    }

    private Queued append(DeviceStore store, Device device) {
        boolean full = !device.hasRoomFor(send.message(), limits);
        if (full) {
            store.clear(device);
            device.clear(Gap.QUEUE_FULL);
        }
        long seq = device.append(send.message());
        store.add(device, seq, send.message());
        return new Queued(device.id(), device.socketOn(node), new Delivery(seq, send.message()), full);
    }

    private StoredRequest.Id id(Send.Once once) {
        return new StoredRequest.Id(send.site(), once.key());
    }

    private static String write(Accepted accepted) {
        try {
            String answer = JSON.writeValueAsString(accepted);
            return answer.length() <= StoredRequest.MAX_ANSWER
                    ? answer // what a repeated request gets; of very many rooms only the number of devices
                    : JSON.writeValueAsString(new Accepted(accepted.ids(), List.of(), accepted.devices()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer has no JSON form", e);
        }
    }

    private static Accepted read(String answer) {
        try {
            return JSON.readValue(answer, Accepted.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer cannot be read", e);
        }
    }

    @Override
    public void committed(Result result) {
        committed.accept(result);
    }
}
