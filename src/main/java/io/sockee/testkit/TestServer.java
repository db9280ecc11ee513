package io.sockee.testkit;

import io.sockee.api.Publisher;
import io.sockee.api.SockJsTransport;
import io.sockee.api.User;
import io.sockee.auth.SessionUsers;
import io.sockee.boot.Core;
import io.sockee.boot.CoreWithUsers;
import io.sockee.boot.CountingEvents;
import io.sockee.boot.Platform;
import io.sockee.boot.SessionAuthentication;
import io.sockee.boot.SockJsServices;
import io.sockee.cdi.AnnouncedEvent;
import io.sockee.cdi.CdiCallContext;
import io.sockee.cdi.DeclarationExtension;
import io.sockee.cdi.GuardInterceptor;
import io.sockee.cdi.InjectableSession;
import io.sockee.cdi.InjectableSocket;
import io.sockee.cdi.PublishInterceptor;
import io.sockee.cdi.SockeeExtension;
import io.sockee.cdi.TransactionInterceptor;
import io.sockee.connection.HandshakeRequest;
import io.sockee.declaration.Announcements;
import io.sockee.metrics.Counters;
import io.sockee.session.MemorySessions;
import io.sockee.session.SessionLogins;
import io.sockee.session.SessionModules;
import io.sockee.sockjs.SockJsServer;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server without a network: the controllers of a test, and clients that speak to them. Safe for any thread. Made by
 * {@link SockeeTest}, or by {@link #start} where JUnit is not around.
 */
public final class TestServer implements AutoCloseable {

    /** How long a test waits for something before it fails. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many sessions a test may have. */
    private static final int SESSIONS = 10_000;

    private final SeContainer container;
    private final Core core;
    private final AtomicLong elapsed = new AtomicLong();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(TestServer::daemon);
    private final List<TestClient> clients = new CopyOnWriteArrayList<>();
    private final TestAdmission admission = new TestAdmission();
    private final @Nullable TestUsers users;
    private final Map<String, SockJsServer> services;

    private TestServer(
            SeContainer container, Map<String, String> settings, @Nullable TestUsers users, boolean modules) {
        this.container = container;
        this.users = users;
        TestBeans beans = container.select(TestBeans.class).get();
        Function<String, Optional<String>> source = key -> Optional.ofNullable(settings.get(key));
        Platform platform = new Platform(
                container.select(CdiCallContext.class).get(),
                TestServer::daemon,
                () -> System.nanoTime() + elapsed.get(),
                container.select(Counters.class).get(),
                List.of(admission),
                new Platform.SessionSource(
                        () -> new MemorySessions(SESSIONS),
                        modules ? container.select(SessionUsers.class).get() : SessionLogins.NONE,
                        modules ? container.select(SessionAuthentication.class).get() : SessionModules.NONE,
                        new TestClock(elapsed::get)));
        this.core = modules
                ? CoreWithUsers.start(
                        source,
                        container.getBeanManager(),
                        platform,
                        users == null ? null : users.keeping(new TestClock(elapsed::get)),
                        TestModules.asking(container))
                : Core.start(source, container.getBeanManager(), platform);
        beans.core(core);
        this.services = SockJsServices.withoutNetwork(
                core,
                container.getBeanManager(),
                new CountingEvents(container.select(Counters.class).get()));
        Object unused =
                ticks.scheduleAtFixedRate(this::tick, Core.TICK_MILLIS, Core.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sockee-test");
        thread.setDaemon(true);
        return thread;
    }

    /** For benchmarks, which bring connections of their own. */
    Core core() {
        return core;
    }

    /**
     * Starts a server.
     *
     * @param beans the classes of all beans
     * @param settings each as {@code name=value}
     * @return the server, to be closed
     * @throws RuntimeException when a bean, a controller or a setting is wrong; the message says which
     */
    public static TestServer start(List<Class<?>> beans, List<String> settings) {
        boolean modules = TestModules.areAmong(beans, false);
        Set<Class<?>> all = new LinkedHashSet<>(modules ? TestModules.BEANS : List.of());
        all.addAll(beans);
        return started(parse(settings), container(all), false, modules);
    }

    /**
     * Starts a server with {@linkplain SockeeTest#users() users}. Anybody may register, unless a setting says otherwise.
     *
     * @param beans the classes of all beans
     * @param settings each as {@code name=value}
     * @return the server, to be closed
     * @throws RuntimeException when a bean, a controller or a setting is wrong, or H2 is missing; the message says which
     */
    public static TestServer startWithUsers(List<Class<?>> beans, List<String> settings) {
        Set<Class<?>> all = new LinkedHashSet<>(TestUsers.BEANS);
        all.addAll(TestModules.BEANS);
        all.addAll(beans);
        Map<String, String> open = parse(settings);
        open.putIfAbsent(TestUsers.REGISTRATION, "true");
        return started(open, container(all), true, true);
    }

    private static TestServer started(
            Map<String, String> settings, SeContainer container, boolean withUsers, boolean modules) {
        TestUsers users = null;
        try {
            users = withUsers ? new TestUsers(container) : null;
            return new TestServer(container, settings, users, modules);
        } catch (RuntimeException e) {
            if (users != null) {
                users.close();
            }
            container.close();
            throw e;
        }
    }

    private static SeContainer container(Collection<Class<?>> beans) {
        List<Class<?>> all = new ArrayList<>(List.of(
                TestBeans.class,
                CdiCallContext.class,
                CdiCallContext.InRequest.class,
                InjectableSession.class,
                InjectableSocket.class,
                GuardInterceptor.class,
                TransactionInterceptor.class,
                Announcements.class,
                AnnouncedEvent.class,
                PublishInterceptor.class));
        all.addAll(beans);
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new SockeeExtension(), new DeclarationExtension())
                .addBeanClasses(all.toArray(Class<?>[]::new))
                .initialize();
    }

    private static Map<String, String> parse(List<String> settings) {
        Map<String, String> parsed = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("The setting '" + setting + "' is not of the form name=value.");
            }
            parsed.put(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
        return parsed;
    }

    /**
     * Connects a client to the namespace {@code /}, and waits until it is let in.
     *
     * @return the client
     * @throws ConnectRefusedException when it is not
     */
    public TestClient connect() {
        return connect("/", Map.of());
    }

    /**
     * Connects a client to a namespace, and waits until it is let in.
     *
     * @param namespace its name, which begins with a slash
     * @return the client
     * @throws ConnectRefusedException when it is not
     */
    public TestClient connect(String namespace) {
        return connect(namespace, Map.of());
    }

    /**
     * Connects a client to a namespace, and waits until it is let in.
     *
     * @param namespace its name, which begins with a slash
     * @param auth the auth payload, in any form that becomes a JSON object
     * @return the client
     * @throws ConnectRefusedException when it is not
     */
    public TestClient connect(String namespace, Object auth) {
        return connect(namespace, auth, TestConnection.newHandshake());
    }

    /**
     * Connects a client to the namespace {@code /} whose socket belongs to a user from the beginning, and waits until it is
     * let in. Nobody has to be registered, and there is no token.
     *
     * @param user the user
     * @return the client
     * @throws ConnectRefusedException when it is not let in
     */
    public TestClient connectAs(User user) {
        return connectAs(user, "/");
    }

    /**
     * Connects a client to a namespace as {@linkplain #connectAs(User) somebody}, and waits until it is let in.
     *
     * @param user the user
     * @param namespace its name, which begins with a slash
     * @return the client
     * @throws ConnectRefusedException when it is not let in
     */
    public TestClient connectAs(User user, String namespace) {
        HandshakeRequest handshake = TestConnection.newHandshake();
        admission.expect(handshake, user);
        return connect(namespace, Map.of(), handshake);
    }

    private TestClient connect(String namespace, Object auth, HandshakeRequest handshake) {
        TestClient client = new TestClient(core, namespace, handshake);
        clients.add(client);
        client.connect(auth);
        return client;
    }

    /**
     * Connects a client of SockJS to a service, by a WebSocket. Whether {@code onOpen} lets it in comes later, as for clients on
     * a network.
     *
     * @param prefix of the service, such as {@code /echo}
     * @return the client
     * @since 0.1
     */
    public TestSockJs sockJs(String prefix) {
        return sockJs(prefix, SockJsTransport.WEBSOCKET);
    }

    /**
     * Connects a client of SockJS to a service, in any way that the service offers.
     *
     * @param prefix of the service, such as {@code /echo}
     * @param transport how
     * @return the client
     * @throws IllegalArgumentException when there is no such service, or it does not offer that
     * @since 0.1
     */
    public TestSockJs sockJs(String prefix, SockJsTransport transport) {
        SockJsServer service = services.get(prefix);
        if (service == null) {
            throw new IllegalArgumentException(
                    "No service has the prefix " + prefix + "; there are " + services.keySet() + ".");
        }
        return TestSockJs.connect(service, prefix, transport);
    }

    /**
     * Registers somebody and logs in, in a test {@linkplain SockeeTest#users() with users}. No socket is logged in by it:
     * connect one with {@link TestUser#auth()}.
     *
     * @param name the name, which is free
     * @return the user, with password and token
     * @throws io.sockee.api.RefusedException when the name is invalid, or taken
     */
    public TestUser register(String name) {
        if (users == null) {
            throw new IllegalStateException("There are no users here: say @SockeeTest(users = true).");
        }
        return users.register(name);
    }

    /** {@return what emits to clients from outside of any call, as jobs and REST resources do} */
    public Publisher publisher() {
        return core.publisher();
    }

    /**
     * A bean of the test's container.
     *
     * @param type its type
     * @param qualifiers its qualifiers
     * @param <T> its type
     * @return the bean, or its proxy
     */
    public <T> T bean(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    /**
     * Lets time pass for the server's timers, in a moment: what becomes due is run, in order, and has ended when this
     * returns. It steps over a timer's runs one by one, as the real time would.
     *
     * @param time how much
     */
    public void elapse(Duration time) {
        long step = TimeUnit.MILLISECONDS.toNanos(Core.TICK_MILLIS);
        for (long left = time.toNanos(); left > 0; left -= step) {
            elapsed.addAndGet(Math.min(step, left));
            tick();
            settle();
        }
    }

    /** Turns the wheel: one thread at a time. */
    private void tick() {
        synchronized (ticks) {
            core.tick();
        }
    }

    /** Waits until every call that is under way has ended. */
    public void settle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int quiet = 0;
        while (quiet < 3) { // what is handed from one thread to another is nowhere for an instant
            quiet = core.isQuiet() ? quiet + 1 : 0;
            if (quiet == 0) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Calls are still running after " + PATIENCE.toSeconds() + " s.");
                }
                LockSupport.parkNanos(100_000);
            }
        }
    }

    /** Disconnects all clients and ends the beans. */
    @Override
    public void close() {
        clients.forEach(TestClient::drop);
        services.values().forEach(SockJsServer::close);
        ticks.shutdownNow();
        core.close();
        if (users != null) {
            users.close();
        }
        container.close();
    }
}
