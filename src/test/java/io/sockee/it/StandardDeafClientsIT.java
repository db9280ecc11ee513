package io.sockee.it;

import io.sockee.spec.DeafClientsSuite;
import io.sockee.spec.EngineIoLimitsSuite;
import io.sockee.spec.HostileFramesSuite;
import java.net.URI;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the server's own WebSockets, with more time for heartbeats than the official suites give: others have the machine, too. */
@ExtendWith(ArquillianExtension.class)
class StandardDeafClientsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.conformance().addClass("io.sockee.boot.FaultyAddress");
    }

    @BeforeAll
    static void selfTestHasFailed() {
        StandardWebSocketsIT.selfTestHasFailed();
    }

    @Nested
    @DisplayName("Over the server's own WebSockets, when clients do not read,")
    class DeafClients extends DeafClientsSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }

    /** What WildFly's own do otherwise (see docs/operations.md): sizes count when they have come, not when they are announced. */
    private static final Map<String, String> WILDFLY = Map.ofEntries(
            Map.entry("code 1012", "ends 1002"),
            Map.entry("code 1013", "ends 1002"),
            Map.entry("code 1014", "ends 1002"),
            Map.entry("a close without a code", "ends 1000"),
            Map.entry("one byte too many, announced", RawFramesSuite.WAITS),
            Map.entry("the same in binary", RawFramesSuite.WAITS),
            Map.entry("8 GiB, announced", RawFramesSuite.WAITS),
            Map.entry("the most there can be", RawFramesSuite.WAITS),
            Map.entry("the top bit of a length", RawFramesSuite.WAITS),
            Map.entry("all bits of a length", RawFramesSuite.WAITS),
            Map.entry("8 GiB that continue nothing", RawFramesSuite.WAITS), // one byte of it has come
            Map.entry("fragments beyond the limit", RawFramesSuite.WAITS),
            Map.entry("one more", RawFramesSuite.WAITS), // empty fragments
            Map.entry("no mask on a ping", RawFramesSuite.WAITS),
            Map.entry("no mask on a close", "ends 1000"));

    @Nested
    @DisabledIf(
            value = "io.sockee.it.ServerLog#isLiberty",
            disabledReason = "what Open Liberty's own do otherwise is not listed yet")
    class RawFrames extends RawFramesSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }

        @Override
        protected Map<String, String> otherwise() {
            return WILDFLY;
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
    class HostileFrames extends HostileFramesSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }
    }
}
