package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of calls: one line for each that has ended, how long it took, and its trace. The line says what was called, by whom, by
 * which transport, how many milliseconds it took, and what became of it. Never an argument, a result or a message. Calls that were
 * refused because too many came are not among them: a flood would be told line by line ({@link CallLimits} tells of it). Safe for any
 * thread.
 */
public final class RequestLog {
    private static final Logger LOG = System.getLogger(RequestLog.class.getName());
    private static final int MAX_NAME = 100;

    /** Which calls are logged. */
    public enum Which {
        /** None. */
        OFF,
        /** Those that were refused or have failed. */
        REFUSED,
        /** All. */
        ALL
    }

    private final Which which;
    private final LongSupplier clock;
    private final boolean measures;
    private final @Nullable CallTracing tracing;

    /**
     * @param clock monotonic nanoseconds
     * @param measures whether methods keep how long their calls took, those that are left out of the log, too
     * @param tracing who follows calls; null where nobody does
     */
    public RequestLog(Which which, LongSupplier clock, boolean measures, @Nullable CallTracing tracing) {
        this.which = which;
        this.clock = clock;
        this.measures = measures;
        this.tracing = tracing;
    }

    /** A log of nothing. */
    public static RequestLog off() {
        return new RequestLog(Which.OFF, () -> 0, false, null);
    }

    /** What is going on on this thread, as the parent of a call; null where nobody traces. */
    @Nullable
    CallTrace here() {
        return tracing == null ? null : tracing.here();
    }

    /** A call begins; the same call, with the time if it may be logged, and with its trace. */
    Call begun(Route route, Call call) {
        Call begun = measures || isLogged(route) ? call.begun(clock.getAsLong()) : call;
        return tracing == null ? begun : begun.traced(tracing.begin(route, begun));
    }

    private boolean isLogged(Route route) {
        return which != Which.OFF && !route.silent();
    }

    /**
     * A call has ended.
     *
     * @param refusal what the caller was told, if it did not succeed
     */
    void ended(Route route, Call call, @Nullable RefusedException refusal) {
        CallTrace trace = call.trace();
        if (trace != null) {
            trace.ended(refusal);
        }
        if (!call.isTimed()) {
            return;
        }
        long nanos = clock.getAsLong() - call.began();
        if (measures) {
            route.times().record(nanos);
        }
        if (isLogged(route) && (which == Which.ALL || refusal != null)) {
            log(call, TimeUnit.NANOSECONDS.toMillis(nanos), refusal);
        }
    }

    private static void log(Call call, long millis, @Nullable RefusedException refusal) {
        LOG.log(
                Level.INFO,
                "call=" + name(call.event()) + " sid=" + call.caller().sessionId()
                        + " user="
                        + call.caller()
                                .user()
                                .map(User::id)
                                .map(Failures::quoted)
                                .orElse("-")
                        + " address=" + call.caller().address() + " transport="
                        + call.caller().transport() + " ms=" + millis + " outcome=" + outcome(refusal));
    }

    /**
     * A call has not begun, since its caller is nobody. Who was not even looked at, as too many came or nothing could be told, is not in
     * the log.
     *
     * @param refusal why
     */
    void unknown(Route route, Call call, RefusedException refusal) {
        RefusalKind kind = RefusalKind.of(refusal);
        if (isLogged(route) && kind != RefusalKind.TOO_MANY && kind != RefusalKind.LATER) {
            log(call, 0, new AccessException(false));
        }
    }

    private static String outcome(@Nullable RefusedException refusal) {
        return refusal == null
                ? "ok"
                : RefusalKind.of(refusal).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The event's name, which a client may have chosen, where a method answers a pattern of names. */
    private static String name(String event) {
        return Failures.quoted(event.length() > MAX_NAME ? event.substring(0, MAX_NAME) : event);
    }
}
