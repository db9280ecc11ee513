package io.sockee.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection, and who carries it: a bounded queue that any thread may add to, drained by one thread at a
 * time into the current {@link Carrier}. No lock is held while a carrier writes. Nothing blocks.
 *
 * <p>At the bound {@link #offer} answers {@link Offer#FULL} and queues nothing: what happens then is the caller's
 * policy. Threads that offer at the same moment may each pass the bound by one message.
 */
public final class Outbox extends WaitingFrames {

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

    private final AtomicReference<@Nullable Carrier> carrier = new AtomicReference<>();
    private final AtomicInteger drainers = new AtomicInteger();
    private volatile boolean carrying;

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
        super(maxMessages, maxBytes, told);
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
    @Override
    public boolean hurry() {
        Carrier to = carrier.get();
        return to != null && to.hurry();
    }

    /** Told by the carrier that it could take more. Any thread. */
    public void carried() {
        carrying = false;
        flush();
    }

    /** Whether a frame that is offered now would go out at once, or as soon as those that are gathered with it. */
    public boolean isWritable() {
        Carrier to = carrier.get();
        return !isSealed() && to != null && ((!carrying && waiting() == 0) || to.isGathering());
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

    /** Refuses all further frames, has what was only gathered sent, as far as the carrier takes it at once, and forgets the rest. */
    public void end() {
        seal();
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
        seal();
        carrier.set(null);
        forget();
    }
}
