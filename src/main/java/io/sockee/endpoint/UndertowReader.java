package io.sockee.endpoint;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Reads one of WildFly's connections for its WebSocket, on the connection's I/O thread, which serves many connections and is never
 * held: where another thread is busy with the session and too much waits for it, nothing is read until that has been handled. The
 * bytes are read into a buffer of the thread's, so a silent connection holds none.
 */
final class UndertowReader implements ChannelListener<ConduitStreamSourceChannel> {
    private static final Logger LOG = System.getLogger(UndertowReader.class.getName());

    /** After so many full buffers other connections have their turn. */
    private static final int ROUNDS = 8;

    private static final int BUFFER = 16 * 1024;
    private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[BUFFER]);

    private final ConduitStreamSourceChannel source;
    private final XnioIoThread thread;
    private final DirectChannel channel;
    private final DirectSocket socket;
    private final Executor application;

    /**
     * @param application runs a task at once, with the application's context
     */
    UndertowReader(StreamConnection connection, DirectChannel channel, DirectSocket socket, Executor application) {
        this.source = connection.getSourceChannel();
        this.thread = connection.getIoThread();
        this.channel = channel;
        this.socket = socket;
        this.application = application;
    }

    /** Begins to read; called once. What came with the request is among the first bytes. */
    void begin() {
        thread.execute(() -> {
            source.setReadListener(this);
            source.resumeReads();
        });
    }

    /** Something may have come, or the connection has ended. */
    @Override
    public void handleEvent(ConduitStreamSourceChannel from) {
        try {
            application.execute(() -> channel.reading(this::read));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A WebSocket could not be read", e);
            from.suspendReads();
            socket.failed();
        }
    }

    private void read() {
        byte[] buffer = BUFFERS.get();
        for (int round = 0; round < ROUNDS && !channel.isCut(); round++) {
            int length = read(buffer);
            if (length < 0) {
                source.suspendReads();
                socket.ended();
                return;
            }
            if (length > 0) {
                socket.read(buffer, length);
            }
            if (socket.isBehind()) {
                source.suspendReads();
                socket.onceCaughtUp(this::readOn);
                return;
            }
            if (length < buffer.length) {
                return; // the server tells when there is more
            }
        }
    }

    private int read(byte[] buffer) {
        try {
            return source.read(ByteBuffer.wrap(buffer));
        } catch (IOException e) { // reset, or too late for the server's own time-out
            LOG.log(Level.DEBUG, "A WebSocket's connection has ended", e);
            return -1;
        }
    }

    /** What had been read has been handled. Any thread. */
    private void readOn() {
        try {
            thread.execute(source::resumeReads);
        } catch (RejectedExecutionException e) { // the server stops, and ends its connections
            LOG.log(Level.DEBUG, "A WebSocket is not read any more", e);
        }
    }
}
