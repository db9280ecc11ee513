package io.sockee.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/**
 * What the connections of all protocols have in common: what comes in goes through one {@link Mailbox}, the only writer of the
 * connection's state; what goes out goes through one bounded {@link Outbox}, which any thread may fill.
 */
public abstract class QueuedConnection implements Connection {
    private static final Logger LOG = System.getLogger(QueuedConnection.class.getName());

    /** Runs what comes in, one at a time. */
    protected final Mailbox mailbox;

    /** Holds what waits to be sent. */
    protected final Outbox outbox;

    private final HandshakeRequest handshake;
    private final Overflow overflow;

    /**
     * @param closesWhenFull whether it ends where its outbox is full; otherwise the message is dropped
     * @param helpers run inputs that wait after a thread has run its share
     */
    protected QueuedConnection(
            HandshakeRequest handshake,
            Outbox outbox,
            boolean closesWhenFull,
            Executor helpers,
            ConnectionEvents events) {
        this.handshake = handshake;
        this.mailbox = new Mailbox(helpers);
        this.outbox = outbox;
        this.overflow = new Overflow(handshake, closesWhenFull, events, () -> endFullSoon(helpers));
    }

    /**
     * Not on the thread that has met the bound: it may send to many, and hold what another connection's end waits for, while that
     * one's thread waits for what this one's end wants.
     */
    private void endFullSoon(Executor helpers) {
        try {
            helpers.execute(() -> execute(this::endFull));
        } catch (RuntimeException | Error e) { // stopped, or no thread can be had: it has to end all the same
            LOG.log(Level.DEBUG, "A connection whose queue is full ends on the thread that sends", e);
            execute(this::endFull);
        }
    }

    /** Ends it, since more was to be sent than may wait. Called once at most, within the mailbox. */
    protected abstract void endFull();

    /** Whether it ends because more was to be sent than may wait, or is about to. Any thread. */
    protected final boolean isFull() {
        return overflow.hasEnded();
    }

    @Override
    public final HandshakeRequest handshake() {
        return handshake;
    }

    /** Nothing follows what found no room: a client that comes back tells the last that it had, and all before it counts as had. */
    @Override
    public final boolean queue(Frames frames) {
        return !overflow.hasEnded() && overflow.taken(outbox.offer(frames));
    }

    @Override
    public final boolean hold(Frames frames) {
        return !overflow.hasEnded() && overflow.taken(outbox.hold(frames));
    }

    @Override
    public final void release(Frames frames) {
        outbox.release(frames);
    }

    @Override
    public final void flush() {
        outbox.flush();
    }

    @Override
    public final void whenDrained(Runnable task) {
        outbox.whenDrained(task);
    }

    @Override
    public final boolean isWritable() {
        return outbox.isWritable();
    }

    @Override
    public final void execute(Runnable input) {
        mailbox.execute(input);
    }

    /**
     * Runs a step of the end. Each may run code of the container or of the application that throws, which is logged: the others
     * follow.
     */
    protected static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A step of a connection's end failed", e);
        }
    }
}
