package io.sockee.endpoint;

import io.sockee.connection.Timers;
import io.sockee.websocket.OpeningHandshake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * WebSockets with framing of our own, on the servers whose connections are known to write without blocking: Open Liberty and
 * WildFly. Elsewhere, or when the settings say so, the server's own WebSockets serve.
 */
public final class DirectWebSockets {
    private static final Logger LOG = System.getLogger(DirectWebSockets.class.getName());
    private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LONGEST_GIVING_UP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String UNDERTOW = "io.undertow.servlet.";

    private final Set<DirectChannel> open = ConcurrentHashMap.newKeySet();
    private final @Nullable DirectUpgrades upgrades;
    private volatile boolean chosen;
    private volatile boolean ended;

    private DirectWebSockets(@Nullable DirectUpgrades upgrades) {
        this.upgrades = upgrades;
        this.chosen = upgrades != null;
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
            DirectUpgrades found = upgrades(server);
            LOG.log(Level.INFO, "WebSockets: framing of our own on {0}.", found.connections());
            return new DirectWebSockets(found);
        } catch (ReflectiveOperationException e) {
            if (choice == Choice.DIRECT) {
                throw new UnsupportedOperationException(e.getMessage(), e);
            }
            LOG.log(Level.INFO, "WebSockets: the server''s own; {0}.", e.getMessage());
            return new DirectWebSockets(null);
        }
    }

    /** Each server's classes are named only where it is that server: on the others they cannot be loaded. */
    private static DirectUpgrades upgrades(ServletContext server) throws ReflectiveOperationException {
        if (!server.getClass().getName().startsWith(UNDERTOW)) {
            return new LibertyUpgrades(LibertyConnections.of(server.getClass()));
        }
        try {
            return UndertowUpgrades.of(server);
        } catch (LinkageError e) {
            throw new ClassNotFoundException(
                    "the application does not see WildFly's module org.jboss.xnio (" + e.getMessage() + ")", e);
        }
    }

    /** Whether upgrades come here, and not to the server's own WebSockets. */
    boolean areChosen() {
        return chosen;
    }

    /** Answers a checked request with 101, after which its connection is opened. */
    void upgrade(HttpServletRequest request, HttpServletResponse response, Upgrading upgrading)
            throws IOException, ServletException {
        response.setHeader("Upgrade", "websocket");
        response.setHeader(
                "Sec-WebSocket-Accept",
                OpeningHandshake.accept(request.getHeader("Sec-WebSocket-Key").strip()));
        upgrading.cookie().ifPresent(cookie -> response.addHeader("Set-Cookie", cookie));
        Objects.requireNonNull(upgrades).upgrade(request, response, upgrading, this);
    }

    /** The sending side of a WebSocket that is about to be opened. */
    DirectChannel channel(DirectChannel.Wire wire, Timers timers, Executor helpers) {
        return new DirectChannel(wire, timers, helpers, open::remove);
    }

    /**
     * The WebSocket is one of those that {@link #end} has to end, until it is cut.
     *
     * @return false when that has been called, and the WebSocket is not to be opened: it has been cut
     */
    boolean add(DirectChannel channel) {
        open.add(channel);
        if (ended) { // it may have missed this one; else it has still to look
            channel.cut();
        }
        return !channel.isCut();
    }

    /**
     * Opens a WebSocket whose upgrade has been answered, unless all are being ended.
     *
     * @param begins opens its session, and begins to read
     */
    void begin(DirectChannel channel, DirectSocket socket, Runnable begins) {
        if (!add(channel)) {
            return;
        }
        try {
            begins.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A WebSocket could not be opened", e);
            socket.failed();
        } catch (Error e) {
            socket.failed();
            throw e;
        }
    }

    /** From now on the server's own WebSockets serve. */
    void giveWay(String reason, @Nullable Throwable why) {
        chosen = false;
        LOG.log(Level.WARNING, "WebSockets: the server's own from now on; " + reason, why);
    }

    /** Blocks for a while until the last close frames have been answered, then ends the connections that are left, and those that come. */
    public void end() {
        ended = true;
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
