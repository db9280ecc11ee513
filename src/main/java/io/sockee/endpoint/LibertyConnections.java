package io.sockee.endpoint;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open Liberty's upgraded connections, below the streams of the servlet API. The stream for writing blocks in its flush, even
 * with a listener; the stream for reading loses bytes over TLS; and after their close the connection goes on with HTTP. The
 * layer below, which also carries Open Liberty's own WebSockets, has none of these faults. It is reached by reflection, by the
 * names of its public methods; if one is missing, this is no server that is known.
 */
final class LibertyConnections {
    private static final String BY_SERVLET_31 = "com.ibm.ws.webcontainer31.facade.ServletContextFacade31";
    private static final String UPGRADED = "com.ibm.ws.webcontainer31.upgrade.UpgradedWebConnectionImpl";
    private static final String CHANNELS = "com.ibm.wsspi.channelfw.";
    private static final String KEYS = "com.ibm.ws.transport.access.TransportConstants";

    /** The key of the link to HTTP in a connection's state. */
    private static final String HTTP = "HttpDispatcherLink";

    private static final String YES = "true";

    private final LibertyReads reads;
    private final LibertyWrites writes;
    private final Class<?> upgraded;
    private final Class<?> links;
    private final MethodHandle virtual;
    private final MethodHandle state;
    private final MethodHandle close;
    private final Object ownListener;
    private final Object byOwner;

    private LibertyConnections(ClassLoader loader) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        upgraded = loader.loadClass(UPGRADED);
        reads = new LibertyReads(loader, upgraded);
        writes = new LibertyWrites(loader, upgraded);
        links = loader.loadClass(CHANNELS + "ConnectionLink");
        Class<?> virtuals = loader.loadClass(CHANNELS + "VirtualConnection");
        virtual = lookup.unreflect(upgraded.getMethod("getVirtualConnection"))
                .asType(MethodType.methodType(Object.class, Object.class));
        state = lookup.unreflect(virtuals.getMethod("getStateMap"))
                .asType(MethodType.methodType(Map.class, Object.class));
        close = lookup.unreflect(links.getMethod("close", virtuals, Exception.class))
                .asType(MethodType.methodType(void.class, Object.class, Object.class, Exception.class));
        Class<?> keys = loader.loadClass(KEYS);
        ownListener = keys.getField("UPGRADED_LISTENER").get(null);
        byOwner = keys.getField("CLOSE_UPGRADED_WEBCONNECTION").get(null);
    }

    /**
     * The connections of the server to which a servlet context belongs.
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
        throw new ClassNotFoundException("it is neither Open Liberty nor WildFly, but has a " + server.getName());
    }

    LibertyReads reads() {
        return reads;
    }

    LibertyWrites writes() {
        return writes;
    }

    /** Whether the connection can be read, written to and ended in this way. True also when it has ended meanwhile. */
    boolean isOne(WebConnection connection) {
        if (connection.getClass() != upgraded) {
            return false;
        }
        Object below = virtual(connection);
        Map<Object, Object> known = below == null ? null : state(below);
        return known == null || links.isInstance(known.get(HTTP));
    }

    /** Keeps the server from going on with HTTP on the connection after the upgraded request. Called before that request ends. */
    void own(WebConnection connection) {
        Object below = virtual(connection);
        Map<Object, Object> known = below == null ? null : state(below);
        if (known == null) {
            throw new IllegalStateException("the connection has ended");
        }
        known.put(ownListener, YES);
    }

    /**
     * Ends a connection, by handing the server an exception: without one it would wait for another request.
     */
    void end(WebConnection connection) throws Exception {
        Object below = virtual(connection);
        try {
            connection.close(); // it has given no streams, so this lets go of the upgrade's handler only
        } finally {
            Map<Object, Object> known = below == null ? null : state(below);
            Object http = known == null ? null : known.get(HTTP);
            if (below != null && known != null && http != null) {
                close(http, below, known);
            }
        }
    }

    private @Nullable Object virtual(WebConnection connection) {
        try {
            return (Object) virtual.invokeExact((Object) connection);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private @Nullable Map<Object, Object> state(Object below) {
        try {
            return (Map<Object, Object>) (Map) state.invokeExact(below);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Closes under the lock that the server takes for its own close, which would otherwise come between and go on with HTTP. */
    private void close(Object http, Object below, Map<Object, Object> known) {
        Exception end = new IOException("a WebSocket's end");
        synchronized (http) {
            known.put(byOwner, YES);
            try {
                close.invokeExact(http, below, end);
            } catch (Throwable e) {
                throw unchecked(e);
            }
        }
    }

    /** Told of a read or write by a thread of the server that has no application's context. Must not block. */
    interface Outcome {
        /** The read or write has been done. */
        void done();

        void failed(Throwable failure);

        /** This outcome as a callback of the server's type. */
        static Object of(Class<?> type, Outcome told) {
            InvocationHandler handler = (proxy, method, arguments) -> answer(told, proxy, method, arguments);
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
        }

        private static @Nullable Object answer(Outcome told, Object proxy, Method method, Object[] arguments) {
            switch (method.getName()) {
                case "complete" -> told.done();
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
    }

    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
}
