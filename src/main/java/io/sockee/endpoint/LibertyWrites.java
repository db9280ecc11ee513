package io.sockee.endpoint;

import io.sockee.endpoint.LibertyConnections.Outcome;
import jakarta.servlet.http.WebConnection;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

/** How Open Liberty's connections are written to: it takes what the socket takes at once and tells a callback of the rest. */
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

    /** What a connection is written to with. */
    Object context(WebConnection connection) {
        try {
            return (Object) context.invokeExact((Object) connection);
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
    }

    /** Something that {@link #write} tells when what it began has gone, or failed. */
    Object callback(Outcome told) {
        return Outcome.of(callbacks, told);
    }

    /**
     * Begins to write; never blocks. Of a plain array the server would make a direct buffer as large as all of it, for each
     * write; what is read-only it hands to the JDK, which has a buffer for each thread.
     *
     * @return whether all has gone; otherwise the callback is told, perhaps before this returns
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

    /** Has a write that is under way fail, and the callback be told; all that follow fail, too. */
    void giveUp(Object context, Object callback) {
        try {
            Object unused = (Object) write.invokeExact(context, all, callback, false, abort);
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
    }
}
