package io.sockee.it;

import io.sockee.spec.EngineIoV4Suite;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over the server's own WebSockets, with the times of the official suites: what of the protocols is about heartbeats. */
@ExtendWith(ArquillianExtension.class)
class StandardHeartbeatIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.impatientConformance().addClass("io.sockee.boot.FaultyAddress");
    }

    @BeforeAll
    static void selfTestHasFailed() {
        StandardWebSocketsIT.selfTestHasFailed();
    }

    @Nested
    class EngineIoV4 extends EngineIoV4Suite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    @Nested
    class Silent extends SilentClients {}
}
