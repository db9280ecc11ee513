package io.sockee.connection;

import java.util.function.IntSupplier;

/**
 * How long a client may take to answer a ping; the same for all protocols.
 *
 * <p>Who has gone without a word is noticed one time-out after the ping. But a ping stands behind what is under way already, and its answer
 * behind what the client is sending: on a slow way both take their time, and a client must not be given up for that. So when the
 * time is over and something has moved meanwhile, the client has the same time again, {@link #MOST} times in all: then even a large message
 * had its time, and who still lets a byte through now and then only wants to stay.
 *
 * <p>What has moved is what the network tells of the client ({@link WebSocketChannel#progress}; over HTTP pieces of its requests, and of
 * long answers to them), or that frames have been taken while others still wait: while nothing waits, frames that are taken only fill buffers of the system, whoever is there. All methods are
 * called within the connection's inputs, as those of a {@link Deadline}.
 */
public final class PongDeadline {
    /** How many time-outs an answer may take, as long as something moves. */
    public static final int MOST = 10;

    private final Deadline deadline;
    private final Outbox outbox;
    private final IntSupplier progress;
    private int taken;
    private int moved;

    /**
     * @param progress changes when something of the client has come, or when it has read; as {@link WebSocketChannel#progress}
     */
    public PongDeadline(Connection connection, Timers timers, Outbox outbox, IntSupplier progress) {
        this.deadline = new Deadline(connection, timers);
        this.outbox = outbox;
        this.progress = progress;
    }

    /**
     * An answer is awaited from now on.
     *
     * @param millis the time-out
     * @param missing run when none has come
     */
    public void set(long millis, Runnable missing) {
        await(MOST, millis, missing);
    }

    private void await(int times, long millis, Runnable missing) {
        taken = outbox.taken();
        moved = progress.getAsInt();
        deadline.set(millis, () -> {
            if (times > 1 && hasMoved()) {
                await(times - 1, millis, missing);
            } else {
                missing.run();
            }
        });
    }

    private boolean hasMoved() {
        return progress.getAsInt() != moved || (outbox.waiting() > 0 && outbox.taken() != taken);
    }

    /** Whether an answer is awaited. */
    public boolean isSet() {
        return deadline.isSet();
    }

    /** The answer has come, or none is awaited any more. */
    public void stop() {
        deadline.stop();
    }
}
