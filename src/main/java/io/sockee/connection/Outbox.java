package io.sockee.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection: a bounded queue that any thread may add to, drained by one owner at a time
 * into the current {@link Carrier}. No lock is held while a carrier writes.
 *
 * <p>At the bound {@link #offer} answers {@link Offer#FULL} and queues nothing: what happens then is the caller's
 * policy.
 */
public final class Outbox {

    /** What became of offered frames. */
    public enum Offer {
        QUEUED,
        FULL,
        CLOSED
    }

    private final int maxMessages;
    private final long maxBytes;
    private final Queue<Frames> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable Carrier> carrier = new AtomicReference<>();
    private final AtomicInteger drainers = new AtomicInteger();
    private volatile boolean carrying;
    private volatile boolean closed;

    // Owned by whoever drains.
    private @Nullable Frames current;
    private int next;

    public Outbox(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Queues an application's frames, if the bounds allow; a single message may always be as large as it likes. */
    public Offer offer(Frames frames) {
        if (closed) {
            return Offer.CLOSED;
        }
        int waiting = messages.get();
        if (waiting >= maxMessages || (waiting > 0 && bytes.get() + frames.size() > maxBytes)) {
            return Offer.FULL;
        }
        add(frames);
        return Offer.QUEUED;
    }

    /** Queues a frame of the protocol's own, which has no bound: there are never more than a few. */
    public void offerControl(Frame frame) {
        if (!closed) {
            add(Frames.of(frame));
        }
    }

    private void add(Frames frames) {
        messages.incrementAndGet();
        bytes.addAndGet(frames.size());
        queue.add(frames);
    }

    /** Hands what is queued to the carrier, as far as it takes it. Any thread. */
    public void flush() {
        if (drainers.getAndIncrement() != 0) {
            return; // the owner sees the changed count and looks again
        }
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
        } while (seen != 0);
    }

    /** The carrier could take more. */
    public void carried() {
        carrying = false;
        flush();
    }

    /** The frame that {@link #take} would give, or null when none waits; for carriers only, as that. */
    public @Nullable Frame peek() {
        if (current == null) {
            current = queue.poll();
            next = 0;
        }
        return current == null ? null : current.get(next);
    }

    /** The next frame, or null when none waits; for carriers only, from within {@link Carrier#carry}. */
    public @Nullable Frame take() {
        Frame frame = peek();
        Frames group = current;
        if (frame == null || group == null) {
            return null;
        }
        next++;
        if (next < group.count()) {
            current = group;
        } else {
            current = null;
            messages.decrementAndGet();
            bytes.addAndGet(-group.size());
        }
        return frame;
    }

    private boolean isEmpty() {
        return current == null && queue.isEmpty();
    }

    /** Whether a frame that is offered now would go out at once. */
    public boolean isWritable() {
        return !closed && !carrying && messages.get() == 0 && carrier.get() != null;
    }

    /** How many messages wait. */
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
     * @return whether it was attached until now: whoever gets true may finish it
     */
    public boolean detach(Carrier from) {
        return carrier.compareAndSet(from, null);
    }

    /** Refuses all further frames; what is queued stays, for a last poll to fetch. */
    public void seal() {
        closed = true;
    }

    /** Refuses all further frames and forgets what is queued. */
    public void discard() {
        closed = true;
        carrier.set(null);
        queue.clear();
    }
}
