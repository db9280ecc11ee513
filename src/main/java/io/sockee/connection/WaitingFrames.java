package io.sockee.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The queue of an {@link Outbox}: what may wait, what does, and in which order it is taken. It is a base class and no part, so that
 * a message is queued and taken without another object.
 */
public abstract sealed class WaitingFrames permits Outbox {

    /** More urgent frames that wait would tell a client nothing that these do not. */
    private static final int MOST_URGENT = 8;

    private final Outbox.Taken told;
    private final int maxMessages;
    private final long maxBytes;
    private final Queue<Frames> queue = new ConcurrentLinkedQueue<>();
    private final Queue<Frames> urgent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable Aside aside; // most connections never need it
    private volatile int taken;
    private volatile boolean closed;

    // Owned by whoever drains.
    private @Nullable Frames current;
    private int next;

    WaitingFrames(int maxMessages, long maxBytes, Outbox.Taken told) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.told = told;
    }

    /**
     * Has what is only gathered sent. Any thread.
     *
     * @return false when nothing has changed by that
     */
    abstract boolean hurry();

    /** Queues an application's frames, if the bounds allow. Where nothing waits, a message of any size is taken. */
    public final Outbox.Offer offer(Frames frames) {
        if (closed) {
            return Outbox.Offer.CLOSED;
        }
        if (isFull(frames)) {
            return Outbox.Offer.FULL;
        }
        add(queue, frames);
        return Outbox.Offer.QUEUED;
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
    public final Outbox.Offer hold(Frames frames) {
        if (closed) {
            return Outbox.Offer.CLOSED;
        }
        if (isFull(frames)) {
            return Outbox.Offer.FULL;
        }
        aside().hold(frames);
        return Outbox.Offer.QUEUED;
    }

    /** Frames that were held are offered now, or given up. */
    public final void release(Frames frames) {
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
    public final void offerControl(Frame frame) {
        if (!closed) {
            add(queue, Frames.of(frame));
        }
    }

    /**
     * Queues a frame of the protocol itself, such as a ping, that goes before the messages that wait, but not between a packet and
     * its attachments. For frames that may stand anywhere between messages, and are not missed where {@value #MOST_URGENT} others wait
     * already: then a further one is left out, since clients may cause such frames and read none.
     */
    public final void offerUrgent(Frame frame) {
        if (!closed && urgent.size() < MOST_URGENT) {
            add(urgent, Frames.of(frame));
        }
    }

    private void add(Queue<Frames> to, Frames frames) {
        messages.incrementAndGet();
        bytes.addAndGet(frames.size());
        to.add(frames);
    }

    /** The frame that {@link #take} would give, or null when none waits; for carriers only, from {@link Carrier#carry} to {@link Outbox#carried}. */
    public final @Nullable Frame peek() {
        if (current == null) {
            Frames first = urgent.poll();
            current = first == null ? queue.poll() : first;
            next = 0;
        }
        return current == null ? null : current.get(next);
    }

    /** The next frame, or null when none waits; for carriers only, from {@link Carrier#carry} to {@link Outbox#carried}. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time takes
    public final @Nullable Frame take() {
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
    public final void whenDrained(Runnable task) {
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

    final boolean isEmpty() {
        return current == null && urgent.isEmpty() && queue.isEmpty();
    }

    /** How many frames carriers have taken so far; it tells whether anything goes out. Overflows. Any thread. */
    public final int taken() {
        return taken;
    }

    /** How many messages wait; one of which the last frame has not been taken is among them. */
    public final int waiting() {
        return messages.get();
    }

    /** Refuses all further frames; what is queued stays, and still goes out. */
    public final void seal() {
        closed = true;
    }

    /** Whether further frames are refused. */
    final boolean isSealed() {
        return closed;
    }

    /** Forgets what is queued, and who wanted to know when it is taken. */
    final void forget() {
        queue.clear();
        urgent.clear();
        Aside also = aside;
        if (also != null) {
            also.forgetTasks();
        }
    }
}
