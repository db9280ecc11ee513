package io.sockee.admin;

import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketDisconnected;
import io.sockee.api.TransportUpgraded;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.event.Event;
import io.sockee.identity.Bcrypt;
import io.sockee.metrics.Counters;
import io.sockee.routing.ValueCodec;
import io.sockee.socket.Admission;
import io.sockee.socket.SocketDirectory;
import io.sockee.socket.SocketObservers;
import io.sockee.socket.Traffic;
import io.sockee.socket.WireSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of Socket.IO's admin UI, before and after the server has begun: a link of the admission, which lets admins in, and
 * observers of everybody's sockets. Made only where settings ask for it. Safe for any thread.
 */
public final class Admin {
    /** The namespace that is the UI's own. */
    public static final String NAMESPACE = "/admin";

    /** What the UI in development is told of. */
    private static final Set<Class<?>> WATCHED = Set.of(
            SocketConnected.class, SocketDisconnected.class, RoomJoined.class, RoomLeft.class, TransportUpgraded.class);

    private final AdminOptions options;
    private final Supplier<String> random;
    private final AdminLogin login;
    private volatile @Nullable AdminUi ui;

    /**
     * The server, once it has begun.
     *
     * @param transports how many connections there are of each
     * @param pool runs what may block a little
     */
    public record Server(
            SocketDirectory sockets,
            Counters counters,
            Supplier<Map<String, Integer>> transports,
            ValueCodec codec,
            Timers timers,
            Executor pool) {}

    /**
     * Where it runs.
     *
     * @param name the machine's
     * @param pid of the process
     * @param started when it did
     */
    public record Host(String name, long pid, Instant started) {}

    /**
     * @param random makes ids that nobody guesses
     * @param nanos monotonic time
     */
    public Admin(AdminOptions options, Supplier<String> random, LongSupplier nanos) {
        this.options = options;
        this.random = random;
        this.login = new AdminLogin(
                options.login(), new LoginIds(nanos, options.sessionSeconds(), random), nanos, Bcrypt::matches);
    }

    /** Begins; called once, before there are connections. */
    public void begin(Server server, Host host, Clock clock) {
        ui = new AdminUi(
                options,
                new AdminUi.Parts(
                        server.sockets(),
                        new ServerStats(
                                options.serverId(),
                                host,
                                server.counters(),
                                server.sockets(),
                                server.transports(),
                                clock),
                        new ToldSockets(server.codec(), options.maxSockets(), random),
                        server.timers(),
                        server.pool(),
                        server.counters(),
                        clock));
    }

    /** Whether admins may change nothing. */
    public boolean isReadOnly() {
        return options.readOnly();
    }

    private Optional<AdminUi> ui() {
        return Optional.ofNullable(ui);
    }

    /** The link by which admins are let in; it has nothing to say about other namespaces. */
    public Admission admission() {
        return (namespace, handshake, auth) ->
                namespace.equals(NAMESPACE) ? Optional.of(socket -> look(handshake, auth)) : Optional.empty();
    }

    private CompletionStage<Admission.Entry> look(HandshakeRequest handshake, @Nullable String auth) {
        Optional<String> loginId = login.check(auth, handshake.address());
        return CompletableFuture.completedStage(socket -> {
            ui().orElseThrow().begin(socket, loginId);
            return Admission.Entry.DONE;
        });
    }

    /**
     * The application's observers, and the UI beside them if it is told of sockets and rooms.
     *
     * @param application those of the application
     */
    public SocketObservers observers(SocketObservers application) {
        return options.development() ? new Watching(application) : application;
    }

    private final class Watching implements SocketObservers, Traffic {
        private final SocketObservers application;

        private Watching(SocketObservers application) {
            this.application = application;
        }

        @Override
        public boolean anyOf(Class<?> event) {
            return WATCHED.contains(event) || application.anyOf(event);
        }

        @Override
        public void tell(Object event, BiConsumer<String, Throwable> failed) {
            ui().ifPresent(present -> tell(present, event));
            application.tell(event, failed);
        }

        private void tell(AdminUi to, Object event) {
            if (event instanceof SocketConnected connected) {
                to.connected(connected.socket());
            } else if (event instanceof SocketDisconnected disconnected) {
                to.disconnected(disconnected.socket(), disconnected.reason());
            } else if (event instanceof RoomJoined joined) {
                to.joined(joined.socket(), joined.room());
            } else if (event instanceof RoomLeft left) {
                to.left(left.socket(), left.room());
            } else if (event instanceof TransportUpgraded upgraded) {
                to.upgraded(upgraded.socket(), upgraded.transport());
            }
        }

        @Override
        public Traffic traffic() {
            return this;
        }

        @Override
        public void received(WireSocket socket, Event event) {
            AdminUi present = ui;
            if (present != null) {
                present.events().received(socket, event);
            }
        }

        @Override
        public void sent(WireSocket socket, Event event) {
            AdminUi present = ui;
            if (present != null) {
                present.events().sent(socket, event);
            }
        }
    }
}
