package io.sockee.endpoint;

import io.sockee.websocket.FrameWriter;
import jakarta.servlet.http.WebConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one of Open Liberty's connections. Nobody waits here: what the socket does not take at once is
 * written when it does, by the server, and a large frame goes in slices, so that it holds no more of the server's memory than
 * one of them.
 */
final class LibertyWire implements DirectChannel.Wire, LibertyConnections.WriteCallback {
    private static final Logger LOG = System.getLogger(LibertyWire.class.getName());
    private static final int SLICE = 32 * 1024;
    private static final int LONGEST_GIVING_UP_MILLIS = 1000;

    private final LibertyConnections connections;
    private final WebConnection connection;
    private final Object context;
    private final Object callback;
    private final Executor others;
    private final Executor closers;
    private final CountDownLatch gaveUp = new CountDownLatch(1);
    private @Nullable FrameWriter writer;

    // Of the frame under way; handed on with it.
    private byte[] frame = new byte[0];
    private int at;
    private volatile boolean waiting;
    private volatile boolean cutting;

    /**
     * @param others goes on where the server's thread has brought word, with the application's context
     * @param closers runs what may block for a while
     */
    LibertyWire(LibertyConnections connections, WebConnection connection, Executor others, Executor closers) {
        this.connections = connections;
        this.connection = connection;
        this.context = connections.writeContext(connection);
        this.callback = connections.callback(this);
        this.others = others;
        this.closers = closers;
    }

    /** Says who is to be told; before the first frame. */
    void writer(FrameWriter told) {
        writer = told;
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
            if (!connections.write(context, callback, bytes, from, length)) {
                return false;
            }
            waiting = false;
        }
        return true;
    }

    @Override
    public void gone() {
        waiting = false;
        tell(null);
    }

    @Override
    public void failed(Throwable failure) {
        waiting = false;
        gaveUp.countDown();
        tell(failure);
    }

    private void tell(@Nullable Throwable failure) {
        if (cutting) {
            gaveUp.countDown();
            return;
        }
        try {
            others.execute(() -> told(failure));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Stopped: what waits is not sent", e);
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
        } catch (RuntimeException e) {
            outcome = e;
        }
        waits.written(outcome);
    }

    @Override
    public void cut(boolean reading) {
        cutting = true;
        if (reading && !waiting) {
            close(); // nothing has to be taken back
            return;
        }
        try {
            closers.execute(this::close);
        } catch (RejectedExecutionException e) {
            close(); // stopped: there is time
        }
    }

    /** The server first takes back what it reads and what it writes, which may last a second each. */
    private void close() {
        try {
            if (waiting) {
                connections.giveUp(context, callback);
                boolean unused = gaveUp.await(LONGEST_GIVING_UP_MILLIS, TimeUnit.MILLISECONDS);
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // as AutoCloseable declares it
            LOG.log(Level.DEBUG, "A connection was gone before it was closed", e);
        }
    }
}
