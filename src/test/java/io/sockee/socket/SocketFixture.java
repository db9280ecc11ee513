package io.sockee.socket;

import io.sockee.connection.ManualTimers;
import io.sockee.event.EventReader;
import io.sockee.hub.Backplane;
import io.sockee.hub.Hub;
import io.sockee.hub.Namespace;
import io.sockee.hub.Numbering;
import io.sockee.metrics.Counters;
import io.sockee.presence.PresenceExchange;
import io.sockee.presence.PresenceSettings;
import io.sockee.presence.Presences;
import io.sockee.recovery.Bounds;
import io.sockee.recovery.LocalRecovery;
import io.sockee.recovery.Offsets;
import io.sockee.repeat.RepeatingClients;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallLimits;
import io.sockee.routing.CallPool;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.ExceptionMappers;
import io.sockee.routing.Failures;
import io.sockee.routing.RequestLog;
import io.sockee.routing.Routes;
import io.sockee.routing.Strays;
import io.sockee.routing.UnansweredCalls;
import io.sockee.routing.ValueCodec;
import io.sockee.socketio.SocketIo5;
import io.sockee.traffic.TrafficLog;
import io.sockee.transaction.CommitGate;
import io.sockee.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Socket.IO server on a clock of its own, with one thread for controllers; sockets are called {@code s1} and so on. */
final class SocketFixture implements AutoCloseable {
    static final SocketSettings SETTINGS = new SocketSettings(Duration.ofSeconds(45), 8, 3, 500, 2, 10_000, 4, 20, 2);

    private static final Wire SOCKET_IO = new SocketIo5("4", new EventReader(100), 10);

    final ManualTimers timers = new ManualTimers();
    final RepeatingClients repeating = new RepeatingClients(new RepeatingClients.Limits(60_000, 3, 4, 10_000), timers);
    final Counters counters = new Counters();
    long millis; // since the epoch
    final TrafficLog traffic = new TrafficLog(
            timers,
            () -> millis,
            (namespace, event) -> Set.of("password", "password_data").contains(event));
    final CallPool pool;
    final Hub hub;
    final SocketServer server;
    final Presences presences;
    private final @Nullable LocalRecovery recovery;
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger refs = new AtomicInteger();

    SocketFixture(Object... controllers) {
        this(CommitGate.ALWAYS_OPEN, SocketObservers.NONE, controllers);
    }

    SocketFixture(CommitGate gate, SocketObservers observers, Object... controllers) {
        this(1, gate, observers, List.of(), CallLimits.Rates.NONE, null, NamespaceRules.NONE, false, controllers);
    }

    /** With several threads for calls. */
    static SocketFixture withThreads(int threads, Object... controllers) {
        return new SocketFixture(
                threads,
                CommitGate.ALWAYS_OPEN,
                SocketObservers.NONE,
                List.of(),
                CallLimits.Rates.NONE,
                null,
                NamespaceRules.NONE,
                false,
                controllers);
    }

    SocketFixture(List<Admission> admission, Object... controllers) {
        this(
                1,
                CommitGate.ALWAYS_OPEN,
                SocketObservers.NONE,
                admission,
                CallLimits.Rates.NONE,
                null,
                NamespaceRules.NONE,
                false,
                controllers);
    }

    /** Whose sockets are watched, and let in, by somebody else. */
    static SocketFixture watched(List<Admission> admission, SocketObservers observers, Object... controllers) {
        return new SocketFixture(
                1,
                CommitGate.ALWAYS_OPEN,
                observers,
                admission,
                CallLimits.Rates.NONE,
                null,
                NamespaceRules.NONE,
                false,
                controllers);
    }

    /** The same with several threads for calls, and with clients that can come back for what they have missed. */
    static SocketFixture watched(
            Bounds bounds, int threads, List<Admission> admission, SocketObservers observers, Object... controllers) {
        return new SocketFixture(
                threads,
                CommitGate.ALWAYS_OPEN,
                observers,
                admission,
                CallLimits.Rates.NONE,
                bounds,
                NamespaceRules.NONE,
                false,
                controllers);
    }

    /** Whose emits wait for transactions, and whose clients can come back, if there are bounds for that. */
    static SocketFixture observed(
            CommitGate gate, SocketObservers observers, @Nullable Bounds bounds, Object... controllers) {
        return new SocketFixture(
                1, gate, observers, List.of(), CallLimits.Rates.NONE, bounds, NamespaceRules.NONE, false, controllers);
    }

    /** With limits for calls. */
    SocketFixture(CallLimits.Rates rates, Object... controllers) {
        this(
                1,
                CommitGate.ALWAYS_OPEN,
                SocketObservers.NONE,
                List.of(),
                rates,
                null,
                NamespaceRules.NONE,
                false,
                controllers);
    }

    /** Whose clients can come back for what they have missed. */
    static SocketFixture recovering(Bounds bounds, List<Admission> admission, Object... controllers) {
        return recoveringBy(bounds, admission, NamespaceRules.NONE, false, controllers);
    }

    /**
     * The same.
     *
     * @param skipsConnectMethods whether connect methods are not asked again
     */
    static SocketFixture recoveringBy(
            Bounds bounds,
            List<Admission> admission,
            NamespaceRules rules,
            boolean skipsConnectMethods,
            Object... controllers) {
        return new SocketFixture(
                1,
                CommitGate.ALWAYS_OPEN,
                SocketObservers.NONE,
                admission,
                CallLimits.Rates.NONE,
                bounds,
                rules,
                skipsConnectMethods,
                controllers);
    }

    private SocketFixture(
            int threads,
            CommitGate gate,
            SocketObservers observers,
            List<Admission> admission,
            CallLimits.Rates rates,
            @Nullable Bounds recovering,
            NamespaceRules rules,
            boolean skipsConnectMethods,
            Object... controllers) {
        pool = new CallPool(threads, 100, Thread::new, counters);
        ValueCodec codec = new ValueCodec(100);
        ControllerScan scan = new ControllerScan(codec, Optional.empty(), key -> Optional.empty());
        for (Object controller : controllers) {
            add(scan, controller);
        }
        Routes routes = scan.routes();
        Failures failures = new Failures(new ExceptionMappers(), false, counters);
        UnansweredCalls unanswered = new UnansweredCalls(CallContext.NONE, gate, failures);
        presences = new Presences(
                new PresenceSettings(true, 1_000, 0, 3, 3, 100, 0, 0),
                new Presences.Services(timers, Runnable::run, () -> "p" + refs.incrementAndGet()),
                PresenceExchange.LOCAL,
                new OnlineObservers(observers, pool, timers, unanswered, failures));
        hub = new Hub(
                routes.namespaces(),
                Backplane.LOCAL,
                List.of(
                        new RoomListener(new ServerObservers(observers, pool, timers, unanswered, failures, counters)),
                        presences),
                recovering == null
                        ? Numbering.NONE
                        : new Offsets(
                                1, timers::nanoTime, name -> rules.of(name).recovers()));
        Dispatcher dispatcher = new Dispatcher(
                codec,
                "_data",
                "_error",
                failures,
                gate,
                new Strays(false, false, counters),
                counters,
                new CallLimits(rates, timers::nanoTime, counters),
                RequestLog.off());
        SocketServer.Services services = new SocketServer.Services(
                timers,
                pool,
                CallContext.NONE,
                gate,
                observers,
                admission,
                SocketSessions.NONE,
                presences,
                counters,
                () -> "s" + ids.incrementAndGet(),
                repeating,
                rules,
                traffic);
        if (recovering == null) {
            recovery = null;
            server = new SocketServer(SETTINGS, hub, routes, dispatcher, services);
        } else {
            recovery = new LocalRecovery(hub, timers, recovering);
            server = new SocketServer(SETTINGS, hub, routes, dispatcher, services, recovery, skipsConnectMethods);
        }
    }

    /** What is kept for clients that are away. */
    LocalRecovery recovery() {
        return Objects.requireNonNull(recovery, "nothing is kept");
    }

    private static <T> void add(ControllerScan scan, T controller) {
        @SuppressWarnings("unchecked") // the class of an object is a class of its type
        Class<T> type = (Class<T>) controller.getClass();
        scan.add(type, controller);
    }

    RecordingConnection client() {
        return client(SOCKET_IO);
    }

    /** A client that speaks in another form. */
    RecordingConnection client(Wire wire) {
        return new RecordingConnection().speaking(server, wire);
    }

    /** Waits until the pool has run all that was queued. */
    void settle() {
        for (int i = 0; i < 3; i++) {
            CountDownLatch reached = new CountDownLatch(1);
            pool.execute(reached::countDown);
            await(reached);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Namespace namespace(String name) {
        return hub.namespace(name).orElseThrow();
    }

    @Override
    public void close() {
        pool.close();
    }
}
