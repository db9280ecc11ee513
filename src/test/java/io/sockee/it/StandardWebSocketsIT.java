package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.EngineIoConcurrencySuite;
import io.sockee.spec.EngineIoUpgradeSuite;
import io.sockee.spec.EngineIoV4Suite;
import io.sockee.spec.SockJsWebSocketSuite;
import io.sockee.spec.SocketIoAttachmentsSuite;
import io.sockee.spec.SocketIoEventsSuite;
import java.net.URI;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The protocols over the server's own WebSockets: what serves when framing of our own cannot. */
@ExtendWith(ArquillianExtension.class)
class StandardWebSocketsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.impatientConformance(Map.of("sockee.websocket.adapter", "standard"));
    }

    @Test
    @DisplayName("are what the log says that they are")
    void said() {
        assertThat(ServerLog.lines("WebSockets: the server's own")).isNotEmpty();
    }

    @Nested
    class EngineIoV4 extends EngineIoV4Suite {
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
    class SockJsWebSocket extends SockJsWebSocketSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }
}
