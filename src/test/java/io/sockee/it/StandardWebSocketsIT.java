package io.sockee.it;

import io.sockee.spec.EngineIoConcurrencySuite;
import io.sockee.spec.EngineIoUpgradeSuite;
import io.sockee.spec.EngineIoV4Suite;
import io.sockee.spec.SockJsWebSocketSuite;
import io.sockee.spec.SocketIoAttachmentsSuite;
import io.sockee.spec.SocketIoEventsSuite;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The protocols over the server's own WebSockets: what serves when framing of our own fails its test. */
@ExtendWith(ArquillianExtension.class)
class StandardWebSocketsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.impatientConformance().addClass("io.sockee.boot.FaultyAddress");
    }

    /** Until then there is framing of our own, and who has connected by then has to come again. */
    @BeforeAll
    static void selfTestHasFailed() {
        ServerLog.until(1, "WebSockets: the server's own from now on", "self-test", "the key was not accepted");
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

        @Override
        protected boolean addsContentLength() {
            return ServerLog.isLiberty();
        }
    }

    @Nested
    class Silent extends SilentClients {}
}
