package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.transaction.CommitGate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls controllers and makes the answer of what they return or throw: authorize, bind, validate, invoke, encode,
 * answer. Runs on the thread that the caller chose.
 */
public final class Dispatcher {
    private final ValueCodec codec;
    private final Envelope envelope;
    private final String dataSuffix;
    private final String errorSuffix;
    private final Failures failures;
    private final CommitGate gate;
    private final Strays strays;
    private final Counters counters;

    /**
     * @param dataSuffix what follows the event's name in the name of its answer
     * @param errorSuffix the same for a failure
     */
    public Dispatcher(
            ValueCodec codec,
            String dataSuffix,
            String errorSuffix,
            Failures failures,
            CommitGate gate,
            Strays strays,
            Counters counters) {
        this.codec = codec;
        this.envelope = new Envelope(codec);
        this.dataSuffix = dataSuffix;
        this.errorSuffix = errorSuffix;
        this.failures = failures;
        this.gate = gate;
        this.strays = strays;
        this.counters = counters;
    }

    /** What turns values into arguments, for everything else that is sent. */
    public ValueCodec codec() {
        return codec;
    }

    /** What becomes of failures, for everything else that the application does. */
    public Failures failures() {
        return failures;
    }

    /**
     * Finds the method for an event of any caller; counted. That there is none is told, and counted too.
     *
     * @param namespace as the caller has it
     */
    public Optional<Routes.Match> find(String namespace, Routes.Found routes, String event) {
        counters.count(Counter.EVENTS_RECEIVED);
        Optional<Routes.Match> match = routes.event(event);
        if (match.isEmpty()) {
            strays.event(namespace, event, routes.table());
        }
        return match;
    }

    /** Calls the method for an event and answers. */
    public void onEvent(Route route, Call call) {
        try {
            if (route.transactional()) {
                callInTransaction(route, call);
            } else {
                answer(route, call, invoke(route, call));
            }
        } catch (Throwable failure) { // whatever a controller throws must become an answer
            fail(route, call, failure);
        }
    }

    /** Calls the method, and sees to it that no transaction outlives the call. */
    private @Nullable Object invoke(Route route, Call call) throws Throwable {
        if (route.nonBlocking()) {
            return route.call(call, strays); // by its promise it has none
        }
        Object result;
        try {
            result = route.call(call, strays);
        } catch (Throwable failure) {
            boolean unused = gate.rollBackLeftOver(); // the failure says more than that this was not done
            throw failure;
        }
        if (gate.rollBackLeftOver()) {
            throw new IllegalStateException(
                    route.description() + " began a transaction and did not end it: it was rolled back.");
        }
        return result;
    }

    private void callInTransaction(Route route, Call call) throws Throwable {
        EarlyAnswer early = EarlyAnswer.open(route.method(), result -> encoded(route, result), gate);
        Object result = invokeWithin(early, route, call);
        if (result instanceof CompletionStage<?> || route.returnsNothing()) {
            answer(route, call, result);
        } else {
            send(call, dataSuffix, early.of(result));
        }
    }

    /** Calls a method that is not to be taken for done when its transaction was rolled back. */
    private @Nullable Object invokeWithin(EarlyAnswer early, Route route, Call call) throws Throwable {
        Object result;
        try {
            result = invoke(route, call);
        } finally {
            EarlyAnswer.close();
        }
        if (early.isRolledBack()) {
            throw new IllegalStateException(route.description()
                    + " returned, but its transaction was rolled back: by setRollbackOnly, or by a failure below that it"
                    + " caught.");
        }
        return result;
    }

    /** Calls a method whose result answers nobody. */
    private void invokeUnanswered(Route route, Call call) throws Throwable {
        Object unused = route.transactional()
                ? invokeWithin(
                        EarlyAnswer.open(route.method(), result -> encodedOfNothing(route, result), gate), route, call)
                : invoke(route, call);
    }

    private static RawArguments encodedOfNothing(Route route, @Nullable Object result) {
        route.checkResult(result);
        return RawArguments.NONE;
    }

    /** Within the transaction, so that a result that breaks a constraint rolls back. A stage's value comes later. */
    private RawArguments encoded(Route route, @Nullable Object result) {
        route.checkResult(result);
        return route.returnsNothing() || result instanceof CompletionStage<?>
                ? RawArguments.NONE
                : envelope.success(result);
    }

    private void answer(Route route, Call call, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            answerLater(route, call, stage);
        } else if (!route.returnsNothing()) {
            send(call, dataSuffix, envelope.success(result));
        } else if (!route.answersItself() && call.reply().isRequested()) {
            call.reply().ack(envelope.done());
        }
    }

    private void answerLater(Route route, Call call, CompletionStage<?> stage) {
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                fail(route, call, failure);
                return;
            }
            RawArguments answer;
            try {
                answer = envelope.success(value);
            } catch (RuntimeException | Error e) { // on the stage's thread, where nobody else would answer
                fail(route, call, e);
                return;
            }
            send(call, dataSuffix, answer);
        });
    }

    private void send(Call call, String suffix, RawArguments answer) {
        if (call.reply().isRequested()) {
            call.reply().ack(answer);
        } else {
            call.reply().emit(call.event() + suffix, answer);
        }
    }

    private void fail(Route route, Call call, Throwable failure) {
        send(call, errorSuffix, envelope.failure(failures.refusal(failure, call.caller(), route.description())));
    }

    /** What a client is told that did not pass the look at what it brings along. */
    public RefusedException notAdmitted(Throwable failure, Caller caller) {
        return failures.refusal(failure, caller, "the check of who connects");
    }

    /**
     * Calls the connect methods in turn; the first refusal ends it.
     *
     * @throws RefusedException when the client may not come in
     */
    public void onConnect(Iterable<Route> routes, Call call) {
        for (Route route : routes) {
            try {
                invokeUnanswered(route, call);
            } catch (Throwable failure) {
                throw failures.refusal(failure, call.caller(), route.description());
            }
        }
    }

    /** Calls the disconnect methods in turn; one that fails does not keep the others from being called. */
    public void onDisconnect(Iterable<Route> routes, Call call) {
        for (Route route : routes) {
            try {
                invokeUnanswered(route, call);
            } catch (Throwable failure) {
                failures.unheard(failure, call.caller(), route.description());
            }
        }
    }
}
