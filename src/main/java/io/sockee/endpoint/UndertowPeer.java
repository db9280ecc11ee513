package io.sockee.endpoint;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The client at the other end of a poll's connection, on Undertow (WildFly). Until a request has been answered, Undertow does
 * not read its connection, and does not notice that the client has closed it; an answer would be lost without an error. So the
 * connection is read here, without blocking, whether it has ended. Over TLS only the I/O thread may read, so there the socket
 * below is looked at.
 *
 * <p>To be asked only while the request has not been answered, when nobody else reads. Safe for any thread. Not loaded on other
 * servers, which have none of the classes that it uses.
 */
final class UndertowPeer implements BooleanSupplier {
    private static final Logger LOG = System.getLogger(UndertowPeer.class.getName());

    /** The method to read of XNIO's StreamSourceConduit, a class that deployments do not see by its name. */
    private static final @Nullable MethodHandle READ = read();

    private final HttpServerExchange exchange;
    private final HttpServerConnection connection;
    private final MethodHandle read;

    private UndertowPeer(HttpServerExchange exchange, HttpServerConnection connection, MethodHandle read) {
        this.exchange = exchange;
        this.connection = connection;
        this.read = read;
    }

    private static @Nullable MethodHandle read() {
        try {
            Class<?> conduit = AbstractServerConnection.class
                    .getMethod("getOriginalSourceConduit")
                    .getReturnType();
            return MethodHandles.publicLookup()
                    .findVirtual(conduit, "read", MethodType.methodType(int.class, ByteBuffer.class))
                    .asType(MethodType.methodType(int.class, Object.class, ByteBuffer.class));
        } catch (ReflectiveOperationException e) {
            LOG.log(
                    Level.INFO,
                    "Polls whose clients have gone are not noticed before their heartbeat: {0}",
                    e.toString());
            return null;
        }
    }

    /** @param request the container's own */
    static BooleanSupplier of(ServletRequest request, ClosedPeers peers) {
        if (request instanceof HttpServletRequestImpl servlet
                && servlet.getExchange().getConnection() instanceof HttpServerConnection http) {
            if (http.getSslSession() != null) {
                SocketChannel socket = UndertowTls.socket(http.getChannel());
                return socket == null ? () -> false : () -> peers.hasClosed(socket, true);
            }
            if (READ != null) {
                return new UndertowPeer(servlet.getExchange(), http, READ);
            }
        }
        return () -> false;
    }

    /** Whether the client has closed the connection; false when that cannot be known. */
    @Override
    public boolean getAsBoolean() {
        if (!exchange.isRequestComplete() || connection.getExtraBytes() != null) {
            return false; // a body or one more request has come
        }
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        boolean kept = false;
        try {
            int length = (int) read.invokeExact((Object) connection.getOriginalSourceConduit(), pooled.getBuffer());
            if (length > 0) { // one more request, before this one has been answered
                pooled.getBuffer().flip();
                connection.ungetRequestBytes(pooled);
                kept = true;
            }
            return length < 0;
        } catch (IOException e) {
            return true; // reset
        } catch (Throwable e) {
            throw new IllegalStateException("A connection could not be looked at", e);
        } finally {
            if (!kept) {
                pooled.close();
            }
        }
    }
}
