package io.sockee.testkit;

import io.sockee.api.Publisher;
import io.sockee.boot.Core;
import io.sockee.cdi.CdiCallContext;
import io.sockee.cdi.GuardInterceptor;
import io.sockee.cdi.InjectableSocket;
import io.sockee.cdi.SockeeExtension;
import io.sockee.cdi.TransactionInterceptor;
import io.sockee.metrics.Counters;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server without a network: the controllers of a test, and clients that speak to them. Safe for any thread. Made by
 * {@link SockeeTest}, or by {@link #start} where JUnit is not around.
 */
public final class TestServer implements AutoCloseable {

    /** How long things may take that come by themselves. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SeContainer container;
    private final Core core;
    private final AtomicLong elapsed = new AtomicLong();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(TestServer::daemon);
    private final List<TestClient> clients = new CopyOnWriteArrayList<>();

    private TestServer(SeContainer container, Map<String, String> settings) {
        this.container = container;
        TestBeans beans = container.select(TestBeans.class).get();
        this.core = Core.start(
                key -> Optional.ofNullable(settings.get(key)),
                container.getBeanManager(),
                new Core.Platform(
                        container.select(CdiCallContext.class).get(),
                        TestServer::daemon,
                        () -> System.nanoTime() + elapsed.get(),
                        container.select(Counters.class).get(),
                        Optional.empty()));
        beans.core(core);
        Object unused =
                ticks.scheduleAtFixedRate(this::tick, Core.TICK_MILLIS, Core.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sockee-test");
        thread.setDaemon(true);
        return thread;
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
        List<Class<?>> all = new ArrayList<>(List.of(
                TestBeans.class,
                CdiCallContext.class,
                CdiCallContext.InRequest.class,
                InjectableSocket.class,
                GuardInterceptor.class,
                TransactionInterceptor.class));
        all.addAll(beans);
        SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new SockeeExtension())
                .addBeanClasses(all.toArray(Class<?>[]::new))
                .initialize();
        try {
            return new TestServer(container, parse(settings));
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
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
        TestClient client = new TestClient(core.sockets(), namespace);
        clients.add(client);
        client.connect(auth);
        return client;
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

    /** Time is one for all: the wheel turns for one thread at a time. */
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
        ticks.shutdownNow();
        core.close();
        container.close();
    }
}
