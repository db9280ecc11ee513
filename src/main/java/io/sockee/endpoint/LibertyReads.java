package io.sockee.endpoint;

import io.sockee.endpoint.LibertyConnections.Outcome;
import jakarta.servlet.http.WebConnection;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Open Liberty's connections are read: a callback is told when something has come, and only then the server takes a buffer
 * for it, so that silent connections hold none (over TLS one, for the encrypted bytes).
 */
final class LibertyReads {
    /** Bytes of a buffer: room for a record of TLS and what its engine adds, and a size that the server's pool has. */
    static final int BUFFER = 24 * 1024;

    private static final String TCP = "com.ibm.wsspi.tcpchannel.";
    private static final String CHANNELS = "com.ibm.wsspi.channelfw.";

    private final Class<?> callbacks;
    private final MethodHandle context;
    private final MethodHandle early;
    private final MethodHandle allocateLate;
    private final MethodHandle setBuffer;
    private final MethodHandle getBuffers;
    private final MethodHandle read;
    private final MethodHandle flip;
    private final MethodHandle remaining;
    private final MethodHandle get;
    private final MethodHandle release;
    private final MethodHandle threadContext;
    private final MethodHandle enter;
    private final MethodHandle leave;
    private final Object earlyKey;
    private final int noTimeout;
    private final int abort;

    LibertyReads(ClassLoader loader, Class<?> upgraded) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        callbacks = loader.loadClass(TCP + "TCPReadCompletedCallback");
        Class<?> connection = loader.loadClass(TCP + "TCPConnectionContext");
        Class<?> request = loader.loadClass(TCP + "TCPRequestContext");
        Class<?> reading = loader.loadClass(TCP + "TCPReadRequestContext");
        Class<?> virtual = loader.loadClass(CHANNELS + "VirtualConnection");
        Class<?> buffer = loader.loadClass("com.ibm.wsspi.bytebuffer.WsByteBuffer");
        Class<?> contexts = loader.loadClass("com.ibm.ws.webcontainer31.async.ThreadContextManager");
        MethodHandle ofConnection =
                lookup.findVirtual(upgraded, "getTCPConnectionContext", MethodType.methodType(connection));
        MethodHandle ofReading = lookup.findVirtual(connection, "getReadInterface", MethodType.methodType(reading));
        context = MethodHandles.filterReturnValue(ofConnection, ofReading)
                .asType(MethodType.methodType(Object.class, Object.class));
        early = MethodHandles.filterReturnValue(
                        lookup.findVirtual(upgraded, "getVirtualConnection", MethodType.methodType(virtual)),
                        lookup.unreflect(virtual.getMethod("getStateMap")))
                .asType(MethodType.methodType(Map.class, Object.class));
        allocateLate = of(lookup, reading, void.class, "setJITAllocateSize", int.class);
        setBuffer = lookup.unreflect(request.getMethod("setBuffer", buffer))
                .asType(MethodType.methodType(void.class, Object.class, Object.class));
        getBuffers = of(lookup, request, Object[].class, "getBuffers");
        read = lookup.unreflect(reading.getMethod("read", long.class, callbacks, boolean.class, int.class))
                .asType(MethodType.methodType(
                        Object.class, Object.class, long.class, Object.class, boolean.class, int.class));
        flip = of(lookup, buffer, Object.class, "flip");
        remaining = of(lookup, buffer, int.class, "remaining");
        get = of(lookup, buffer, Object.class, "get", byte[].class, int.class, int.class);
        release = of(lookup, buffer, void.class, "release");
        threadContext =
                lookup.unreflectConstructor(contexts.getConstructor()).asType(MethodType.methodType(Object.class));
        enter = of(lookup, contexts, void.class, "pushContextData");
        leave = of(lookup, contexts, void.class, "popContextData");
        earlyKey = loader.loadClass("com.ibm.ws.transport.access.TransportConstants")
                .getField("NOT_UPGRADED_UNREAD_DATA")
                .get(null);
        noTimeout = request.getField("NO_TIMEOUT").getInt(null);
        abort = request.getField("ABORT_TIMEOUT").getInt(null);
    }

    /** A handle for a method in which types that an application does not see are {@code Object}. */
    private static MethodHandle of(
            MethodHandles.Lookup lookup, Class<?> type, Class<?> result, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        return lookup.unreflect(type.getMethod(name, parameters))
                .asType(MethodType.methodType(result, parameters).insertParameterTypes(0, Object.class));
    }

    /**
     * A connection's input.
     *
     * @param told told when something has come, or nothing comes any more
     */
    Input input(WebConnection connection, Outcome told) {
        try {
            return new Input(connection, told);
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
    }

    /** The input of one connection. Used by one thread at a time, except {@link #giveUp}, which any thread may call. */
    final class Input implements LibertyReader.Input {
        private final Object from;
        private final Object callback;
        private final Object application;
        private @Nullable Object unread;

        private Input(WebConnection connection, Outcome told) throws Throwable {
            from = (Object) context.invokeExact((Object) connection);
            callback = Outcome.of(callbacks, told);
            application = (Object) threadContext.invokeExact();
            unread = ((Map) early.invokeExact((Object) connection)).remove(earlyKey);
            allocateLate.invokeExact(from, BUFFER);
            setBuffer.invokeExact(from, (Object) null);
        }

        @Override
        public boolean isFull(int taken) {
            return taken >= BUFFER;
        }

        @Override
        public boolean read(boolean later) {
            try {
                Object come = (Object) read.invokeExact(from, 1L, callback, later, noTimeout);
                return come != null;
            } catch (Throwable e) {
                throw LibertyConnections.unchecked(e);
            }
        }

        @Override
        public void giveUp() {
            try {
                Object unused = (Object) read.invokeExact(from, 1L, callback, false, abort);
            } catch (Throwable e) {
                throw LibertyConnections.unchecked(e);
            }
        }

        @Override
        public int takeEarly(byte[] copy, LibertyReader.Bytes taken) {
            Object buffer = unread;
            unread = null;
            try {
                return buffer == null ? 0 : take(buffer, copy, taken);
            } catch (Throwable e) {
                throw LibertyConnections.unchecked(e);
            }
        }

        @Override
        public int take(byte[] copy, LibertyReader.Bytes taken) {
            int length = 0;
            try {
                Object[] theirs = (Object[]) getBuffers.invokeExact(from);
                Object[] come = theirs == null ? new Object[0] : theirs.clone(); // the next line empties theirs
                setBuffer.invokeExact(from, (Object) null);
                for (int i = 0; i < come.length && come[i] != null; i++) {
                    Object unused = (Object) flip.invokeExact(come[i]);
                    length += take(come[i], copy, taken);
                }
            } catch (Throwable e) {
                throw LibertyConnections.unchecked(e);
            }
            return length;
        }

        private int take(Object buffer, byte[] copy, LibertyReader.Bytes taken) throws Throwable {
            int length = 0;
            try {
                int left = (int) remaining.invokeExact(buffer);
                while (left > 0) {
                    int next = Math.min(left, copy.length);
                    Object unused = (Object) get.invokeExact(buffer, copy, 0, next);
                    left -= next;
                    length += next;
                    taken.come(copy, next);
                }
            } finally {
                release.invokeExact(buffer);
            }
            return length;
        }

        @Override
        public void enter() {
            try {
                enter.invokeExact(application);
            } catch (Throwable e) {
                throw LibertyConnections.unchecked(e);
            }
        }

        @Override
        public void leave() {
            try {
                leave.invokeExact(application);
            } catch (Throwable e) {
                throw LibertyConnections.unchecked(e);
            }
        }
    }
}
