package io.sockee.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection: a bounded queue that any thread may add to, drained by one thread at a time
 * into the current {@link Carrier}. No lock is held while a carrier writes. Nothing blocks.
 *
 * <p>At the bound {@link #offer} answers {@link Offer#FULL} and queues nothing: what happens then is the caller's
 * policy. Threads that offer at the same moment may each pass the bound by one message.
 */
public final class Outbox {

    /** What became of offered frames. */
    public enum Offer {
        QUEUED,
        FULL,
        CLOSED
    }

    /** Is told of what carriers have taken. Must not block and must not throw. */
    @FunctionalInterface
    public interface Taken {
        /** A message has been taken as a whole: so many frames, of that {@linkplain Frames#size() size}. */
        void taken(int frames, long size);
    }

    /** More urgent frames that wait would tell a client nothing that these do not. */
    private static final int MOST_URGENT = 8;

    private final Taken told;
    private final int maxMessages;
    private final long maxBytes;
    private final Queue<Frames> queue = new ConcurrentLinkedQueue<>();
    private final Queue<Frames> urgent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable Aside aside; // most connections never need it
    private final AtomicReference<@Nullable Carrier> carrier = new AtomicReference<>();
    private final AtomicInteger drainers = new AtomicInteger();
    private volatile boolean carrying;

    private volatile int taken;

    private volatile boolean closed;

    // Owned by whoever drains.
    private @Nullable Frames current;
    private int next;

    /**
     * @param maxMessages how many messages (a packet with its attachments is one) may wait
     * @param maxBytes how much may wait, as {@link Frames#size()} counts
     */
    public Outbox(int maxMessages, long maxBytes) {
        this(maxMessages, maxBytes, (frames, size) -> {});
    }

    /**
     * @param told of what carriers have taken
     */
    public Outbox(int maxMessages, long maxBytes, Taken told) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.told = told;
    }

    /** Queues an application's frames, if the bounds allow. Where nothing waits, a message of any size is taken. */
    public Offer offer(Frames frames) {
        if (closed) {
            return Offer.CLOSED;
        }
        if (isFull(frames)) {
            return Offer.FULL;
        }
        add(queue, frames);
        return Offer.QUEUED;
    }

    /** Whether there is no room, also when what is only gathered has been sent. */
    private boolean isFull(Frames frames) {
        while (isOver(frames)) {
            if (!hurry()) {
                return true;
            }
        }
        return false;
    }

    private boolean isOver(Frames frames) {
        Aside also = aside;
        int waiting = messages.get() + (also == null ? 0 : also.messages());
        long size = bytes.get() + (also == null ? 0 : also.bytes()) + frames.size();
        return waiting >= maxMessages || (waiting > 0 && size > maxBytes);
    }

    /** Counts frames as queued that somebody keeps for now, if the bounds allow; until {@link #release}. */
    public Offer hold(Frames frames) {
        if (closed) {
            return Offer.CLOSED;
        }
        if (isFull(frames)) {
            return Offer.FULL;
        }
        aside().hold(frames);
        return Offer.QUEUED;
    }

    /** Frames that were held are offered now, or given up. */
    public void release(Frames frames) {
        aside().release(frames);
    }

    private Aside aside() {
        Aside known = aside;
        return known == null ? makeAside() : known;
    }

    private synchronized Aside makeAside() {
        Aside known = aside;
        if (known == null) {
            known = new Aside();
            aside = known;
        }
        return known;
    }

    /** Queues a frame of the protocol itself, such as the one that closes. These are few and not bounded. */
    public void offerControl(Frame frame) {
        if (!closed) {
            add(queue, Frames.of(frame));
        }
    }

    /**
     * Queues a frame of the protocol itself, such as a ping, that goes before the messages that wait, but not between a packet and
     * its attachments. For frames that may stand anywhere between messages, and are not missed where {@value #MOST_URGENT} others wait
     * already: then a further one is left out, since clients may cause such frames and read none.
     */
    public void offerUrgent(Frame frame) {
        if (!closed && urgent.size() < MOST_URGENT) {
            add(urgent, Frames.of(frame));
        }
    }

    private void add(Queue<Frames> to, Frames frames) {
        messages.incrementAndGet();
        bytes.addAndGet(frames.size());
        to.add(frames);
    }

    /** Hands what is queued to the carrier, as far as it takes it. Any thread. */
    public void flush() {
        if (drainers.getAndIncrement() == 0) { // else whoever drains sees the changed count and looks again
            drain();
        }
        Carrier to = carrier.get();
        if (to != null && to.isGathering()) { // perhaps for another thread, which this one's frames must not wait for
            to.nudge();
        }
    }

    private void drain() {
        int seen = 1;
        do {
            while (!carrying && !isEmpty()) {
                Carrier to = carrier.get();
                if (to == null) {
                    break;
                }
                carrying = true;
                to.carry(this);
            }
            seen = drainers.addAndGet(-seen);
            if (seen != 0) {
                boolean unused = hurry(); // another thread may have left before this one's carrier was seen to gather
            }
        } while (seen != 0);
    }

    /**
     * Has the carrier send what it has only gathered. Any thread.
     *
     * @return false when it was not gathering: nothing has changed
     */
    public boolean hurry() {
        Carrier to = carrier.get();
        return to != null && to.hurry();
    }

    /** Told by the carrier that it could take more. Any thread. */
    public void carried() {
        carrying = false;
        flush();
    }

    /** The frame that {@link #take} would give, or null when none waits; for carriers only, from {@link Carrier#carry} to {@link #carried}. */
    public @Nullable Frame peek() {
        if (current == null) {
            Frames first = urgent.poll();
            current = first == null ? queue.poll() : first;
            next = 0;
        }
        return current == null ? null : current.get(next);
    }

    /** The next frame, or null when none waits; for carriers only, from {@link Carrier#carry} to {@link #carried}. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time takes
    public @Nullable Frame take() {
        Frame frame = peek();
        Frames group = current;
        if (frame == null || group == null) {
            return null;
        }
        next++;
        taken++;
        if (next < group.count()) {
            current = group;
        } else {
            current = null;
            int left = messages.decrementAndGet();
            bytes.addAndGet(-group.size());
            told.taken(group.count(), group.size());
            if (left == 0) {
                tellDrained();
            }
        }
        return frame;
    }

    /**
     * Runs a task once carriers have taken all that waits: now, if nothing waits, else on the thread that takes the last frame. Of
     * several tasks, those behind one that sends something run when that has been taken, too. It must not block, and is dropped when
     * the queue is closed.
     */
    public void whenDrained(Runnable task) {
        if (!closed) {
            aside().whenDrained(task);
            if (messages.get() == 0) { // asked after the task was added: take() counts first, then looks
                tellDrained();
            }
        }
    }

    private void tellDrained() {
        Aside also = aside;
        if (also != null) {
            also.tellDrained(() -> messages.get() == 0);
        }
    }

    private boolean isEmpty() {
        return current == null && urgent.isEmpty() && queue.isEmpty();
    }

    /** Whether a frame that is offered now would go out at once, or as soon as those that are gathered with it. */
    public boolean isWritable() {
        Carrier to = carrier.get();
        return !closed && to != null && ((!carrying && messages.get() == 0) || to.isGathering());
    }

    /** How many frames carriers have taken so far; it tells whether anything goes out. Overflows. Any thread. */
    public int taken() {
        return taken;
    }

    /** How many messages wait; one of which the last frame has not been taken is among them. */
    public int waiting() {
        return messages.get();
    }

    /** Lets a carrier take over from now on; what waits goes to it. */
    public void attach(Carrier to) {
        carrier.set(to);
        flush();
    }

    /**
     * Takes the carrier away.
     *
     * @return whether it was attached until now: of several threads that try, one gets true, and may answer its client
     */
    public boolean detach(Carrier from) {
        return carrier.compareAndSet(from, null);
    }

    /** Refuses all further frames; what is queued stays, and still goes out. */
    public void seal() {
        closed = true;
    }

    /** Refuses all further frames, has what was only gathered sent, as far as the carrier takes it at once, and forgets the rest. */
    public void end() {
        closed = true;
        try {
            boolean more = true; // what did not fit into one write
            while (more) {
                more = hurry();
            }
        } finally {
            discard();
        }
    }

    /** Refuses all further frames and forgets what is queued. */
    public void discard() {
        closed = true;
        carrier.set(null);
        queue.clear();
        urgent.clear();
        Aside also = aside;
        if (also != null) {
            also.forgetTasks();
        }
    }
}
