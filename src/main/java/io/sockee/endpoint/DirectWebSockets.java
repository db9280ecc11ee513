package io.sockee.endpoint;

import io.sockee.websocket.OpeningHandshake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.WrongMethodTypeException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * WebSockets with framing of our own, on the one server whose upgraded connections are known to write without blocking: Open
 * Liberty. Elsewhere, or when the settings say so, the server's own WebSockets serve.
 */
public final class DirectWebSockets {
    private static final Logger LOG = System.getLogger(DirectWebSockets.class.getName());
    private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LONGEST_GIVING_UP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Set<DirectChannel> open = ConcurrentHashMap.newKeySet();
    private final @Nullable LibertyConnections connections;
    private volatile boolean chosen;

    private DirectWebSockets(@Nullable LibertyConnections connections) {
        this.connections = connections;
        this.chosen = connections != null;
    }

    /** Whose WebSockets are to be used. */
    public enum Choice {
        /** Framing of our own where it is possible, else the server's own WebSockets. */
        AUTO,
        /** The server's own WebSockets. */
        STANDARD,
        /** Framing of our own, or the application does not start. */
        DIRECT;

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Looks whether framing of our own is possible on this server.
     *
     * @throws UnsupportedOperationException when it is demanded and not possible
     */
    public static DirectWebSockets on(ServletContext server, Choice choice) {
        if (choice == Choice.STANDARD) {
            LOG.log(Level.INFO, "WebSockets: the server''s own (sockee.websocket.adapter={0}).", choice.wireName());
            return new DirectWebSockets(null);
        }
        try {
            LibertyConnections found = LibertyConnections.of(server.getClass());
            LOG.log(Level.INFO, "WebSockets: framing of our own on Open Liberty's upgraded connections.");
            return new DirectWebSockets(found);
        } catch (ReflectiveOperationException e) {
            if (choice == Choice.DIRECT) {
                throw new UnsupportedOperationException(e.getMessage(), e);
            }
            LOG.log(Level.INFO, "WebSockets: the server''s own; {0}.", e.getMessage());
            return new DirectWebSockets(null);
        }
    }

    /** Whether upgrades come here, and not to the server's own WebSockets. */
    boolean areChosen() {
        return chosen;
    }

    /** Answers a checked request with 101; the container then {@linkplain #open opens} the connection. */
    void upgrade(HttpServletRequest request, HttpServletResponse response, Upgrading upgrading)
            throws IOException, ServletException {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader(
                "Sec-WebSocket-Accept",
                OpeningHandshake.accept(request.getHeader("Sec-WebSocket-Key").strip()));
        upgrading.cookie().ifPresent(cookie -> response.addHeader("Set-Cookie", cookie));
        // What cannot be written any more must not be upgraded: the container would tell nobody, and never close the
        // connection.
        response.flushBuffer();
        request.upgrade(DirectUpgrade.class).prepare(this, upgrading);
    }

    /** The container has handed over the connection of an upgrade. */
    void open(WebConnection connection, Upgrading upgrading) throws IOException {
        LibertyConnections known = Objects.requireNonNull(connections);
        try {
            if (!known.isOne(connection)) {
                throw notKnown(known, connection, null);
            }
            open(known, connection, upgrading);
        } catch (LinkageError | ClassCastException | WrongMethodTypeException e) {
            throw notKnown(known, connection, e);
        } catch (RuntimeException e) { // of this connection alone: it has ended meanwhile, most likely
            end(known, connection);
            throw new IOException("The connection could not be opened", e);
        }
    }

    private void open(LibertyConnections known, WebConnection connection, Upgrading upgrading) {
        EngineGateway gateway = upgrading.gateway();
        LibertyWire wire = new LibertyWire(known, connection, gateway.server().executor(), gateway.executor());
        DirectChannel channel = new DirectChannel(wire, gateway.server().timers(), open::remove);
        DirectSocket socket = new DirectSocket(channel, gateway.server());
        LibertyReader reader = new LibertyReader(channel, socket);
        LibertyReader.Input input = known.reads().input(connection, reader);
        wire.use(channel.writer(), reader);
        known.own(connection);
        open.add(channel);
        try {
            socket.open(upgrading);
            reader.begin(input);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A WebSocket could not be opened", e);
            socket.failed();
        } catch (Error e) {
            socket.failed();
            throw e;
        }
    }

    /** From now on the server's own WebSockets serve; this client finds them when it comes again. */
    private IOException notKnown(LibertyConnections known, WebConnection connection, @Nullable Throwable why) {
        chosen = false;
        LOG.log(
                Level.WARNING,
                "WebSockets: the server's own from now on; its upgraded connections are not those that are known: "
                        + connection.getClass().getName(),
                why);
        end(known, connection);
        return new IOException("not a connection that is known", why);
    }

    /** Ends the connection, which after a usual close would go on with HTTP. */
    private static void end(LibertyConnections known, WebConnection connection) {
        try {
            known.end(connection);
        } catch (Exception | LinkageError e) {
            LOG.log(Level.DEBUG, "A connection could not be ended, and is gone most likely", e);
        }
    }

    /** Blocks for a while until the last close frames have been answered, then ends the connections that are left. */
    public void end() {
        if (open.isEmpty()) {
            return; // and a class that was never used need not be loaded, which may be too late
        }
        long until = System.nanoTime() + LONGEST_END_NANOS;
        awaitUntil(until);
        open.forEach(DirectChannel::giveUp); // all at a time: each by itself may last a second
        awaitUntil(System.nanoTime() + LONGEST_GIVING_UP_NANOS);
        open.forEach(DirectChannel::cut);
    }

    private void awaitUntil(long until) {
        while (!open.isEmpty() && until - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
