package io.sockee.endpoint;

import io.sockee.endpoint.LibertyConnections.Outcome;
import jakarta.servlet.http.WebConnection;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

/** How Open Liberty's connections are written to: the socket takes what it can at once, a callback is told of the rest. */
final class LibertyWrites {
    private static final String TCP = "com.ibm.wsspi.tcpchannel.";
    private static final String BUFFER = "com.ibm.wsspi.bytebuffer.WsByteBuffer";

    private final Class<?> callbacks;
    private final MethodHandle context;
    private final MethodHandle setBuffer;
    private final MethodHandle wrap;
    private final MethodHandle write;
    private final long all;
    private final int noTimeout;
    private final int abort;

    LibertyWrites(ClassLoader loader, Class<?> upgraded) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        callbacks = loader.loadClass(TCP + "TCPWriteCompletedCallback");
        Class<?> connection = loader.loadClass(TCP + "TCPConnectionContext");
        Class<?> request = loader.loadClass(TCP + "TCPRequestContext");
        Class<?> writing = loader.loadClass(TCP + "TCPWriteRequestContext");
        Class<?> buffer = loader.loadClass(BUFFER);
        Class<?> buffers = loader.loadClass(BUFFER + "PoolManager");
        Class<?> framework = loader.loadClass("com.ibm.wsspi.channelfw.ChannelFrameworkFactory");
        MethodHandle ofConnection =
                lookup.findVirtual(upgraded, "getTCPConnectionContext", MethodType.methodType(connection));
        MethodHandle ofWriting = lookup.findVirtual(connection, "getWriteInterface", MethodType.methodType(writing));
        context = MethodHandles.filterReturnValue(ofConnection, ofWriting)
                .asType(MethodType.methodType(Object.class, Object.class));
        setBuffer = lookup.unreflect(request.getMethod("setBuffer", buffer))
                .asType(MethodType.methodType(void.class, Object.class, Object.class));
        Object pool = framework.getMethod("getBufferManager").invoke(null);
        wrap = lookup.unreflect(buffers.getMethod("wrap", ByteBuffer.class))
                .bindTo(pool)
                .asType(MethodType.methodType(Object.class, ByteBuffer.class));
        write = lookup.unreflect(writing.getMethod("write", long.class, callbacks, boolean.class, int.class))
                .asType(MethodType.methodType(
                        Object.class, Object.class, long.class, Object.class, boolean.class, int.class));
        all = writing.getField("WRITE_ALL_DATA").getLong(null);
        noTimeout = request.getField("NO_TIMEOUT").getInt(null);
        abort = request.getField("ABORT_TIMEOUT").getInt(null);
    }

    /** The server's object by which a connection is written to. */
    Object context(WebConnection connection) {
        try {
            return (Object) context.invokeExact((Object) connection);
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
    }

    /** A callback of the server's type, told when what {@link #write} began has gone, or failed. */
    Object callback(Outcome told) {
        return Outcome.of(callbacks, told);
    }

    /**
     * Begins to write; does not block. The bytes are passed as a read-only buffer, which the server hands to the JDK and its
     * buffer for each thread; for a plain one it would make a direct buffer as large as the whole array, for each write.
     *
     * @return whether all has gone; if not, the callback is told, perhaps before this returns
     */
    boolean write(Object context, Object callback, byte[] bytes, int from, int length) {
        try {
            ByteBuffer slice = ByteBuffer.wrap(bytes, from, length).slice().asReadOnlyBuffer();
            Object buffer = (Object) wrap.invokeExact(slice);
            setBuffer.invokeExact(context, buffer);
            Object gone = (Object) write.invokeExact(context, all, callback, false, noTimeout);
            return gone != null;
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
    }

    /** Has the write that is under way fail, of which the callback is told, and each that follows. Any thread; does not block. */
    void giveUp(Object context, Object callback) {
        try {
            Object unused = (Object) write.invokeExact(context, all, callback, false, abort);
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
    }
}
