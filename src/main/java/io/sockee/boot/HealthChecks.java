package io.sockee.boot;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.connection.Timers;
import io.sockee.endpoint.HealthServlet.Answer;
import io.sockee.health.HealthReport;
import io.sockee.health.HealthReport.Check;
import io.sockee.health.HealthSource;
import io.sockee.routing.CallPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this server lives, and whether it is ready for clients, in the form of MicroProfile Health. What has to be looked at over time is
 * looked at by {@link #sample}, once a second. Safe for any thread; does not block.
 *
 * <p>A server that does not live can only be helped by a restart; one that is not ready may be again. So the bounds of the former are
 * wide: a restart ends all connections.
 */
final class HealthChecks implements HealthSource {
    private static final JsonMapper JSON = new JsonMapper();

    /** For how long timers may stand still. */
    static final Duration TIMERS_PATIENCE = Duration.ofSeconds(10);

    /** For how long no call may end while others wait for a thread. */
    static final Duration POOL_PATIENCE = Duration.ofSeconds(60);

    /** For how long the queue for a thread may be full. */
    static final Duration FULL_PATIENCE = Duration.ofSeconds(5);

    /** What a sample found. Times are those of the clock. */
    private record Seen(long moved, long progress, long notFull) {}

    private final Timers timers;
    private final CallPool pool;
    private final @Nullable DatabaseProbe database;
    private final LongSupplier clock;
    private volatile long ticked;
    private volatile Seen seen;
    private volatile boolean started;
    private volatile boolean stopping;

    /**
     * @param database null when nothing needs one
     * @param clock monotonic nanoseconds; not those of the timers, whose clock stands still with them
     */
    HealthChecks(Timers timers, CallPool pool, @Nullable DatabaseProbe database, LongSupplier clock) {
        this.timers = timers;
        this.pool = pool;
        this.database = database;
        this.clock = clock;
        long now = clock.getAsLong();
        this.ticked = now;
        this.seen = new Seen(now, 0, now);
    }

    /** From now on clients can be served. */
    void started() {
        started = true;
    }

    /** From now on no more. Nor is there anything to look at: what ends is no reason for a restart, and it is not asked any more. */
    void stopping() {
        started = false;
        stopping = true;
    }

    /** Looks at the timers and the pool. To be called once a second, by one thread. */
    void sample() {
        Timers.Timer unused = timers.schedule(0, () -> ticked = clock.getAsLong());
        long now = clock.getAsLong();
        Seen before = seen;
        long progress = pool.progress();
        seen = new Seen(
                pool.waiting() == 0 || progress != before.progress() ? now : before.moved(),
                progress,
                pool.waiting() < pool.capacity() ? now : before.notFull());
    }

    /** Whether the server lives, as an answer. */
    void live(boolean details, Consumer<Answer> then) {
        live(report -> then.accept(answer(details, report)));
    }

    /** Whether the server is ready for clients, as an answer. */
    void ready(boolean details, Consumer<Answer> then) {
        ready(report -> then.accept(answer(details, report)));
    }

    @Override
    public void live(Consumer<HealthReport> then) {
        long now = clock.getAsLong();
        then.accept(new HealthReport(List.of(
                within("timers", stopping ? 0 : now - ticked, TIMERS_PATIENCE, "secondsStill"),
                within("controllers", stopping ? 0 : now - seen.moved(), POOL_PATIENCE, "secondsStill"))));
    }

    @Override
    public void ready(Consumer<HealthReport> then) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("started", started, Map.of()));
        checks.add(within("controllers", clock.getAsLong() - seen.notFull(), FULL_PATIENCE, "secondsFull"));
        DatabaseProbe probe = database;
        if (probe == null || stopping) {
            then.accept(new HealthReport(checks));
            return;
        }
        probe.look(found -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(found.nanos());
            checks.add(new Check("database", found.up(), Map.of("milliseconds", millis)));
            then.accept(new HealthReport(checks));
        });
    }

    private static Check within(String name, long nanos, Duration patience, String what) {
        return new Check(
                name, nanos < patience.toNanos(), Map.of(what, TimeUnit.NANOSECONDS.toSeconds(Math.max(0, nanos))));
    }

    private static Answer answer(boolean details, HealthReport report) {
        boolean up = report.isUp();
        ObjectNode all = JSON.createObjectNode().put("status", status(up));
        ArrayNode list = all.putArray("checks");
        for (Check check : report.checks()) {
            ObjectNode one = list.addObject().put("name", check.name()).put("status", status(check.up()));
            if (details && !check.data().isEmpty()) {
                one.set("data", JSON.valueToTree(check.data()));
            }
        }
        return new Answer(up ? 200 : 503, all.toString());
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
