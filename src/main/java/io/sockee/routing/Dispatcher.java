package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.transaction.CommitGate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Calls controllers and makes the answer from what they return or throw: authorize, bind, validate, invoke, encode,
 * answer. Runs on the calling thread, and blocks as long as the controller does. Safe for any thread.
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
    private final CallLimits limits;
    private final RequestLog log;

    /** A dispatcher without limits and without a log of requests. */
    public Dispatcher(
            ValueCodec codec,
            String dataSuffix,
            String errorSuffix,
            Failures failures,
            CommitGate gate,
            Strays strays,
            Counters counters) {
        this(
                codec,
                dataSuffix,
                errorSuffix,
                failures,
                gate,
                strays,
                counters,
                new CallLimits(CallLimits.Rates.NONE, () -> 0, counters),
                RequestLog.off());
    }

    /**
     * @param dataSuffix added to the event's name to make the name of the answer when no ack was asked for
     * @param errorSuffix the same, for a failure
     */
    public Dispatcher(
            ValueCodec codec,
            String dataSuffix,
            String errorSuffix,
            Failures failures,
            CommitGate gate,
            Strays strays,
            Counters counters,
            CallLimits limits,
            RequestLog log) {
        this.codec = codec;
        this.envelope = new Envelope(codec);
        this.dataSuffix = dataSuffix;
        this.errorSuffix = errorSuffix;
        this.failures = failures;
        this.gate = gate;
        this.strays = strays;
        this.counters = counters;
        this.limits = limits;
        this.log = log;
    }

    /** The codec, for everything else that is sent. */
    public ValueCodec codec() {
        return codec;
    }

    /** The handling of failures, for everything else that the application does. */
    public Failures failures() {
        return failures;
    }

    /**
     * Finds the method for an event of any caller. The event is counted; one without a method is also counted and logged as
     * such ({@link Strays}).
     *
     * @param namespace its full name, not a pattern
     */
    public Optional<Routes.Match> find(String namespace, Routes.Found routes, String event) {
        counters.count(Counter.EVENTS_RECEIVED);
        // One of Sockee's own that is not known here is no event of the application's, whatever its patterns take.
        Optional<Routes.Match> match = Event.isOwn(event) ? Optional.empty() : routes.event(event);
        if (match.isEmpty()) {
            strays.event(namespace, event, routes.table());
        }
        return match;
    }

    /** A call that has found its method by another way than {@link #find} is counted as an event, too. */
    public void countCall() {
        counters.count(Counter.EVENTS_RECEIVED);
    }

    /** What brings calls about that begin later; null where nobody traces. */
    public @Nullable CallTrace here() {
        return log.here();
    }

    /** How often methods may be called; to be asked before a call is queued. */
    public CallLimits limits() {
        return limits;
    }

    /** A refusal, as the answer to an event has it. */
    public RawArguments failure(RefusedException refusal) {
        return envelope.failure(refusal);
    }

    /** A call does not take place. It is answered as one that has failed. */
    public void refuse(Call call, RefusedException refusal) {
        call.reply().refuse(refusal, () -> call.answer(errorSuffix, envelope.failure(refusal)));
    }

    /** A call does not take place, since what its caller wanted to be known by is no good: it is in the log. The answer is up to others. */
    public void logUnknown(Route route, Call call, RefusedException refusal) {
        log.unknown(route, call, refusal);
    }

    /**
     * Calls the method for an event and answers, also what it throws. A returned stage is answered when it completes, a publisher
     * with what it publishes.
     */
    public void onEvent(Route route, Call asked) {
        Call call = log.begun(route, asked);
        CallTrace trace = call.trace();
        if (trace == null) {
            run(route, call);
        } else {
            trace.run(() -> run(route, call));
        }
    }

    private void run(Route route, Call call) {
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

    /** Calls the method; a transaction that it leaves open is rolled back, and the call fails. */
    private @Nullable Object invoke(Route route, Call call) throws Throwable {
        if (route.nonBlocking()) {
            return route.call(call, strays); // @NonBlocking promises to use no transaction
        }
        Object result;
        try {
            result = route.call(call, strays);
        } catch (Throwable failure) {
            boolean unused = gate.rollBackLeftOver(); // the failure is told, not the transaction that was left open
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
        if (EarlyAnswer.comesLater(result) || route.returnsNothing()) {
            answer(route, call, result);
        } else {
            call.answer(dataSuffix, early.of(result));
            log.ended(route, call, null);
        }
    }

    /** Calls a transactional method; fails when it returned but its transaction was rolled back. */
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
                ? invokeWithin(EarlyAnswer.openForNobody(route, gate), route, call)
                : invoke(route, call);
    }

    /** Encodes a result within the transaction, so that one that breaks a constraint rolls back. What a stage or a publisher brings comes later. */
    private RawArguments encoded(Route route, @Nullable Object result) {
        route.checkResult(result);
        return route.returnsNothing() || EarlyAnswer.comesLater(result) ? RawArguments.NONE : envelope.success(result);
    }

    private void answer(Route route, Call call, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            answerLater(route, call, stage);
        } else if (result instanceof Flow.Publisher<?> publisher) {
            stream(route, call, publisher);
        } else {
            if (!route.returnsNothing()) {
                call.answer(dataSuffix, envelope.success(result));
            } else if (!route.answersItself() && call.reply().isRequested()) {
                call.reply().ack(envelope.done());
            }
            log.ended(route, call, null);
        }
    }

    /**
     * Begins a stream; where a stage has brought the publisher on a thread with a transaction, after its commit, as the answer that
     * tells of it would come then, too.
     */
    private void stream(Route route, Call call, Flow.Publisher<?> publisher) {
        if (gate.isOpen()) {
            open(route, call).begin(publisher);
            return;
        }
        gate.defer(new CommitGate.Departure() {
            @Override
            public void leave() {
                try {
                    open(route, call).beginSoon(publisher);
                } catch (RuntimeException | Error e) { // on whatever thread commits, where nobody else would answer
                    fail(route, call, e);
                }
            }

            @Override
            public void drop() {
                fail(
                        route,
                        call,
                        new IllegalStateException(
                                "The transaction in which the result came was rolled back: its stream does not begin."));
            }
        });
    }

    /** Tells the caller that a stream begins, where the caller has to know. */
    private ItemStream open(Route route, Call call) {
        ItemStream stream = new ItemStream(
                codec, failure -> failures.refusal(failure, call.caller(), route.description() + " (its stream)"));
        Object told = call.reply().open(stream, call.caller());
        if (told != null) {
            call.answer(dataSuffix, envelope.streams(told));
        }
        log.ended(route, call, null);
        return stream;
    }

    private void answerLater(Route route, Call call, CompletionStage<?> stage) {
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                fail(route, call, failure);
                return;
            }
            RawArguments answer;
            try {
                if (value instanceof Flow.Publisher<?> publisher) {
                    stream(route, call, publisher);
                    return;
                }
                answer = envelope.success(value);
            } catch (RuntimeException | Error e) { // on the stage's thread, where nobody else would answer
                fail(route, call, e);
                return;
            }
            call.answer(dataSuffix, answer);
            log.ended(route, call, null);
        });
    }

    private void fail(Route route, Call call, Throwable failure) {
        RefusedException refusal = failures.refusal(failure, call.caller(), route.description());
        refuse(call, refusal);
        log.ended(route, call, refusal);
    }

    /** What a client is told that a link of the admission has not let in; counted and logged as any failure. */
    public RefusedException notAdmitted(Throwable failure, Caller caller) {
        return failures.refusal(failure, caller, "the check of who connects");
    }

    /**
     * Calls the connect methods one after the other; after the first refusal or failure no more are called.
     *
     * @throws RefusedException when the client may not come in, with what it is told
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

    /** Calls the disconnect methods one after the other; one that fails is counted and logged, and the others are called. */
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
