package io.sockee.boot;

import io.sockee.connection.Timers;
import io.sockee.endpoint.DirectWebSockets;
import io.sockee.selftest.SelfTestException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The test of WebSockets with framing of our own, at the start: the server connects to itself, through its own ports, and tries what
 * its clients will need. It begins when a port answers, and holds nobody up: clients that come meanwhile get framing of our own,
 * and lose their connection if the test fails. A fault that shows fails at once. What may be for the machine's being busy, such as
 * silence, is tried again, and fails only if the same step never succeeds.
 *
 * <p>It is a task of one thread, and the filter at {@link #PATH} by which its client comes in, with a secret that holds until the
 * try has ended. Its connections are those of an Engine.IO server of its own, which knows nothing of the application.
 */
final class SelfTest implements Filter, Runnable {
    private static final Logger LOG = System.getLogger(SelfTest.class.getName());

    /** A path that only load balancers use too. */
    static final String PATH = "/healthcheck";

    /** How long a server may take from its first application until its port is open. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final int MILLIS_BETWEEN = 100;

    /** The same when the server has not come for a while. */
    private static final int MILLIS_BETWEEN_LATER = 1000;

    private static final Duration LATER = Duration.ofSeconds(10);

    /**
     * Times that a test of this makes shorter.
     *
     * @param again before each further try, where one was inconclusive
     * @param others how long is waited for further addresses when one has been tried
     */
    record Pauses(List<Duration> again, Duration others) {
        static final Pauses USUAL = new Pauses(
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60)), Duration.ofSeconds(10));
    }

    private final DirectWebSockets webSockets;
    private final Supplier<List<HttpAddress>> addresses;
    private final String contextPath;
    private final Timers timers;
    private final Executor helpers;
    private final Executor closers;
    private final Pauses pauses;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<HttpAddress, TestedAddress> known = new LinkedHashMap<>();
    private volatile @Nullable SelfTestTry running;

    /**
     * @param addresses the server's, as far as they are known by now
     * @param contextPath the application's, empty at the root
     * @param helpers runs inputs of connections that wait
     * @param closers runs closes of connections, which may block
     */
    SelfTest(
            DirectWebSockets webSockets,
            Supplier<List<HttpAddress>> addresses,
            String contextPath,
            Timers timers,
            Executor helpers,
            Executor closers,
            Pauses pauses) {
        this.webSockets = webSockets;
        this.addresses = addresses;
        this.contextPath = contextPath;
        this.timers = timers;
        this.helpers = helpers;
        this.closers = closers;
        this.pauses = pauses;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        SelfTestTry now = running;
        if (now != null && now.isOwn(asked)) {
            webSockets.upgrade(asked, (HttpServletResponse) response, now.server(), closers);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void run() {
        try {
            test();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // of the test, not of what it tests
            if (!isOver()) {
                webSockets.untested("the test broke off", e);
            }
        } finally {
            running = null;
        }
    }

    private void test() throws InterruptedException {
        long begin = System.nanoTime();
        long settledSince = begin;
        boolean settled = false;
        do {
            for (HttpAddress address : addresses.get()) {
                TestedAddress tested = known.computeIfAbsent(address, TestedAddress::new);
                if (tested.isDue() && !isOver() && hasFailedAt(tested)) {
                    return;
                }
            }
            if (!settled && known.values().stream().anyMatch(TestedAddress::isSettled)) {
                settled = true;
                settledSince = System.nanoTime();
            }
        } while (!(settled && (isComplete() || isPast(pauses.others(), settledSince)))
                && !isPast(PATIENCE, begin)
                && !ended.await(isPast(LATER, begin) ? MILLIS_BETWEEN_LATER : MILLIS_BETWEEN, TimeUnit.MILLISECONDS));
        if (!isOver()) {
            tell();
        }
    }

    private static boolean isPast(Duration limit, long since) {
        return System.nanoTime() - since > limit.toNanos();
    }

    /** Whether plain HTTP and TLS have been tried wherever they are known to be. */
    private boolean isComplete() {
        return known.values().stream().allMatch(TestedAddress::isSettled)
                && known.keySet().stream().map(HttpAddress::secure).distinct().count() == 2;
    }

    private void tell() {
        String passed = known.values().stream()
                .map(TestedAddress::passing)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        String doubts = known.values().stream()
                .filter(tested -> tested.passing() == null)
                .map(TestedAddress::doubts)
                .collect(Collectors.joining("; "));
        if (passed.isEmpty()) {
            webSockets.untested(doubts.isEmpty() ? "it is not known where this server listens" : doubts, null);
        } else {
            webSockets.passed(doubts.isEmpty() ? passed : passed + "; untested at " + doubts);
        }
    }

    /** Tries it there, more than once where that tells nothing. Whether the test has failed, or the application ends. */
    private boolean hasFailedAt(TestedAddress tested) throws InterruptedException {
        String where = tested.address().url("");
        Set<String> steps = new LinkedHashSet<>();
        List<String> reasons = new ArrayList<>();
        for (int tries = 0; true; tries++) {
            String reason;
            try (SelfTestTry now = new SelfTestTry(tested.address(), contextPath, timers, helpers)) {
                running = now;
                if (isOver()) { // it may have missed this one; else it has still to look
                    return true;
                }
                long begin = System.nanoTime();
                try {
                    now.run();
                    tested.passed(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                    return false;
                } catch (SelfTestException e) {
                    if (isOver()) {
                        return true;
                    }
                    if (tries == 0 && !now.isHeard() && !e.upgraded()) {
                        tested.foreign(e.reason());
                        return false;
                    }
                    if (e.isWrong()) {
                        webSockets.failed(where + ": " + e.reason());
                        return true;
                    }
                    steps.add(now.isHeard() || e.upgraded() ? now.step() : "reaching it");
                    reason = e.reason();
                } catch (IOException e) {
                    if (tries == 0) {
                        tested.unreachable(e);
                        return false;
                    }
                    steps.add("reaching it");
                    reason = e.toString();
                } catch (RuntimeException | Error e) { // of the test's own, such as too little memory
                    steps.add(now.step());
                    steps.add("the test itself");
                    reason = e.toString();
                }
            }
            if (isOver()) {
                return true;
            }
            reasons.add(reason);
            if (tries == pauses.again().size()) {
                return isFailure(tested, steps, reasons);
            }
            Duration pause = pauses.again().get(tries);
            LOG.log(
                    Level.INFO,
                    "WebSockets: the self-test at {0} was inconclusive, and is tried again in {1} s: {2}.",
                    where,
                    pause.toSeconds(),
                    reason);
            if (ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
    }

    /** All tries were inconclusive: at the same step, which never succeeds then, or at different ones. */
    private boolean isFailure(TestedAddress tested, Set<String> steps, List<String> reasons) {
        if (steps.size() == 1 && !steps.contains("reaching it")) {
            webSockets.failed(
                    tested.address().url("") + ", in each of " + reasons.size() + " tries: " + reasons.get(0));
            return true;
        }
        tested.untested("each try was inconclusive: " + String.join("; ", reasons));
        return false;
    }

    private boolean isOver() {
        return ended.getCount() == 0;
    }

    /** The application ends: what is being tried is ended, and nothing is tested any more. */
    void end() {
        ended.countDown();
        SelfTestTry now = running;
        if (now != null) {
            try {
                now.close();
            } catch (RuntimeException | Error e) { // a class may be missing by now; the rest of the end follows
                LOG.log(Level.DEBUG, "The self-test could not be ended as it should", e);
            }
        }
    }
}
