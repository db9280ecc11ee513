package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.AttackSuite;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attacks, on a server with all doors. */
@ExtendWith(ArquillianExtension.class)
class AttackIT extends AttackSuite {
    private static final int PER_ADDRESS = 400;

    /** Stack traces in the log before the attacks. */
    private static int traces;

    @Deployment(testable = false)
    static WebArchive war() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sockee.origins", "http://friend.example",
                "sockee.trusted-proxies", "127.0.0.1,::1",
                "sockee.hosts", "www.example.org",
                "sockee.connections.per-address", Integer.toString(PER_ADDRESS),
                "sockee.bodies.per-address", "100",
                "sockee.bodies.timeout", "3000",
                "SITE_NAME", "attacked",
                "AUTH_URL", "http://127.0.0.1:1/auth",
                "AUTH_SCHEME", "Bearer",
                "API_KEY", "the-secret-key-of-attacked"));
        return Deployments.war(settings).addPackage("io.sockee.conformance");
    }

    @BeforeAll
    static void count() {
        traces = ServerLog.lines("\tat ").size();
    }

    @AfterAll
    static void noStackTraces() {
        assertThat(ServerLog.lines("\tat ").size() - traces)
                .as("lines of stack traces that the attacks have left in the log")
                .isLessThan(400);
    }

    /** WildFly's own WebSockets count what has come. */
    @ParameterizedTest(name = "first byte {0}, a length of {1} bytes")
    @CsvSource({"81, 8589934592", "82, 8589934592", "01, 1000001", "82, 1000001"})
    @EnabledIf("io.sockee.it.ServerLog#isLiberty")
    @DisplayName("a frame that is announced as too large is refused before any of it has come")
    void announced(String first, long length) {
        try (EngineSocket socket = EngineSocket.connected(Endpoint.socketIo(base()))) {
            socket.raw()
                    .raw(ByteBuffer.allocate(14)
                            .put((byte) Integer.parseInt(first, 16))
                            .put((byte) 0xff)
                            .putLong(length)
                            .putInt(7)
                            .array());
            assertThat(socket.ending().code()).isEqualTo(1009);
        }
    }

    @Override
    protected URI base() {
        return Deployments.base();
    }

    @Override
    protected int perAddress() {
        return PER_ADDRESS;
    }
}
