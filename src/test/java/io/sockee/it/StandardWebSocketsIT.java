package io.sockee.it;

import io.sockee.spec.DeafClientsSuite;
import io.sockee.spec.EngineIoConcurrencySuite;
import io.sockee.spec.EngineIoLimitsSuite;
import io.sockee.spec.EngineIoUpgradeSuite;
import io.sockee.spec.HostileFramesSuite;
import io.sockee.spec.PublishedAttacksSuite;
import io.sockee.spec.SockJsWebSocketSuite;
import io.sockee.spec.SocketIoAttachmentsSuite;
import io.sockee.spec.SocketIoEventsSuite;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The protocols over the server's own WebSockets: what serves when framing of our own fails its test. Clients have more time for heartbeats
 * than the official suites give: others have the machine, too.
 */
@ExtendWith(ArquillianExtension.class)
class StandardWebSocketsIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.conformance().addClass("io.sockee.boot.FaultyAddress");
    }

    /** How many deployments' self-tests have been waited for. */
    private static int selfTests;

    /** Until then there is framing of our own, and who has connected by then has to come again. */
    @BeforeAll
    static void selfTestHasFailed() {
        selfTests++;
        ServerLog.until(selfTests, "WebSockets: the server's own from now on", "self-test", "the key was not accepted");
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

    /**
     * What Open Liberty's do otherwise: sizes count when bytes have come, each fragment is decoded by itself, and what is wrong with a
     * fragment is found with the message's last one.
     */
    private static final Map<String, String> LIBERTY = differences(
            Map.of(
                    "code 1012", "ends 1002",
                    "code 1013", "ends 1002",
                    "code 1014", "ends 1002",
                    "a close without a code", "ends 1000",
                    "each byte a fragment", "ends 1007",
                    "a character over two fragments", "ends 1007",
                    "a character over two fragments with a ping between", "ends 1007"),
            "a continuation of nothing, not the last",
            "a continuation after a message in fragments",
            "a continuation byte alone, in a frame that goes on",
            "the last continuation byte alone, in a frame that goes on",
            "a first byte before ASCII, in a frame that goes on",
            "two first bytes, in a frame that goes on",
            "three bytes with two, in a frame that goes on",
            "four bytes with three, in a frame that goes on",
            "an overlong slash of two, in a frame that goes on",
            "the other overlong first byte, in a frame that goes on",
            "an overlong slash of three, in a frame that goes on",
            "the largest overlong of three, in a frame that goes on",
            "an overlong slash of four, in a frame that goes on",
            "the largest overlong of four, in a frame that goes on",
            "a high surrogate, in a frame that goes on",
            "a low surrogate, in a frame that goes on",
            "above the last character, in a frame that goes on",
            "the first byte of five, in a frame that goes on",
            "the first byte of six, in a frame that goes on",
            "fe, in a frame that goes on",
            "ff, in a frame that goes on",
            "no code: 5000", // its own answer to it fails
            "no code: 65535",
            "one byte too many, announced",
            "the same in binary",
            "8 GiB, announced",
            "the most there can be",
            "the top bit of a length",
            "all bits of a length",
            "8 GiB that continue nothing",
            "fragments beyond the limit", // one byte of the last one is missing
            "one more", // empty fragments
            "no mask", // it waits for one
            "no mask on a ping",
            "no mask on a close");

    private static Map<String, String> differences(Map<String, String> ends, String... waits) {
        Map<String, String> all = new HashMap<>(ends);
        for (String name : waits) {
            all.put(name, RawFramesSuite.WAITS);
        }
        return all;
    }

    @Nested
    class RawFrames extends RawFramesSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }

        @Override
        protected Map<String, String> otherwise() {
            return ServerLog.isLiberty() ? LIBERTY : WILDFLY;
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

    @Nested
    class PublishedAttacks extends PublishedAttacksSuite {
        @Override
        protected URI base() {
            return Deployments.base();
        }

        @Override
        protected boolean framesItself() {
            return false;
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
}
