package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.event.RawArguments;
import io.sockee.metrics.Counters;
import io.sockee.transaction.CommitGate;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of calls")
class RequestLogTest {

    /** What is called. */
    @Controller
    public class Desk {
        @On("fine")
        public String fine(String secret) {
            pass(3);
            return secret;
        }

        @On("later")
        public CompletionStage<String> later() {
            return later;
        }

        @On("no")
        public void no() {
            throw new RefusedException("A secret.");
        }

        @On("broken")
        public void broken() {
            throw new IllegalStateException("A secret.");
        }

        @On(value = "often", silent = true)
        public void often() {}

        @On("log.*")
        public void any() {}
    }

    private final CompletableFuture<String> later = new CompletableFuture<>();
    private long now = 7;
    private @Nullable RefusedException unknown;

    private void pass(long millis) {
        now += millis * 1_000_000;
    }

    private List<String> logged(RequestLog.Which which, String... events) {
        Counters counters = new Counters();
        ValueCodec codec = new ValueCodec(100);
        ControllerScan scan = new ControllerScan(codec, Optional.empty(), key -> Optional.empty());
        scan.add(Desk.class, new Desk());
        Routes routes = scan.routes();
        Dispatcher dispatcher = new Dispatcher(
                codec,
                "_data",
                "_error",
                new Failures(new ExceptionMappers(), false, counters),
                CommitGate.ALWAYS_OPEN,
                new Strays(false, false, counters),
                counters,
                new CallLimits(CallLimits.Rates.NONE, () -> now, counters),
                new RequestLog(which, () -> now, false, null));
        try (LogLines log = LogLines.of(RequestLog.class);
                LogLines failures = LogLines.of(Failures.class)) {
            for (String event : events) {
                Routes.Match match = dispatcher
                        .find("/", routes.find("/").orElseThrow(), event)
                        .orElseThrow();
                RawArguments arguments = RawArguments.of(List.of("\"a secret\""), List.of());
                Call call = Call.event(new Ann(), event, Map.of(), arguments, Reply.NONE);
                if (unknown == null) {
                    dispatcher.onEvent(match.route(), call);
                } else {
                    dispatcher.logUnknown(match.route(), call, unknown);
                }
            }
            pass(20);
            later.complete("a secret");
            assertThat(failures.traces()).hasSizeLessThan(2);
            return log.lines();
        }
    }

    private static final class Ann implements Caller {
        @Override
        public Optional<User> user() {
            return Optional.of(User.named("an n"));
        }

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public String sessionId() {
            return "s1";
        }

        @Override
        public String transport() {
            return "test";
        }

        @Override
        public @Nullable ScopedSocket socket() {
            return null;
        }
    }

    private static String line(String call, int millis, String outcome) {
        return "call=" + call + " sid=s1 user=an_n address=192.0.2.1 transport=test ms=" + millis + " outcome="
                + outcome;
    }

    @Test
    @DisplayName("has a line for each call, with no secret in it and nothing that a client could break it by")
    void all() {
        assertThat(logged(RequestLog.Which.ALL, "later", "fine", "no", "broken", "often", "log.a b\nc"))
                .containsExactly(
                        line("fine", 3, "ok"),
                        line("no", 0, "refused"),
                        line("broken", 0, "failed"),
                        line("log.a_b_c", 0, "ok"),
                        line("later", 23, "ok"));
    }

    @Test
    @DisplayName("has a line for who is not known, and none for who may not even try")
    void unknown() {
        unknown = new RefusedException("A secret of the token's.");
        assertThat(logged(RequestLog.Which.REFUSED, "fine", "often")).containsExactly(line("fine", 0, "not-logged-in"));
        unknown = LimitException.ofAttempts(1);
        assertThat(logged(RequestLog.Which.ALL, "fine")).isEmpty();
    }

    @Test
    @DisplayName("may have those alone that were refused or have failed, or none")
    void some() {
        assertThat(logged(RequestLog.Which.REFUSED, "fine", "no", "broken", "often"))
                .containsExactly(line("no", 0, "refused"), line("broken", 0, "failed"));
        assertThat(logged(RequestLog.Which.OFF, "fine", "no")).isEmpty();
    }

    @Test
    @DisplayName("makes no object for a call that nobody reads of, measures or follows")
    void noCost() {
        ControllerScan scan = new ControllerScan(new ValueCodec(100), Optional.empty(), key -> Optional.empty());
        scan.add(Desk.class, new Desk());
        Routes routes = scan.routes();
        Route route = routes.timed().get(0).route();
        Call call = Call.event(new Ann(), "fine", Map.of(), RawArguments.NONE, Reply.NONE);
        RequestLog log = RequestLog.off();
        assertThat(log.here()).isNull();
        assertThat(log.begun(route, call)).isSameAs(call);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the virtual machine may make something of its own in one
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                log.ended(route, log.begun(route, call.traced(log.here())), null);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes for a thousand calls").isLessThan(1_000);
    }
}
