package io.sockee.delivery;

import io.sockee.event.Arguments;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A device that is connected here: what was sent to it and has not been acknowledged. What is to be sent comes from one
 * thread at a time, in order; answers come on any.
 */
final class DeviceLink {
    private static final int MAX_DEPTH = 100_000; // was checked when it was accepted
    private static final EventReader EVENTS = new EventReader(MAX_DEPTH);

    /**
     * What an answer of the device says.
     *
     * @param seqs the places of the messages that need not wait any more
     * @param bytes what they took
     * @param gap why some of them were left out, if any were
     * @param knowsGap whether the device knows now of what had been left out before
     */
    record Settled(DeviceLink link, List<Long> seqs, long bytes, Optional<Gap> gap, boolean knowsGap) {}

    private record InFlight(String event, boolean resync, int bytes) {}

    private final long device;
    private final DeviceSocket socket;
    private final boolean withIds;
    private final Consumer<Settled> settle;

    // All guarded by this.
    private final NavigableMap<Long, InFlight> inFlight = new TreeMap<>();
    private long lastSeq;
    private boolean gapUntold;
    private boolean detached;

    /**
     * @param withIds whether the client wants the ids of messages
     * @param settle told what the device has acknowledged; must not block
     */
    DeviceLink(long device, DeviceSocket socket, boolean withIds, Consumer<Settled> settle) {
        this.device = device;
        this.socket = socket;
        this.withIds = withIds;
        this.settle = settle;
    }

    long device() {
        return device;
    }

    String socketId() {
        return socket.id();
    }

    /**
     * Greets the device: its settings, whether it has missed something, what waits.
     *
     * @param ttl seconds for which it is known after it has left
     * @param last the place of the last message, whether or not it waits
     */
    synchronized void begin(long ttl, Optional<Gap> gap, List<Delivery> waiting, long last) {
        lastSeq = last;
        socket.send(event("_settings", "{\"device_ttl\":" + ttl + "}"));
        gap.ifPresent(why -> resync(why, Optional.empty()));
        if (!waiting.isEmpty()) {
            waiting.forEach(this::fly);
            List<Long> seqs = waiting.stream().map(Delivery::seq).toList();
            String batch = waiting.stream()
                    .map(delivery -> payload(delivery.message()))
                    .collect(Collectors.joining(",", "[", "]"));
            socket.ask(event("_batch", batch), () -> acknowledged(seqs));
        }
    }

    /**
     * Sends the next message.
     *
     * @return false when it is not the next one: others before it have to be read first
     */
    synchronized boolean offer(Delivery delivery) {
        if (detached || delivery.seq() <= lastSeq) {
            return true; // it has been sent, or is somebody else's business
        }
        if (delivery.seq() != lastSeq + 1) {
            return false;
        }
        send(delivery);
        return true;
    }

    /** Sends what was read, which may leave out places whose messages were cleared. */
    synchronized void offerRead(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            if (!detached && delivery.seq() > lastSeq) {
                send(delivery);
            }
        }
    }

    private void send(Delivery delivery) {
        lastSeq = delivery.seq();
        fly(delivery);
        List<Long> seqs = List.of(delivery.seq());
        Event event = EVENTS.event(payload(delivery.message()), 0).orElseThrow();
        socket.ask(event, () -> acknowledged(seqs));
    }

    private void fly(Delivery delivery) {
        Message message = delivery.message();
        inFlight.put(delivery.seq(), new InFlight(message.event(), message.resync(), message.bytes()));
    }

    private String payload(Message message) {
        return withIds ? message.payloadWithId() : message.payload();
    }

    /** The queue was cleared up to a place. */
    synchronized void cleared(Gap why, long last) {
        if (!detached) {
            inFlight.clear();
            lastSeq = Math.max(lastSeq, last);
            resync(why, Optional.empty());
        }
    }

    /** The last place that was sent. */
    synchronized long lastSeq() {
        return lastSeq;
    }

    /** Another socket speaks for the device from now on; what was sent by this one may still be acknowledged. */
    synchronized void detach() {
        detached = true;
    }

    synchronized boolean isDetached() {
        return detached;
    }

    private void acknowledged(List<Long> seqs) {
        Settled settled;
        synchronized (this) {
            List<Long> gone = new ArrayList<>(seqs.size());
            long bytes = 0;
            Optional<String> disordered = Optional.empty();
            for (Long seq : seqs) {
                InFlight acknowledged = inFlight.remove(seq);
                if (acknowledged != null) {
                    gone.add(seq);
                    bytes += acknowledged.bytes();
                    if (seqs.size() == 1 && acknowledged.resync() && isBehindAnother(seq, acknowledged.event())) {
                        disordered = Optional.of(acknowledged.event());
                    }
                }
            }
            if (disordered.isPresent()) {
                bytes += dropAll(disordered.get(), gone);
            }
            boolean knows = gapUntold;
            gapUntold = false;
            if (gone.isEmpty() && !knows) {
                return; // cleared meanwhile, or acknowledged twice
            }
            settled = new Settled(this, gone, bytes, disordered.map(event -> Gap.OUT_OF_ORDER), knows);
            disordered.ifPresent(event -> resync(Gap.OUT_OF_ORDER, Optional.of(event)));
        }
        settle.accept(settled);
    }

    private boolean isBehindAnother(long seq, String event) {
        return inFlight.headMap(seq).values().stream()
                .anyMatch(earlier -> earlier.event().equals(event));
    }

    private long dropAll(String event, List<Long> gone) {
        long bytes = 0;
        for (var flying = inFlight.entrySet().iterator(); flying.hasNext(); ) {
            var entry = flying.next();
            if (entry.getValue().event().equals(event)) {
                bytes += entry.getValue().bytes();
                gone.add(entry.getKey());
                flying.remove();
            }
        }
        return bytes;
    }

    /** Old clients do not answer this; whatever they answer after it shows that it has come. */
    private void resync(Gap why, Optional<String> event) {
        gapUntold = true;
        String about = event.map(name -> ",\"event\":" + quoted(name)).orElse("");
        socket.ask(event("_resync", "{\"reason\":\"" + why.reason() + "\"" + about + "}"), this::gapIsTold);
    }

    private void gapIsTold() {
        synchronized (this) {
            if (!gapUntold) {
                return;
            }
            gapUntold = false;
        }
        settle.accept(new Settled(this, List.of(), 0, Optional.empty(), true));
    }

    private static String quoted(String name) {
        return '"'
                + String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(name))
                + '"';
    }

    private static Event event(String name, String json) {
        return new Event(name, Arguments.of(List.of(json), List.of()));
    }
}
