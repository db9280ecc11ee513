package io.sockee.websocket;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a connection: hands frames of any thread to the wire, one at a time. A waiting pong goes before a waiting
 * message, the close frame behind it, and nothing after the close frame.
 *
 * <p>At most one message, one pong and one close frame wait. A pong that still waits when the next ping comes is replaced: the
 * protocol asks for an answer to the last ping only. When the wire fails, each later message or close frame is told the same
 * failure. Any thread; does not block; no lock is held while the wire writes.
 */
public final class FrameWriter {

    /** Where frames go. */
    public interface Wire {

        /**
         * Begins to write; does not block.
         *
         * @return whether the whole frame has gone; if not, the wire calls {@link FrameWriter#written} once, when it has gone or
         *     failed
         */
        boolean write(byte[] frame) throws IOException;
    }

    /** Learns what became of a frame. */
    public interface Outcome {

        /** The frame has gone, or failed with the given reason. Any thread; must not block. */
        void of(@Nullable Throwable failure);
    }

    private static final class Entry {
        private final byte[] frame;
        private final Outcome outcome;

        Entry(byte[] frame, Outcome outcome) {
            this.frame = frame;
            this.outcome = outcome;
        }
    }

    private final Wire wire;
    private final AtomicReference<@Nullable Entry> message = new AtomicReference<>();
    private final AtomicReference<@Nullable Entry> pong = new AtomicReference<>();
    private final AtomicReference<@Nullable Entry> close = new AtomicReference<>();
    private final AtomicInteger drainers = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean writing;
    private volatile @Nullable Throwable failure;

    /** Written before the frame is handed to the wire, read when the wire says that it has gone. */
    private volatile @Nullable Entry underWay;

    public FrameWriter(Wire wire) {
        this.wire = wire;
    }

    /**
     * Writes a message. The one before must have gone. After {@link #close} the message is dropped and no outcome is told.
     *
     * @throws IllegalStateException when the message before has not gone
     */
    public void send(byte[] frame, Outcome outcome) {
        if (closing.get()) {
            return;
        }
        if (!message.compareAndSet(null, new Entry(frame, outcome))) {
            throw new IllegalStateException("One message at a time");
        }
        drain();
    }

    /** Writes a pong frame; after {@link #close} it is dropped. */
    public void pong(byte[] frame) {
        if (!closing.get()) {
            pong.set(new Entry(frame, failed -> {}));
            drain();
        }
    }

    /**
     * Writes a close frame. Only the first call counts.
     *
     * @param outcome told when it has gone, or has failed
     * @return whether it was the first
     */
    public boolean close(byte[] frame, Outcome outcome) {
        if (!closing.compareAndSet(false, true)) {
            return false;
        }
        close.set(new Entry(frame, outcome));
        drain();
        return true;
    }

    /** Called by the wire: what it was given has gone, or failed; then nothing else can go. */
    public void written(@Nullable Throwable failed) {
        Entry gone = underWay;
        underWay = null;
        if (failed != null) {
            failure = failed;
        }
        writing = false;
        if (gone != null) {
            gone.outcome.of(failed);
        }
        drain();
    }

    private void drain() {
        if (drainers.getAndIncrement() != 0) {
            return; // the one who drains sees the changed count and looks again
        }
        int seen = 1;
        do {
            while (!writing) {
                Entry next = next();
                if (next == null) {
                    break;
                }
                write(next);
            }
            seen = drainers.addAndGet(-seen);
        } while (seen != 0);
    }

    private void write(Entry next) {
        Throwable failed = failure;
        if (failed != null) {
            next.outcome.of(failed);
            return;
        }
        underWay = next;
        writing = true;
        boolean gone;
        try {
            gone = wire.write(next.frame);
        } catch (IOException | RuntimeException | Error e) { // whatever it is, it ends this connection alone
            failure = e;
            failed = e;
            gone = true;
        }
        if (gone) {
            underWay = null;
            writing = false;
            next.outcome.of(failed);
        }
    }

    private @Nullable Entry next() {
        Entry first = closing.get() ? null : pong.getAndSet(null);
        if (first == null) {
            first = message.getAndSet(null);
        }
        return first == null ? close.getAndSet(null) : first;
    }
}
