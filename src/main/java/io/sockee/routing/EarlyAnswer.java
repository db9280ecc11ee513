package io.sockee.routing;

import io.sockee.event.RawArguments;
import io.sockee.transaction.CommitGate;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a transactional call, encoded while its transaction is still there: lazy relations can still be loaded, and a
 * result that has no JSON form rolls the transaction back. It also knows whether the transaction has been committed, which the
 * return of a method does not tell.
 *
 * <p>The dispatcher opens it around the call; an interceptor within the transaction offers the result. Used by one thread;
 * only the outcome may come from another, when the transaction's time-out rolls it back.
 */
public final class EarlyAnswer {
    private static final ThreadLocal<@Nullable EarlyAnswer> CURRENT = new ThreadLocal<>();

    private final Method method;
    private final Function<@Nullable Object, RawArguments> encoder;
    private final CommitGate gate;
    private @Nullable Object result;
    private @Nullable RawArguments encoded;
    private volatile boolean rolledBack;

    private EarlyAnswer(Method method, Function<@Nullable Object, RawArguments> encoder, CommitGate gate) {
        this.method = method;
        this.encoder = encoder;
        this.gate = gate;
    }

    /** Begins a call whose result will be encoded; {@link #close} must follow, on the same thread. */
    static EarlyAnswer open(Method method, Function<@Nullable Object, RawArguments> encoder, CommitGate gate) {
        EarlyAnswer answer = new EarlyAnswer(method, encoder, gate);
        CURRENT.set(answer);
        return answer;
    }

    static void close() {
        CURRENT.remove();
    }

    /**
     * A method has returned, within its transaction. Encodes the result if this thread's call is one of that method.
     *
     * @throws IllegalArgumentException when the result has no JSON form
     */
    public static void offer(Method method, @Nullable Object result) {
        EarlyAnswer current = CURRENT.get();
        if (current != null && current.method.equals(method)) {
            current.result = result;
            current.encoded = current.encoder.apply(result);
            current.gate.whenEnded(committed -> current.rolledBack = current.rolledBack || !committed);
        }
    }

    /** Whether the transaction was rolled back although the method returned. */
    boolean isRolledBack() {
        return rolledBack;
    }

    /** The answer for what the call returned in the end; encoded anew if an interceptor outside the transaction changed it. */
    RawArguments of(@Nullable Object returned) {
        return encoded != null && result == returned ? encoded : encoder.apply(returned);
    }

    /** The same for a method whose result answers nobody. */
    static EarlyAnswer openForNobody(Route route, CommitGate gate) {
        return open(
                route.method(),
                result -> {
                    route.checkResult(result);
                    return RawArguments.NONE;
                },
                gate);
    }

    /** Whether a result brings the answer after the call. */
    static boolean comesLater(@Nullable Object result) {
        return result instanceof CompletionStage<?> || result instanceof Flow.Publisher<?>;
    }
}
