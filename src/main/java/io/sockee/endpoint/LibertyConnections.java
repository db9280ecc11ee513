package io.sockee.endpoint;

import jakarta.servlet.http.WebConnection;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Open Liberty's upgraded connections, as far as writing goes. The stream that the servlet API gives blocks in its flush,
 * with a listener too. What lies below it, and carries Open Liberty's own WebSockets, does not: it writes what the socket
 * takes at once and tells a callback when the rest has gone. It is reached by the names of its public methods; where one is
 * missing, this is no such server.
 */
final class LibertyConnections {
    private static final String BY_SERVLET_31 = "com.ibm.ws.webcontainer31.facade.ServletContextFacade31";
    private static final String UPGRADED = "com.ibm.ws.webcontainer31.upgrade.UpgradedWebConnectionImpl";
    private static final String TCP = "com.ibm.wsspi.tcpchannel.";
    private static final String BUFFER = "com.ibm.wsspi.bytebuffer.WsByteBuffer";

    private final Class<?> upgraded;
    private final Class<?> callbacks;
    private final MethodHandle writeContext;
    private final MethodHandle setBuffer;
    private final MethodHandle wrap;
    private final MethodHandle write;
    private final long all;
    private final int noTimeout;
    private final int atOnce;

    private LibertyConnections(ClassLoader loader) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        upgraded = loader.loadClass(UPGRADED);
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
        writeContext = MethodHandles.filterReturnValue(ofConnection, ofWriting)
                .asType(MethodType.methodType(Object.class, Object.class));
        setBuffer = lookup.unreflect(request.getMethod("setBuffer", buffer))
                .asType(MethodType.methodType(void.class, Object.class, Object.class));
        Object pool = framework.getMethod("getBufferManager").invoke(null);
        wrap = lookup.unreflect(buffers.getMethod("wrap", byte[].class, int.class, int.class))
                .bindTo(pool)
                .asType(MethodType.methodType(Object.class, byte[].class, int.class, int.class));
        write = lookup.unreflect(writing.getMethod("write", long.class, callbacks, boolean.class, int.class))
                .asType(MethodType.methodType(
                        Object.class, Object.class, long.class, Object.class, boolean.class, int.class));
        all = writing.getField("WRITE_ALL_DATA").getLong(null);
        noTimeout = request.getField("NO_TIMEOUT").getInt(null);
        atOnce = request.getField("IMMED_TIMEOUT").getInt(null);
    }

    /**
     * Those of the server that a servlet context belongs to.
     *
     * @param server the context's class
     * @throws ReflectiveOperationException if it is no server that is known
     */
    static LibertyConnections of(Class<?> server) throws ReflectiveOperationException {
        for (Class<?> type = server; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(BY_SERVLET_31)) {
                try {
                    return new LibertyConnections(type.getClassLoader());
                } catch (RuntimeException | LinkageError e) {
                    throw new ReflectiveOperationException(e);
                }
            }
        }
        throw new ClassNotFoundException("it is not Open Liberty, but has a " + server.getName());
    }

    /** Whether it is one of these, and can be written to in this way. */
    boolean isOne(WebConnection connection) {
        return connection.getClass() == upgraded;
    }

    /** What a connection is written to with. */
    Object writeContext(WebConnection connection) {
        try {
            return (Object) writeContext.invokeExact((Object) connection);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Something that {@link #write} tells when what it began has gone, or failed. */
    Object callback(WriteCallback told) {
        InvocationHandler handler = (proxy, method, arguments) -> answer(told, proxy, method, arguments);
        return Proxy.newProxyInstance(callbacks.getClassLoader(), new Class<?>[] {callbacks}, handler);
    }

    /** Told by a thread of the server's that knows of no application. */
    interface WriteCallback {
        void gone();

        void failed(Throwable failure);
    }

    private static @Nullable Object answer(WriteCallback told, Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "complete" -> told.gone();
            case "error" -> told.failed((Throwable) arguments[2]);
            case "equals" -> {
                return proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                return "a WebSocket's";
            }
        }
        return null;
    }

    /**
     * Begins to write; never blocks.
     *
     * @return whether all has gone; otherwise the callback is told, perhaps before this returns
     */
    boolean write(Object context, Object callback, byte[] bytes, int from, int length) {
        try {
            Object buffer = (Object) wrap.invokeExact(bytes, from, length);
            setBuffer.invokeExact(context, buffer);
            Object gone = (Object) write.invokeExact(context, all, callback, false, noTimeout);
            return gone != null;
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Has a write that is under way fail, and the callback be told. */
    void giveUp(Object context, Object callback) {
        try {
            Object unused = (Object) write.invokeExact(context, all, callback, false, atOnce);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
}
