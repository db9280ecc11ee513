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
 * Open Liberty's upgraded connections below the streams that the servlet API gives: that one for writing blocks in its
 * flush, with a listener too, that one for reading loses bytes over TLS, and their close leaves the connection to HTTP. What
 * lies below them, and carries Open Liberty's own WebSockets, does none of it. It is reached by the names of its public
 * methods; where one is missing, this is no such server.
 */
final class LibertyConnections {
    private static final String BY_SERVLET_31 = "com.ibm.ws.webcontainer31.facade.ServletContextFacade31";
    private static final String UPGRADED = "com.ibm.ws.webcontainer31.upgrade.UpgradedWebConnectionImpl";
    private static final String CHANNELS = "com.ibm.wsspi.channelfw.";
    private static final String KEYS = "com.ibm.ws.transport.access.TransportConstants";

    /** Under which a connection's state has the link to HTTP. */
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

    LibertyReads reads() {
        return reads;
    }

    LibertyWrites writes() {
        return writes;
    }

    /** Whether it is one of these, and can be read, written to and ended in this way; so is one that has ended meanwhile. */
    boolean isOne(WebConnection connection) {
        if (connection.getClass() != upgraded) {
            return false;
        }
        Object below = virtual(connection);
        Map<Object, Object> known = below == null ? null : state(below);
        return known == null || links.isInstance(known.get(HTTP));
    }

    /** Keeps the server from going on with HTTP when the request that was upgraded is over. To be called before that. */
    void own(WebConnection connection) {
        Object below = virtual(connection);
        Map<Object, Object> known = below == null ? null : state(below);
        if (known == null) {
            throw new IllegalStateException("the connection has ended");
        }
        known.put(ownListener, YES);
    }

    /**
     * Ends a connection. The exception is what has the server end it: without one it would wait for another request on it.
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

    /** Under the lock that the server itself takes to look whose close it is: its own would go on with HTTP otherwise. */
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

    /** Told by a thread of the server's that knows of no application. */
    interface Outcome {
        /** What was begun is done. */
        void done();

        void failed(Throwable failure);

        /** What the server takes for it. */
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
