package io.sockee.boot;

import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.endpoint.DirectWebSockets;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineEvents;
import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSettings;
import io.sockee.engineio.Transport;
import io.sockee.selftest.SelfTestClient;
import io.sockee.selftest.SelfTestException;
import io.sockee.selftest.SelfTestProtocol;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The test of WebSockets with framing of our own, at the start: the server connects to itself, through its own port, and tries what
 * its clients will need. It begins when the port answers, and holds nobody up: clients that come meanwhile get framing of our own,
 * and lose their connection if the test fails.
 *
 * <p>It is a task of one thread, and the filter at {@link #PATH} by which its client comes in, with a secret that holds until the
 * test has ended. Its connections are those of an Engine.IO server of its own, which knows nothing of the application.
 */
final class SelfTest implements Filter, Runnable {
    private static final Logger LOG = System.getLogger(SelfTest.class.getName());

    /** A path that only load balancers use too. */
    static final String PATH = "/healthcheck";

    /** How long the test may take. */
    private static final long LONGEST_MILLIS = 10_000;

    /** How long a server may take from its first application until its port is open. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** How long something else may answer at the port. */
    private static final Duration DOUBT = Duration.ofSeconds(20);

    /** How long that may be before the next address is tried as well. */
    private static final Duration PLAIN_ALONE = Duration.ofSeconds(10);

    private static final int MILLIS_BETWEEN = 100;

    /** A queue that is soon full, and drops what it has no room for. No heartbeat comes within the test. */
    private static final EngineSettings SETTINGS = new EngineSettings(
            60_000,
            60_000,
            1_000,
            1_000_000,
            16,
            1_000_000,
            16,
            Set.of(Transport.WEBSOCKET),
            false,
            16,
            2_000_000,
            false);

    /** Its connections count nowhere. */
    private static final class Uncounted implements EngineEvents {
        @Override
        public void opened(HandshakeRequest handshake) {}

        @Override
        public void closed(HandshakeRequest handshake) {}

        @Override
        public void refused(EngineError error) {}

        @Override
        public void queueFull(HandshakeRequest handshake) {}

        @Override
        public void dropped(HandshakeRequest handshake) {}
    }

    private final DirectWebSockets webSockets;
    private final Supplier<List<HttpAddress>> addresses;
    private final String contextPath;
    private final Timers timers;
    private final Executor closers;
    private final EngineServer server;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable String secret;
    private volatile boolean heard;

    // What something else has answered, and since when: used by the task alone.
    private @Nullable String foreign;
    private long foreignSince;

    /**
     * @param addresses the server's, as far as they are known by now
     * @param contextPath the application's, empty at the root
     * @param helpers runs inputs of connections that wait
     * @param closers runs closes of connections, which may block
     */
    SelfTest(
            DirectWebSockets webSockets,
            Supplier<List<HttpAddress>> addresses,
            String contextPath,
            Timers timers,
            Executor helpers,
            Executor closers) {
        this.webSockets = webSockets;
        this.addresses = addresses;
        this.contextPath = contextPath;
        this.timers = timers;
        this.closers = closers;
        Supplier<String> ids = new RandomIds();
        this.secret = "websockets=" + ids.get();
        SelfTestProtocol protocol = new SelfTestProtocol(timers, helpers);
        this.server = new EngineServer(SETTINGS, timers, helpers, ids, protocol::accept, new Uncounted());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        if (isOwn(asked)) {
            heard = true;
            webSockets.upgrade(asked, (HttpServletResponse) response, server, closers);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOwn(HttpServletRequest request) {
        String expected = secret;
        String query = request.getQueryString();
        return expected != null
                && query != null
                && MessageDigest.isEqual(bytes(expected), bytes(query))
                && request.getHeader("Sec-WebSocket-Key") != null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void run() {
        try {
            test();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The self-test of WebSockets broke off", e);
            fail(e.toString());
        } finally {
            secret = null;
            server.close();
        }
    }

    private void test() throws InterruptedException {
        long begin = System.nanoTime();
        do {
            for (HttpAddress address : addresses.get()) {
                Attempt attempt = attempt(address);
                if (attempt == Attempt.SETTLED) {
                    return;
                }
                if (attempt == Attempt.FOREIGN && !isDoubtful(PLAIN_ALONE)) {
                    break; // the next address is for where this one is not there
                }
            }
        } while (!isDoubtful(DOUBT)
                && !ended.await(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)
                && System.nanoTime() - begin < PATIENCE.toNanos());
        if (ended.getCount() > 0) {
            webSockets.untested(
                    foreign == null
                            ? "it is not known where this server listens"
                            : "something else answers where this server should (" + foreign + ")");
        }
    }

    /** Whether something else has answered for so long that it is not for the server's start. */
    private boolean isDoubtful(Duration so) {
        return foreign != null && System.nanoTime() - foreignSince > so.toNanos();
    }

    /** What has come of trying an address. */
    private enum Attempt {
        /** The test has passed, or failed. */
        SETTLED,
        /** Something else has answered, or the server before the application. */
        FOREIGN,
        /** Nobody listens. */
        NOBODY
    }

    private Attempt attempt(HttpAddress address) {
        String target = contextPath + PATH + "?" + secret;
        try (SelfTestClient client = new SelfTestClient(new Loopback(address), address.authority(), target)) {
            Timers.Timer end = timers.scheduleMillis(LONGEST_MILLIS, client::close);
            try {
                long begin = System.nanoTime();
                client.run();
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                webSockets.passed((address.secure() ? "over TLS, " : "") + millis + " ms");
                return Attempt.SETTLED;
            } finally {
                end.cancel();
            }
        } catch (SelfTestException e) {
            if (heard || e.upgraded()) {
                fail(e.reason());
                return Attempt.SETTLED;
            }
            foreignSince = foreign == null ? System.nanoTime() : foreignSince;
            foreign = e.reason();
            return Attempt.FOREIGN;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Nobody listens at {0} yet: {1}", address.authority(), e);
            return Attempt.NOBODY;
        }
    }

    /** Tells of it, unless it is because the application ends. */
    private void fail(String reason) {
        if (ended.getCount() > 0) {
            webSockets.failed(reason);
        }
    }

    /** The application ends: nothing is tested any more. */
    void end() {
        ended.countDown();
    }
}
