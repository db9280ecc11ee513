package io.sockee.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The socket below a connection whose TLS Undertow (WildFly) itself ends. Undertow and XNIO do not hand it out, so it is reached
 * by reflection, by the names of a field and a method; if one is missing, no socket is known.
 */
final class UndertowTls {
    private static final Logger LOG = System.getLogger(UndertowTls.class.getName());
    private static final String WARNING =
            "Polls over TLS whose clients have gone are not noticed before their heartbeat: {0}";

    /** What is known of the server that this runs on: settled by the first connection. */
    private static volatile @Nullable UndertowTls known;

    private final @Nullable MethodHandle socket;

    private UndertowTls(@Nullable MethodHandle socket) {
        this.socket = socket;
    }

    /** The socket of one of the server's connections; null when it cannot be known. */
    static @Nullable SocketChannel socket(Object connection) {
        UndertowTls found = known;
        if (found == null) {
            found = below(connection);
            known = found;
        }
        if (found.socket == null) {
            return null;
        }
        try {
            return (SocketChannel) found.socket.invokeExact(connection);
        } catch (ClassCastException | WrongMethodTypeException | LinkageError e) {
            known = unknown(e);
            return null;
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
    }

    private static UndertowTls below(Object connection) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Field delegate = connection.getClass().getDeclaredField("delegate");
            delegate.setAccessible(true);
            Method channel = delegate.get(connection).getClass().getDeclaredMethod("getChannel");
            channel.setAccessible(true);
            return new UndertowTls(MethodHandles.filterReturnValue(
                            lookup.unreflectGetter(delegate),
                            lookup.unreflect(channel)
                                    .asType(MethodType.methodType(SocketChannel.class, delegate.getType())))
                    .asType(MethodType.methodType(SocketChannel.class, Object.class)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return unknown(e);
        }
    }

    private static UndertowTls unknown(Throwable why) {
        LOG.log(Level.INFO, WARNING, why.toString());
        return new UndertowTls(null);
    }
}
