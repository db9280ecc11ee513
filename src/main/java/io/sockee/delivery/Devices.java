package io.sockee.delivery;

import io.sockee.connection.Timers;
import io.sockee.delivery.AcceptChange.Queued;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.persistence.Entities;
import io.sockee.persistence.OutcomeUnknownException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The devices of websites' users: stores messages for them, and sends these to those that are connected to this node. A message
 * is durable before anybody is told that it was accepted, and waits until its device has acknowledged it. Safe for any thread;
 * does not block.
 */
public final class Devices {
    private static final Logger LOG = System.getLogger(Devices.class.getName());
    private static final long RETRY_MILLIS = 1000;

    /** How long an answer of the database is awaited, in all: more than all attempts take, unless the database hangs. */
    private static final long PATIENCE_MILLIS = 60_000;

    /**
     * What devices need to run.
     *
     * @param executor runs what blocks on the database
     * @param answers runs the answers to websites, so that a website that is slow to take one holds up nothing else
     */
    public record Platform(
            Entities entities,
            Executor executor,
            Executor answers,
            Timers timers,
            InstantSource clock,
            String node,
            Counters counters) {}

    private final DeviceSettings settings;
    private final Platform platform;
    private final DeviceWriter writer;
    private final Map<Long, DeviceLink> links =
            new ConcurrentHashMap<>(); // changed by the writer only, but for removals
    private final DoubtfulRequests doubts = new DoubtfulRequests();
    private final AtomicBoolean doubtful = new AtomicBoolean(true);
    private volatile boolean closed;

    public Devices(DeviceSettings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
        this.writer = new DeviceWriter(
                platform.entities(), platform.executor(), platform.clock(), settings.maxWaitingSends());
    }

    // --- What websites send ------------------------------------------------------------------------------------

    /**
     * Stores a message for all devices that it is for, then sends it to those that are connected.
     *
     * @param whenNew run when it is durable, unless the request is a repeated one; must not block
     * @return completes when it is durable, on a thread that may block. When nothing was done, it fails with a {@link
     *     BusyException}, with a {@link RepeatedException} when the request's key was used for something else, or with a {@link
     *     io.sockee.persistence.DatabaseUnavailableException}. When nobody knows whether it was stored, it fails with an {@link
     *     OutcomeUnknownException}, or with a {@link HangingException} after a minute
     */
    public CompletionStage<Accepted> accept(Send send, Runnable whenNew) {
        AcceptChange change = new AcceptChange(send, settings.limits(), platform.node(), platform.clock(), result -> {
            if (result.isNew()) {
                platform.counters().count(Counter.PUSHES_ACCEPTED);
                platform.counters().count(Counter.PUSHES_QUEUED, result.queued().size());
                result.queued().forEach(queued -> deliver(send.site(), queued));
            }
            boolean unsettled =
                    send.once().map(once -> doubts.remove(send.site(), once)).orElse(false);
            if (result.isNew() || unsettled) {
                whenNew.run();
            }
        });
        CompletableFuture<AcceptChange.Result> stored = writer.trySubmit(change);
        Object unused = stored.whenComplete((result, failure) -> {
            if (failure != null) {
                doubtful.set(true); // a commit with unknown outcome may have been made
            }
            if (failure instanceof OutcomeUnknownException) {
                send.once().ifPresent(once -> doubts.add(send.site(), once));
            }
        });
        return inTime(stored)
                .whenCompleteAsync((result, failure) -> {}, platform.answers())
                .thenApply(result -> result.accepted().orElseThrow(RepeatedException::new));
    }

    /** Fails after a minute, so that nobody waits for a database that hangs; the change may still be made later. */
    private <R> CompletableFuture<R> inTime(CompletableFuture<R> stored) {
        CompletableFuture<R> heard = stored.copy();
        Timers.Timer late = platform.timers()
                .scheduleMillis(PATIENCE_MILLIS, () -> heard.completeExceptionally(new HangingException()));
        return heard.whenComplete((result, failure) -> late.cancel());
    }

    private void deliver(String site, Queued queued) {
        if (queued.cleared()) {
            platform.counters().count(Counter.DEVICE_QUEUES_FULL);
            LOG.log(
                    Level.WARNING,
                    "site={0} device={1}: more waited than may; its queue was cleared, and it is told to start anew. See"
                            + " sockee.push.queue-messages and sockee.push.queue-bytes.",
                    site,
                    Long.toString(queued.device()));
        }
        DeviceLink link = links.get(queued.device());
        if (link == null) {
            return;
        }
        if (!queued.socket().filter(link.socketId()::equals).isPresent()) {
            read(link); // the device is connected elsewhere by now, or is stored as one that has left
            return;
        }
        if (queued.cleared()) {
            link.missed(new Missed(Gap.QUEUE_FULL, queued.delivery().seq() - 1));
        }
        if (!link.offer(queued.delivery())) {
            read(link);
        }
    }

    /** Reads and sends messages that were stored by another node. */
    private void read(DeviceLink link) {
        Object unused = writer.submit(new ReadChange(link, platform.node(), () -> isPresent(link)))
                .exceptionally(failure -> {
                    doubtful.set(true);
                    return ReadChange.NOTHING;
                });
    }

    private boolean isPresent(DeviceLink link) {
        return link.equals(links.get(link.device()));
    }

    // --- Devices that come and go ------------------------------------------------------------------------------

    /**
     * A device is connected: it gets the messages that have waited for it, then new ones.
     *
     * @param rooms all rooms that it is in
     * @param withIds whether its client wants the ids of messages
     * @return completes when that is durable and the device has been greeted; fails with a {@link
     *     io.sockee.persistence.DatabaseUnavailableException}, or with a {@link HangingException} after a minute: then the
     *     caller must not let the socket in
     */
    public CompletionStage<?> connect(DeviceKey key, Collection<String> rooms, DeviceSocket socket, boolean withIds) {
        CompletableFuture<ConnectChange.Result> connected =
                writer.submit(new ConnectChange(key, rooms, platform.node(), socket.id(), known -> {
                    DeviceLink link = new DeviceLink(known.device(), socket, withIds, this::settle);
                    DeviceLink before = links.put(known.device(), link);
                    if (before != null) {
                        before.detach();
                    }
                    link.begin(settings.ttl().toSeconds(), known.missed(), known.waiting(), known.lastSeq());
                    socket.whenGone(() -> left(link, key));
                }));
        Object unused = connected.whenComplete((known, failure) -> {
            if (failure instanceof OutcomeUnknownException) { // the client is not let in, and its device may think so
                store(new LeaveChange(key, platform.node(), socket.id(), platform.clock()));
            }
        });
        return inTime(connected);
    }

    private void left(DeviceLink link, DeviceKey key) {
        links.remove(link.device(), link);
        store(new LeaveChange(key, platform.node(), link.socketId(), platform.clock()));
    }

    private void settle(DeviceLink.Settled settled) {
        settled.link().newChange(settled).ifPresent(this::store);
        if (settled.missed().isPresent()) {
            platform.counters().count(Counter.DEVICE_QUEUES_DISORDERED);
            LOG.log(
                    Level.INFO,
                    "device={0}: answers did not come in order; what waited of that event was left out, and the device is"
                            + " told to start anew.",
                    Long.toString(settled.link().device()));
        } else {
            platform.counters()
                    .count(Counter.PUSHES_ACKNOWLEDGED, settled.seqs().size());
        }
    }

    /** Stores something that has happened: tries again until it is stored, however long the database is away. */
    private void store(DeviceWriter.Change<Boolean> change) {
        Object unused = writer.submit(change).whenComplete((done, failure) -> {
            if (failure != null && !closed) {
                doubtful.set(true);
                Timers.Timer unusedTimer = platform.timers().scheduleMillis(RETRY_MILLIS, () -> store(change));
            }
        });
    }

    // --- What is to be done now and then -----------------------------------------------------------------------

    /**
     * Reads the messages of the devices that are connected here and whose stored state is ahead or another.
     *
     * @param stored the devices that are connected to this node, as the database has them
     */
    void readWhereBehind(Map<Long, DeviceStore.Connected> stored) {
        for (DeviceLink link : links.values()) {
            DeviceStore.Connected known = stored.get(link.device());
            if (known == null || !known.socket().equals(link.socketId()) || known.lastSeq() != link.lastSeq()) {
                read(link);
            }
        }
    }

    /** Reads the messages of those of the devices that are connected here. */
    void read(Collection<Long> devices) {
        for (Long device : devices) {
            DeviceLink link = links.get(device);
            if (link != null) {
                read(link);
            }
        }
    }

    /** Whether this node may have stored something with an unknown outcome since this was last asked. */
    boolean takeDoubt() {
        return doubtful.getAndSet(false);
    }

    void doubt() {
        doubtful.set(true);
    }

    DeviceWriter writer() {
        return writer;
    }

    /** How many devices are connected here. */
    public int connected() {
        return links.size();
    }

    /** From now on nothing that could not be stored is tried again. */
    public void close() {
        closed = true;
    }
}
