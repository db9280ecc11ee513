package io.sockee.endpoint;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.channels.SslChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One of WildFly's connections after its upgrade. Everything is done by the connection's I/O thread, except writes without TLS:
 * any thread may do those, one at a time. The layer of TLS is made for one thread.
 *
 * <p>Not loaded on other servers, which have none of the classes that it uses.
 */
final class UndertowConnection implements UndertowReader.Input, UndertowWire.Output {
    private static final Logger LOG = System.getLogger(UndertowConnection.class.getName());

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ConduitStreamSinkChannel sink;
    private final XnioIoThread thread;
    private final boolean tls;

    UndertowConnection(StreamConnection connection) {
        this.connection = connection;
        this.source = connection.getSourceChannel();
        this.sink = connection.getSinkChannel();
        this.thread = connection.getIoThread();
        this.tls = connection instanceof SslChannel;
    }

    @Override
    public void tell(UndertowReader reader) {
        source.setReadListener(ready -> reader.ready());
    }

    @Override
    public void tell(UndertowWire wire) {
        sink.setWriteListener(ready -> wire.ready());
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return source.read(ByteBuffer.wrap(buffer));
    }

    @Override
    public void suspendReads() {
        source.suspendReads();
    }

    @Override
    public void resumeReads() {
        if (tls) {
            source.wakeupReads(); // the layer of TLS may have taken from the socket what has not been read here
        } else {
            source.resumeReads();
        }
    }

    /**
     * The layer of TLS asks to be read again as long as there is something, by tasks of the thread, which runs all of those before it
     * looks at other sockets: one fast client would hold up the others for as long as it sends. Without TLS the thread looks at all
     * sockets in turn by itself.
     */
    @Override
    public void giveWay() {
        if (!tls) {
            return;
        }
        source.suspendReads();
        try {
            thread.executeAfter(this::resumeReads, 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the server stops, and ends its connections
            LOG.log(Level.DEBUG, "A WebSocket is not read any more", e);
        }
    }

    @Override
    public boolean mayWrite() {
        return !tls || Thread.currentThread() == thread;
    }

    /** Where the I/O thread writes for all, and encrypts, a fast connection could else hold up the others. */
    @Override
    public long mostInATurn() {
        return tls ? UndertowWire.SLICE : Long.MAX_VALUE;
    }

    @Override
    public int write(byte[] bytes, int from, int length) throws IOException {
        return sink.write(ByteBuffer.wrap(bytes, from, length));
    }

    @Override
    public boolean flush() throws IOException {
        return sink.flush();
    }

    @Override
    public void suspendWrites() {
        sink.suspendWrites();
    }

    @Override
    public void resumeWrites() {
        sink.resumeWrites();
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void end() {
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
