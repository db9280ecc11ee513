package io.sockee.endpoint;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.channels.SslChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * Writes the frames of one of WildFly's connections. Does not block: what the socket does not take at once is written by the
 * connection's I/O thread when the socket takes it. Over the server's TLS, whose layer is made for one thread, that thread writes
 * everything.
 */
final class UndertowWire implements DirectChannel.Wire, ChannelListener<ConduitStreamSinkChannel> {
    private static final Logger LOG = System.getLogger(UndertowWire.class.getName());

    /** The JDK copies what it writes to a direct buffer of the thread's, as large as the largest array that it was given. */
    static final int SLICE = 32 * 1024;

    private static final byte[] NONE = new byte[0];

    private final StreamConnection connection;
    private final ConduitStreamSinkChannel sink;
    private final XnioIoThread thread;
    private final boolean byThread;
    private final Executor application;
    private @Nullable DirectChannel channel;

    // Belong to the frame under way: read and written by the thread that writes it.
    private byte[] frame = NONE;
    private int at;

    /** Whether the I/O thread is to go on with the frame. Written after the fields above. */
    private volatile boolean waiting;

    /**
     * @param application runs a task at once, with the application's context
     */
    UndertowWire(StreamConnection connection, Executor application) {
        this.connection = connection;
        this.sink = connection.getSinkChannel();
        this.thread = connection.getIoThread();
        this.byThread = connection instanceof SslChannel;
        this.application = application;
    }

    /** Called once, before the first frame. */
    void use(DirectChannel tells) {
        channel = tells;
        sink.setWriteListener(this);
    }

    @Override
    public boolean write(byte[] next) throws IOException {
        frame = next;
        at = 0;
        if (byThread && Thread.currentThread() != thread) {
            waiting = true;
            thread.execute(() -> handleEvent(sink));
            return false;
        }
        return writeOn();
    }

    /** Whether the whole frame has gone; if not, the I/O thread has been asked to go on, and may have done so by now. */
    private boolean writeOn() throws IOException {
        byte[] bytes = frame;
        int from = at;
        while (from < bytes.length) {
            int written = sink.write(ByteBuffer.wrap(bytes, from, Math.min(SLICE, bytes.length - from)));
            if (written <= 0) {
                break;
            }
            from += written;
        }
        at = from;
        if (from == bytes.length && sink.flush()) { // of TLS there may be a record that has not gone
            frame = NONE;
            return true;
        }
        waiting = true;
        sink.resumeWrites();
        return false;
    }

    /** The socket takes something, or so the server says; it may say so when nothing waits. */
    @Override
    public void handleEvent(ConduitStreamSinkChannel to) {
        if (waiting) {
            goOn();
            return;
        }
        to.suspendWrites();
        if (waiting) { // since the look above, and that thread's wish may have come before the line above
            to.resumeWrites();
        }
    }

    /** Goes on with the frame, on the I/O thread. */
    private void goOn() {
        waiting = false;
        Throwable failure = null;
        try {
            if (!writeOn()) {
                return;
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        sink.suspendWrites();
        tell(failure);
    }

    /** What follows may be any of the session's work. */
    private void tell(@Nullable Throwable failure) {
        DirectChannel told = channel;
        if (told == null) {
            return;
        }
        try {
            application.execute(() -> told.writer().written(failure));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A WebSocket is ended, as what follows a write has failed", e);
            told.cut();
        }
    }

    @Override
    public void giveUp() {
        DirectChannel told = channel;
        if (told != null) {
            told.cut(); // nothing has to be waited for
        }
    }

    @Override
    public void cut(boolean reading) {
        if (Thread.currentThread() == thread) {
            IoUtils.safeClose(connection);
            return;
        }
        try {
            thread.execute(() -> IoUtils.safeClose(connection));
        } catch (RejectedExecutionException e) { // the server stops
            IoUtils.safeClose(connection);
        }
    }
}
