package io.sockee.endpoint;

import io.sockee.websocket.FrameWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one of Open Liberty's connections. Does not block: what the socket does not take at once is written by
 * the server when the socket takes it. A large frame goes in slices, so that it holds no more of the server's memory than one
 * slice.
 */
final class LibertyWire implements DirectChannel.Wire, LibertyConnections.Outcome {
    private static final Logger LOG = System.getLogger(LibertyWire.class.getName());
    static final int SLICE = 32 * 1024;
    private static final int LONGEST_GIVING_UP_MILLIS = 1000;

    /** Where the bytes go. */
    interface Output {

        /** Whose write it is that is told of from now on. */
        void tell(LibertyConnections.Outcome told);

        /**
         * Begins to write; does not block.
         *
         * @return whether all has gone; if not, the {@link LibertyConnections.Outcome} is told, perhaps before this returns
         */
        boolean write(byte[] bytes, int from, int length);

        /** Has the write that is under way fail, and each that follows. Any thread; does not block. */
        void giveUp();

        /** Ends the connection. */
        void end() throws Exception; // as AutoCloseable declares it
    }

    private final Output output;
    private final Executor others;
    private final Executor closers;
    private volatile @Nullable CountDownLatch gaveUp; // there for whoever waits
    private @Nullable FrameWriter writer;
    private @Nullable LibertyReader reader;

    // Belong to the frame under way: read and written by the thread that writes it.
    private byte[] frame = new byte[0];
    private int at;
    private volatile boolean waiting;
    private volatile boolean cutting;
    private volatile int roomMade; // written by the one callback that may come at a time

    /**
     * @param others runs, with the application's context, what follows when the server tells of a write
     * @param closers runs closes, which may block for some seconds
     */
    LibertyWire(Output output, Executor others, Executor closers) {
        this.output = output;
        this.others = others;
        this.closers = closers;
    }

    /**
     * Called once, before the first frame.
     *
     * @param told is told when a frame has been written
     * @param reads reads the connection, and is stopped before its end
     */
    void use(FrameWriter told, @Nullable LibertyReader reads) {
        writer = told;
        reader = reads;
        output.tell(this);
    }

    @Override
    public boolean write(byte[] next) {
        frame = next;
        at = 0;
        return goOn();
    }

    private boolean goOn() {
        byte[] bytes = frame;
        while (at < bytes.length) {
            int from = at;
            int length = Math.min(SLICE, bytes.length - from);
            at = from + length;
            waiting = true; // from here on the callback may come
            if (cutting) { // whoever cuts has seen this, or is seen here
                waiting = false;
                throw new IllegalStateException("The connection is being ended.");
            }
            if (!write(bytes, from, length)) {
                return false;
            }
            waiting = false;
        }
        return true;
    }

    private boolean write(byte[] bytes, int from, int length) {
        try {
            return output.write(bytes, from, length);
        } catch (RuntimeException | Error e) {
            waiting = false; // no callback comes, which whoever cuts would wait for
            throw e;
        }
    }

    @Override
    public int roomMade() {
        return roomMade;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one callback at a time
    public void done() {
        waiting = false;
        roomMade++;
        tell(null);
    }

    @Override
    public void failed(Throwable failure) {
        waiting = false;
        gaveUp();
        tell(failure);
    }

    private void tell(@Nullable Throwable failure) {
        if (cutting) {
            gaveUp();
            return;
        }
        try {
            others.execute(() -> told(failure));
        } catch (RejectedExecutionException | Error e) { // the heartbeat ends the connection
            LOG.log(Level.DEBUG, "Stopped, or no thread can be had: what waits is not sent", e);
        }
    }

    private void gaveUp() {
        CountDownLatch waits = gaveUp; // which looks for the write itself after it has come to wait
        if (waits != null) {
            waits.countDown();
        }
    }

    private void told(@Nullable Throwable failure) {
        FrameWriter waits = writer;
        if (waits == null || cutting) {
            return;
        }
        Throwable outcome = failure;
        try {
            if (outcome == null && !goOn()) {
                return;
            }
        } catch (RuntimeException | Error e) {
            outcome = e;
        }
        waits.written(outcome);
    }

    /** Has what is being read and written fail, which ends the connection, and does not wait for that. */
    @Override
    public void giveUp() {
        try {
            if (waiting) {
                output.giveUp();
            }
            LibertyReader reads = reader;
            if (reads != null) {
                reads.giveUp();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "A connection was gone before it was given up", e);
        }
    }

    @Override
    public void cut(boolean reading) {
        cutting = true;
        if (reading && !waiting) {
            end(); // nothing has to be taken back
            return;
        }
        try {
            closers.execute(this::takeBackAndEnd);
        } catch (RejectedExecutionException | Error e) {
            takeBackAndEnd(); // stopped: there is time; or no thread can be had
        }
    }

    /** Stops pending reads and writes first: the server would go on using buffers that belong to others by then. May block. */
    private void takeBackAndEnd() {
        CountDownLatch over = new CountDownLatch(1);
        gaveUp = over;
        try {
            if (waiting) {
                output.giveUp();
                boolean unused = over.await(LONGEST_GIVING_UP_MILLIS, TimeUnit.MILLISECONDS);
            }
            LibertyReader reads = reader;
            if (reads != null) {
                reads.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "A connection was gone before it was given up", e);
        }
        end();
    }

    private void end() {
        try {
            output.end();
        } catch (Exception | Error e) { // as AutoCloseable declares it
            LOG.log(Level.DEBUG, "A connection was gone before it was closed", e);
        }
    }
}
