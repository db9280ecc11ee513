package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineServer;
import io.sockee.websocket.Compression;
import io.sockee.websocket.OpeningHandshake;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
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

    /** The WebSockets that are open, each with what tells its session that it has failed. */
    private final Map<DirectChannel, Runnable> open = new ConcurrentHashMap<>();

    private final @Nullable DirectUpgrades upgrades;
    private final Choice choice;
    private final @Nullable Compression compression;
    private final Sending plain;
    private final Sending compressing;
    private final AtomicBoolean chosen;
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile boolean ended;
    private volatile boolean broken;

    private DirectWebSockets(@Nullable DirectUpgrades upgrades, Choice choice, Framing framing) {
        this.upgrades = upgrades;
        this.compression = framing.compression();
        this.plain = new Sending(null, framing.written());
        this.compressing = new Sending(compression, framing.written());
        this.choice = choice;
        this.chosen = new AtomicBoolean(upgrades != null);
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
     * What framing of our own does beyond what each WebSocket needs.
     *
     * @param compression for clients that ask for it; null for none
     * @param written told of each write, with the number of messages in it; any thread, must not block
     */
    public record Framing(@Nullable Compression compression, IntConsumer written) {}

    /**
     * Looks whether framing of our own is possible on this server.
     *
     * @throws UnsupportedOperationException when it is demanded and not possible
     */
    public static DirectWebSockets on(ServletContext server, Choice choice, Framing framing) {
        if (choice == Choice.STANDARD) {
            LOG.log(Level.INFO, "WebSockets: the server''s own (sockee.websocket.adapter={0}).", choice.wireName());
            return new DirectWebSockets(null, choice, framing);
        }
        try {
            return new DirectWebSockets(upgrades(server), choice, framing);
        } catch (ReflectiveOperationException e) {
            if (choice == Choice.DIRECT) {
                throw new UnsupportedOperationException(e.getMessage(), e);
            }
            LOG.log(Level.INFO, "WebSockets: the server''s own; {0}.", e.getMessage());
            return new DirectWebSockets(null, choice, framing);
        }
    }

    /** On a server whose upgrades a test makes. */
    static DirectWebSockets by(DirectUpgrades upgrades, Choice choice, Framing framing) {
        return new DirectWebSockets(upgrades, choice, framing);
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
    public boolean areChosen() {
        return chosen.get();
    }

    /** The self-test has passed: the server does what framing of our own needs. */
    public void passed(String how) {
        LOG.log(
                Level.INFO,
                "WebSockets: framing of our own on {0}; the self-test has passed ({1}).",
                connections(),
                how);
    }

    /** It could not be tested: that the server has the classes which are known has to do. */
    public void untested(String why, @Nullable Throwable thrown) {
        LOG.log(Level.INFO, "WebSockets: framing of our own on " + connections() + ", untested: " + why + ".", thrown);
    }

    /**
     * The self-test has failed: from now on the server's own WebSockets serve, and who is connected comes again. Unless framing of
     * our own is demanded. Blocks for two seconds at most.
     */
    public void failed(String why) {
        String reason = "the self-test of framing of our own on " + connections() + " has failed: " + why;
        if (giveWay(reason, null)) {
            broken = true;
            List<Runnable> sessions = List.copyOf(open.values());
            each(open.keySet(), DirectChannel::giveUp); // all at a time: each by itself may last a second
            awaitUntil(System.nanoTime() + LONGEST_GIVING_UP_NANOS);
            each(sessions, Runnable::run); // those too whose connection has ended without a word
        }
    }

    private String connections() {
        return Objects.requireNonNull(upgrades).connections();
    }

    /** Answers a checked request with 101, after which its connection is opened. */
    void upgrade(HttpServletRequest request, HttpServletResponse response, Upgrading upgrading)
            throws IOException, ServletException {
        response.setHeader("Upgrade", "websocket");
        response.setHeader(
                "Sec-WebSocket-Accept",
                OpeningHandshake.accept(request.getHeader("Sec-WebSocket-Key").strip()));
        upgrading.answer(response);
        Upgrading agreed = isCompressed(request, response) ? upgrading.withCompression() : upgrading;
        try {
            Objects.requireNonNull(upgrades).upgrade(request, response, agreed, this);
        } catch (LinkageError | ClassCastException e) {
            notKnown(request, e);
            throw new ServletException(e);
        }
    }

    /** The same for the self-test's client, which is let in by other means than those of clients. */
    public void upgrade(HttpServletRequest request, HttpServletResponse response, EngineServer server, Executor closers)
            throws IOException, ServletException {
        HandshakeRequest handshake = new HandshakeRequest(
                request.getRequestURI(),
                Map.of(),
                Map.of(),
                request.getRemoteAddr(),
                false,
                false,
                0,
                Optional.empty());
        upgrade(request, response, Upgrading.of(server, closers, handshake, server.newSid(), List.of()));
    }

    /** Whether the client offers a compression that is accepted; if so, it is told. */
    private boolean isCompressed(HttpServletRequest request, HttpServletResponse response) {
        if (compression == null) {
            return false;
        }
        Optional<String> answer = compression.accept(Collections.list(request.getHeaders(Compression.HEADER)));
        answer.ifPresent(accepted -> response.setHeader(Compression.HEADER, accepted));
        return answer.isPresent();
    }

    /** The sending side of a WebSocket that is about to be opened. */
    DirectChannel channel(DirectChannel.Wire wire, Upgrading upgrading) {
        return new DirectChannel(
                wire,
                upgrading.timers(),
                upgrading.helpers(),
                open::remove,
                upgrading.compressed() ? compressing : plain);
    }

    /**
     * The WebSocket is one of those that {@link #end} has to end, until it is cut.
     *
     * @param fails cuts it and tells its session
     * @return false when that has been called, and the WebSocket is not to be opened: it has been cut
     */
    boolean add(DirectChannel channel, Runnable fails) {
        open.put(channel, fails);
        if (ended || broken) { // it may have missed this one; else it has still to look
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
        if (!add(channel, socket::failed)) {
            return;
        }
        try {
            begins.run();
            if (broken) { // it may have been told before there was a session to tell
                socket.failed();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A WebSocket could not be opened", e);
            socket.failed();
        } catch (Error e) {
            socket.failed();
            throw e;
        }
    }

    /**
     * A connection, or a request, is not of the kind that is known. That shows at the first one only: it fails, and from now on the
     * server's own WebSockets serve, which its client finds when it comes again. Unless framing of our own is demanded.
     */
    void notKnown(Object theirs, @Nullable Throwable why) {
        boolean unused = giveWay(
                "its upgraded connections are not those that are known: "
                        + theirs.getClass().getName(),
                why);
    }

    /** Whether the server's own WebSockets serve from now on. Says so once. */
    private boolean giveWay(String reason, @Nullable Throwable why) {
        if (choice == Choice.DIRECT) {
            if (complained.compareAndSet(false, true)) {
                LOG.log(
                        Level.ERROR,
                        "WebSockets: framing of our own, as sockee.websocket.adapter=direct demands, but " + reason,
                        why);
            }
            return false;
        }
        if (chosen.compareAndSet(true, false)) {
            LOG.log(Level.WARNING, "WebSockets: the server's own from now on; " + reason, why);
        }
        return true;
    }

    /** Blocks for a while until the last close frames have been answered, then ends the connections that are left, and those that come. */
    public void end() {
        ended = true;
        if (compression != null) {
            compression.close();
        }
        if (open.isEmpty()) {
            return; // and a class that was never used need not be loaded, which may be too late
        }
        long until = System.nanoTime() + LONGEST_END_NANOS;
        awaitUntil(until);
        each(open.keySet(), DirectChannel::giveUp); // all at a time: each by itself may last a second
        awaitUntil(System.nanoTime() + LONGEST_GIVING_UP_NANOS);
        each(open.keySet(), DirectChannel::cut);
    }

    /** Does it to all, also if it fails with some. */
    private static <T> void each(Collection<T> all, Consumer<T> what) {
        for (T one : all) {
            try {
                what.accept(one);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "A WebSocket could not be ended as it should", e);
            }
        }
    }

    private void awaitUntil(long until) {
        while (!open.isEmpty() && until - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
