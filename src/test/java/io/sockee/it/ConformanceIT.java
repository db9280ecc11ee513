package io.sockee.it;

import io.sockee.spec.BackpressureSuite;
import io.sockee.spec.EngineIoV3Suite;
import io.sockee.spec.EngineIoV4Suite;
import io.sockee.spec.SockJsJsonpSuite;
import io.sockee.spec.SockJsPathsSuite;
import io.sockee.spec.SockJsPollingSuite;
import io.sockee.spec.SockJsStreamingSuite;
import io.sockee.spec.SockJsWebSocketSuite;
import io.sockee.spec.SocketIoV5Suite;
import io.sockee.spec.clients.SockJsBrowserSuite;
import io.sockee.spec.clients.SockJsClientSuite;
import io.sockee.spec.clients.SpringSockJsSuite;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official suites, and what must end in their times, on the server of the conformance profile. */
@ExtendWith(ArquillianExtension.class)
class ConformanceIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.impatientConformance().addPackage("io.sockee.it.heartbeats");
    }

    @Test
    @DisplayName("frames WebSockets itself, having tried that plain and over TLS")
    void adapter() {
        ServerLog.until(1, "WebSockets: framing of our own on", "the self-test has passed", "http://", "https://");
    }

    @Nested
    class EngineIoV4 extends EngineIoV4Suite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class EngineIoV3 extends EngineIoV3Suite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SocketIoV5 extends SocketIoV5Suite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class Backpressure extends BackpressureSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SockJsPaths extends SockJsPathsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SockJsPolling extends SockJsPollingSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SockJsJsonp extends SockJsJsonpSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SockJsStreaming extends SockJsStreamingSuite {
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
    class SockJsClient extends SockJsClientSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class SockJsBrowser extends SockJsBrowserSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }

        @Override
        protected String client() {
            return "/sockee/client/sockjs.js";
        }
    }

    @Nested
    class SpringSockJs extends SpringSockJsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }

        @Override
        protected String echo() {
            return "/soon";
        }
    }

    @Nested
    class Silent extends SilentClients {}
}
