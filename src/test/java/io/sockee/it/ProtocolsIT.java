package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.CompressionSuite;
import io.sockee.spec.DeafClientsSuite;
import io.sockee.spec.EngineIoConcurrencySuite;
import io.sockee.spec.EngineIoErrorsSuite;
import io.sockee.spec.EngineIoJsonpSuite;
import io.sockee.spec.EngineIoLimitsSuite;
import io.sockee.spec.EngineIoUpgradeSuite;
import io.sockee.spec.FramingSuite;
import io.sockee.spec.OpenOriginsSuite;
import io.sockee.spec.PublishedAttacksSuite;
import io.sockee.spec.PublishedRequestsSuite;
import io.sockee.spec.SocketIoAttachmentsSuite;
import io.sockee.spec.SocketIoEventsSuite;
import io.sockee.spec.SocketIoPassthroughSuite;
import io.sockee.spec.SocketIoPathsSuite;
import io.sockee.spec.SocketIoProtocolSuite;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocols, on the server of the conformance profile, which gives its clients the time that a busy machine takes. */
@ExtendWith(ArquillianExtension.class)
class ProtocolsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.conformance().addClass("io.sockee.boot.SecureAddress");
    }

    @Test
    @DisplayName("frames WebSockets itself, having tried that where there is TLS alone")
    void adapter() {
        await().until(() ->
                ServerLog.lines("WebSockets: framing of our own on", "self-test has passed (https://").stream()
                        .anyMatch(line -> !line.contains("http://")));
    }

    @Test
    @DisplayName("refuses clients of Socket.IO 2 where they are not served, and the log says what to set")
    void oldClients() {
        HttpReply refused = new EngineHttp(Endpoint.socketIo(Deployments.base())).get("EIO=3&transport=polling");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
        ServerLog.until(1, "set sockee.engine.allow-eio3=true");
    }

    /** It cannot answer pings before the message has gone: a pong would stand behind it. The ping timeout is 5 seconds here. */
    @ParameterizedTest(name = "secure: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("lets a client stay whose message takes longer than the ping timeout, as long as some of it comes")
    void slowMessage(boolean secure) {
        URI base = secure ? Deployments.secureBase() : Deployments.base();
        try (EngineSocket socket = EngineSocket.open(Endpoint.engineIo(base))) {
            String text = "4" + "x".repeat(60_000);
            byte[] frame = RawWebSocket.encode(true, RawWebSocket.TEXT, text.getBytes(StandardCharsets.UTF_8), true);
            int pieces = 32;
            for (int i = 0; i < pieces; i++) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos()); // what is to be tested: it is slow
                socket.raw().raw(Arrays.copyOfRange(frame, i * frame.length / pieces, (i + 1) * frame.length / pieces));
            }
            assertThat(socket.next()).isEqualTo(text);
        }
    }

    @Nested
    class Framing extends FramingSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class RawFrames extends RawFramesSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class FramingOverTls extends FramingSuite {
        @Override
        protected URI base() {
            return Deployments.secureBase();
        }
    }

    @Nested
    class Compressed extends CompressionSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class EngineIoErrors extends EngineIoErrorsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class EngineIoJsonp extends EngineIoJsonpSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class EngineIoConcurrency extends EngineIoConcurrencySuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class EngineIoUpgrade extends EngineIoUpgradeSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }

        /** Open Liberty's own WebSockets look at the first line alone, and refuse this. */
        @Test
        @DisplayName("may have Connection in several lines")
        void severalLines() {
            assertThat(upgrade("Connection: keep-alive", "Connection: x , UPGRADE"))
                    .isEqualTo(101);
        }
    }

    @Nested
    class SocketIoPaths extends SocketIoPathsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class EngineIoLimits extends EngineIoLimitsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class OpenOrigins extends OpenOriginsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SocketIoProtocol extends SocketIoProtocolSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SocketIoEvents extends SocketIoEventsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SocketIoAttachments extends SocketIoAttachmentsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SocketIoPassthrough extends SocketIoPassthroughSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class PublishedAttacks extends PublishedAttacksSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class PublishedRequests extends PublishedRequestsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class DeafClients extends DeafClientsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class DeafClientsOverTls extends DeafClientsSuite {
        @Override
        protected URI base() {
            return Deployments.secureBase();
        }
    }
}
