package io.sockee.delivery;

import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A device that is connected to this node: sends it its messages in order, and keeps those that it has not acknowledged.
 * Messages to send are offered by one thread at a time; acknowledgements come on any thread. Does not block; its lock is this
 * device's alone.
 */
final class DeviceLink {
    private static final int MAX_DEPTH = 100_000; // the real bound was checked when the message was accepted
    private static final EventReader EVENTS = new EventReader(MAX_DEPTH);

    /**
     * What follows from an answer of the device, to be stored.
     *
     * @param seqs the places of the messages that need not wait any more
     * @param bytes their size, to be subtracted from the queue's
     * @param missed what the device has missed, when its answers came out of order
     * @param knows up to which place the device has now been told of messages left out; nothing when that has not changed
     */
    record Settled(DeviceLink link, List<Long> seqs, long bytes, Optional<Missed> missed, OptionalLong knows) {}

    /**
     * A message that was sent.
     *
     * @param forget gives its answer up; does nothing where one answer is for several messages
     */
    private record InFlight(String event, boolean resync, int bytes, Runnable forget) {
        InFlight asked(Runnable forgetting) {
            return new InFlight(event, resync, bytes, forgetting);
        }
    }

    private static void nothing() {}

    private final long device;
    private final DeviceSocket socket;
    private final boolean withIds;
    private final Consumer<Settled> settle;

    // All guarded by this.
    private final NavigableMap<Long, InFlight> inFlight = new TreeMap<>();
    private long lastSeq;
    private long asked; // how many events have asked for an answer so far; the answers may come in another order
    private long resyncAsked; // which of them was the last _resync
    private long resyncUpTo = -1; // and of what it told
    private boolean resyncHeard = true;
    private Runnable forgetResync = DeviceLink::nothing; // the answer of the last one
    private boolean detached;
    private Optional<AcknowledgeChange> lastChange = Optional.empty();

    /**
     * @param withIds whether the client wants the ids of messages
     * @param settle told, on any thread, what the device has acknowledged; must not block
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
     * Greets the device: sends its settings, whether it has missed something, and the messages that wait, in batches that it
     * acknowledges one by one.
     *
     * @param ttl for how many seconds it is known after it has left
     * @param last the place of its last message, whether or not that waits
     */
    synchronized void begin(long ttl, Optional<Missed> missed, List<Delivery> waiting, long last) {
        lastSeq = last;
        socket.send(event("_settings", "{\"device_ttl\":" + ttl + "}"));
        missed.ifPresent(what -> resync(what, Optional.empty()));
        List<Delivery> batch = new ArrayList<>();
        int chars = 0;
        for (Delivery delivery : waiting) {
            int more = delivery.message().bytes();
            if (!batch.isEmpty() && chars + more > QueueLimits.BATCH) {
                sendBatch(batch);
                batch.clear();
                chars = 0;
            }
            batch.add(delivery);
            chars += more;
        }
        if (!batch.isEmpty()) {
            sendBatch(batch);
        }
    }

    private void sendBatch(List<Delivery> batch) {
        batch.forEach(this::fly);
        List<Long> seqs = batch.stream().map(Delivery::seq).toList();
        String messages =
                batch.stream().map(delivery -> payload(delivery.message())).collect(Collectors.joining(",", "[", "]"));
        Runnable unused = ask(event("_batch", messages), seqs, false);
    }

    /**
     * Sends the next message.
     *
     * @return false when messages before it have not been sent here: those have to be read from the database first
     */
    synchronized boolean offer(Delivery delivery) {
        if (detached || delivery.seq() <= lastSeq) {
            return true; // it has been sent, or another socket has the device by now
        }
        if (delivery.seq() != lastSeq + 1) {
            return false;
        }
        send(delivery);
        return true;
    }

    /** Sends messages read from the database, where places may be missing that were cleared; tells the device of a new gap. */
    synchronized void offerRead(Optional<Missed> missed, List<Delivery> deliveries) {
        missed.filter(what -> what.upTo() > resyncUpTo).ifPresent(this::missed);
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
        Runnable forget = ask(event, seqs, true);
        inFlight.computeIfPresent(delivery.seq(), (seq, flying) -> flying.asked(forget));
    }

    private void fly(Delivery delivery) {
        Message message = delivery.message();
        inFlight.put(
                delivery.seq(), new InFlight(message.event(), message.resync(), message.bytes(), DeviceLink::nothing));
    }

    private String payload(Message message) {
        return withIds ? message.payloadWithId() : message.payload();
    }

    /** Tells the device that something was left out, here or by another node. */
    synchronized void missed(Missed what) {
        if (detached) {
            return;
        }
        if (what.why() != Gap.OUT_OF_ORDER) { // then the whole queue was cleared
            var cleared = inFlight.headMap(what.upTo(), true);
            cleared.values().forEach(flying -> flying.forget().run()); // some devices never answer
            cleared.clear();
            lastSeq = Math.max(lastSeq, what.upTo());
        }
        resync(what, Optional.empty());
    }

    /** The last place that was sent. */
    synchronized long lastSeq() {
        return lastSeq;
    }

    /** Another socket has the device from now on; what this one has sent may still be acknowledged. */
    synchronized void detach() {
        detached = true;
    }

    synchronized boolean isDetached() {
        return detached;
    }

    /**
     * Sends an event that asks for an answer.
     *
     * @param seqs the places of the messages in it
     * @param inOrder whether its answer, where it comes before those to earlier messages, may mean that these were missed
     */
    private Runnable ask(Event event, List<Long> seqs, boolean inOrder) {
        long number = ++asked;
        return socket.ask(event, () -> acknowledged(number, seqs, inOrder));
    }

    /**
     * An answer has come.
     *
     * @param number which of the events that asked it answers
     * @param seqs the places of the messages that were in that event
     * @param inOrder as it was asked
     */
    private void acknowledged(long number, List<Long> seqs, boolean inOrder) {
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
                    if (inOrder && acknowledged.resync() && isBehindAnother(seq, acknowledged.event())) {
                        disordered = Optional.of(acknowledged.event());
                    }
                }
            }
            if (disordered.isPresent()) {
                bytes += dropAll(disordered.get(), gone);
            }
            OptionalLong knows = hears(number);
            if (gone.isEmpty() && knows.isEmpty()) {
                return; // cleared meanwhile, or acknowledged twice
            }
            Optional<Missed> missed = disordered.map(event -> new Missed(Gap.OUT_OF_ORDER, lastSeq));
            if (missed.isPresent()) {
                resync(missed.get(), disordered);
            }
            settled = new Settled(this, gone, bytes, missed, knows);
        }
        settle.accept(settled);
    }

    /** The change that stores what follows from an answer; nothing when one that is still waiting has taken it in. */
    synchronized Optional<AcknowledgeChange> newChange(Settled settled) {
        if (lastChange.filter(waiting -> waiting.join(settled)).isPresent()) {
            return Optional.empty();
        }
        lastChange = Optional.of(new AcknowledgeChange(settled));
        return lastChange;
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
                entry.getValue().forget().run();
                flying.remove();
            }
        }
        return bytes;
    }

    /** Up to which place the device knows of gaps. Old clients do not answer a _resync, but a later answer shows that it came. */
    private OptionalLong hears(long number) {
        if (resyncHeard || number < resyncAsked) {
            return OptionalLong.empty();
        }
        resyncHeard = true;
        return OptionalLong.of(resyncUpTo);
    }

    private void resync(Missed what, Optional<String> event) {
        String about = event.map(name -> ",\"event\":" + quoted(name)).orElse("");
        resyncHeard = false;
        resyncUpTo = Math.max(resyncUpTo, what.upTo());
        resyncAsked = asked + 1;
        forgetResync.run(); // what answers one before the last tells nothing
        forgetResync =
                ask(event("_resync", "{\"reason\":\"" + what.why().reason() + "\"" + about + "}"), List.of(), false);
    }

    private static String quoted(String name) {
        return '"'
                + String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(name))
                + '"';
    }

    private static Event event(String name, String json) {
        return new Event(name, RawArguments.of(List.of(json), List.of()));
    }
}
