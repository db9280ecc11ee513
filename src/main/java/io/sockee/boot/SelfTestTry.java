package io.sockee.boot;

import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineEvents;
import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSettings;
import io.sockee.engineio.Transport;
import io.sockee.selftest.SelfTestClient;
import io.sockee.selftest.SelfTestException;
import io.sockee.selftest.SelfTestProtocol;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One try of the self-test at one address, with a secret, a client and an Engine.IO server of its own: of what another try has left,
 * nothing counts.
 */
final class SelfTestTry implements AutoCloseable {
    /** How long the server may send nothing that is waited for. */
    private static final int LONGEST_SILENCE_MILLIS = 10_000;

    /** How long all of it may take. */
    private static final long LONGEST_MILLIS = 60_000;

    /** A queue that is soon full, and drops what it has no room for. No heartbeat is missed within the test. */
    private static final EngineSettings SETTINGS = new EngineSettings(
            120_000,
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

    private final Timers timers;
    private final EngineServer server;
    private final SelfTestClient client;
    private volatile @Nullable String secret;
    private volatile boolean heard;

    /**
     * @param contextPath the application's, empty at the root
     * @param helpers runs inputs of connections that wait
     */
    SelfTestTry(HttpAddress address, String contextPath, Timers timers, Executor helpers) {
        this.timers = timers;
        RandomIds ids = new RandomIds();
        String query = "websockets=" + ids.get();
        this.secret = query;
        SelfTestProtocol protocol = new SelfTestProtocol(timers, helpers);
        this.server = new EngineServer(SETTINGS, timers, helpers, ids, protocol::accept, new Uncounted());
        this.client = new SelfTestClient(
                new Loopback(address),
                address.authority(),
                contextPath + SelfTest.PATH + "?" + query,
                LONGEST_SILENCE_MILLIS);
    }

    /** Whether a request is its client's, which is known by the secret. */
    boolean isOwn(HttpServletRequest request) {
        String expected = secret;
        String query = request.getQueryString();
        boolean own = expected != null
                && query != null
                && MessageDigest.isEqual(bytes(expected), bytes(query))
                && request.getHeader("Sec-WebSocket-Key") != null;
        heard |= own;
        return own;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What serves its client. */
    EngineServer server() {
        return server;
    }

    /** Whether its client has reached this application, and not something else. */
    boolean isHeard() {
        return heard;
    }

    String step() {
        return client.step();
    }

    /**
     * Tries everything. Blocks, for a minute at most.
     *
     * @throws IOException if nobody listens
     */
    void run() throws SelfTestException, IOException {
        Timers.Timer end = timers.scheduleMillis(LONGEST_MILLIS, client::close);
        try {
            client.run();
        } finally {
            end.cancel();
        }
    }

    /** Ends it: what is being tried fails soon. Any thread. */
    @Override
    public void close() {
        secret = null;
        client.close();
        server.close();
    }
}
