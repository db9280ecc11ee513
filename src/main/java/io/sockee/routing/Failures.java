package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * The one place where what the application throws becomes what a client is told: a refusal is told as it is, an exception with
 * a mapper as that says, and everything else as an id, which the log has beside the stack trace. Safe for any thread.
 */
public final class Failures {
    private static final Logger LOG = System.getLogger(Failures.class.getName());

    /** The event that shows failures. */
    private static final String SHOWN = "sockee:error";

    /** What the names of classes begin with that are not the application's. */
    private static final List<String> FOREIGN = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "jakarta.",
            "com.fasterxml.",
            "org.hibernate.",
            "org.jboss.",
            "io.sockee.routing.",
            "io.sockee.cdi.");

    private final ExceptionMappers mappers;
    private final boolean shown;
    private final Counters counters;

    /**
     * @param shown whether clients are told the message of an unexpected exception: in development only
     */
    public Failures(ExceptionMappers mappers, boolean shown, Counters counters) {
        this.mappers = mappers;
        this.shown = shown;
        this.counters = counters;
    }

    /**
     * What the client is told. A refusal is counted; anything unexpected is counted and logged.
     *
     * @param where the method, for the log
     */
    public RefusedException refusal(Throwable thrown, Caller caller, String where) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof RefusedException refused) {
            counters.count(Counter.CALLS_REFUSED);
            return refused;
        }
        try {
            RefusedException mapped = mappers.map(failure).orElse(null);
            if (mapped != null) {
                counters.count(Counter.CALLS_REFUSED);
                return mapped;
            }
        } catch (RuntimeException | Error e) {
            e.addSuppressed(failure);
            return unexpected(e, caller, where);
        }
        return unexpected(failure, caller, where);
    }

    /** Counts and logs a failure that no client hears of, such as that of a timer. */
    public void unheard(Throwable failure, Caller caller, String where) {
        RefusedException unused = unexpected(failure, caller, where);
    }

    private RefusedException unexpected(Throwable failure, Caller caller, String where) {
        counters.count(Counter.CALLS_FAILED);
        String id = UUID.randomUUID().toString();
        String line = "error=" + id + " sid=" + caller.sessionId()
                + caller.user().map(user -> " user=" + quoted(user.id())).orElse("") + " " + where + " failed";
        if (failure instanceof UnwritableException unwritable && unwritable.getCause() == null) {
            LOG.log(Level.ERROR, line + ": " + unwritable.getMessage()); // a stack trace would add nothing
        } else {
            LOG.log(Level.ERROR, line, failure);
        }
        if (shown) {
            show(failure, id, caller, where);
        }
        String message = "Internal error. (" + id + ")";
        return new FailedException(shown ? message + " " + failure : message);
    }

    /** In development, the client's console can show what has failed, also what answers nobody. */
    private static void show(Throwable failure, String id, Caller caller, String where) {
        ScopedSocket socket = caller.socket();
        if (socket == null) {
            return;
        }
        String at = Arrays.stream(failure.getStackTrace())
                .filter(frame -> FOREIGN.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")")
                .orElse("");
        try {
            socket.emitOwn(SHOWN, Map.of("id", id, "error", failure.toString(), "in", where, "at", at));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "A failure was not shown to the client", e);
        }
    }

    /** A user's id may have been chosen by a client: it must not break the log's line. */
    static String quoted(String id) {
        return id.replaceAll("[^\\p{Graph}]", "_");
    }

    private static Throwable unwrap(Throwable thrown) {
        boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wrapper && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
