package io.sockee.endpoint;

import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The socket by which a request has come, on Open Liberty. It is reached by reflection, by the names of two public methods; if
 * these are missing or give no socket, nothing is known of it.
 */
final class LibertySockets {
    private static final Logger LOG = System.getLogger(LibertySockets.class.getName());
    private static final String UPPER = "com.ibm.wsspi.webcontainer.servlet.IExtendedRequest";
    private static final String LOWER = "com.ibm.websphere.servlet.request.extended.IRequestExtended";
    private static final String WARNING = "Polls whose clients have gone are not noticed before their heartbeat: {0}";

    /** What is known of the server that this runs on: settled by the first request. */
    private static volatile @Nullable LibertySockets known;

    private final @Nullable MethodHandle socket;
    private final AtomicBoolean warned = new AtomicBoolean();

    private LibertySockets(@Nullable MethodHandle socket) {
        this.socket = socket;
    }

    /**
     * The socket of a request that has not been answered; null when it cannot be known.
     *
     * @param request the container's own
     */
    static @Nullable SocketChannel of(ServletRequest request) {
        LibertySockets found = known;
        if (found == null) {
            found = on(request.getClass().getClassLoader());
            known = found;
        }
        return found.channel(request);
    }

    private static LibertySockets on(ClassLoader server) {
        try {
            Method below = Class.forName(UPPER, false, server).getMethod("getIRequest");
            Method socket = Class.forName(LOWER, false, below.getReturnType().getClassLoader())
                    .getMethod("getRequestSocket");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle first = lookup.unreflect(below);
            MethodHandle second =
                    lookup.unreflect(socket).asType(MethodType.methodType(Socket.class, below.getReturnType()));
            return new LibertySockets(MethodHandles.filterReturnValue(first, second)
                    .asType(MethodType.methodType(Socket.class, ServletRequest.class)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(Level.INFO, WARNING, e.toString());
            return new LibertySockets(null);
        }
    }

    private @Nullable SocketChannel channel(ServletRequest request) {
        if (socket == null) {
            return null;
        }
        try {
            Socket theirs = (Socket) socket.invokeExact(request);
            return theirs == null ? null : theirs.getChannel();
        } catch (LinkageError | ClassCastException | WrongMethodTypeException e) {
            LOG.log(Level.INFO, WARNING, e.toString());
            known = new LibertySockets(null);
        } catch (RuntimeException e) { // of this connection alone: it has ended meanwhile, most likely
            if (warned.compareAndSet(false, true)) {
                LOG.log(Level.INFO, WARNING, e.toString());
            }
        } catch (Throwable e) {
            throw LibertyConnections.unchecked(e);
        }
        return null;
    }
}
