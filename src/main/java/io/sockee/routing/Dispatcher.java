package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.event.Arguments;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Calls controllers and makes the answer of what they return or throw: bind, call, encode, answer. Runs on the thread
 * that the caller chose.
 */
public final class Dispatcher {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final ValueCodec codec;
    private final Envelope envelope;
    private final String dataSuffix;
    private final String errorSuffix;
    private final boolean showsFailures;
    private final Counters counters;

    /**
     * @param dataSuffix what follows the event's name in the name of its answer
     * @param errorSuffix the same for a failure
     * @param showsFailures whether the client is told the message of an unexpected exception: in development only
     */
    public Dispatcher(
            ValueCodec codec, String dataSuffix, String errorSuffix, boolean showsFailures, Counters counters) {
        this.codec = codec;
        this.envelope = new Envelope(codec);
        this.dataSuffix = dataSuffix;
        this.errorSuffix = errorSuffix;
        this.showsFailures = showsFailures;
        this.counters = counters;
    }

    /** What turns values into arguments, for everything else that is sent. */
    public ValueCodec codec() {
        return codec;
    }

    /** Calls the method for an event and answers. */
    public void onEvent(Route route, Call call) {
        try {
            answer(route, call, route.call(call));
        } catch (Throwable failure) { // whatever a controller throws must become an answer
            fail(route, call, failure);
        }
    }

    private void answer(Route route, Call call, @Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, failure) -> {
                if (failure != null) {
                    fail(route, call, failure);
                } else {
                    answerValue(route, call, value);
                }
            });
        } else if (!route.returnsNothing()) {
            answerValue(route, call, result);
        } else if (!route.answersItself() && call.reply().isRequested()) {
            call.reply().ack(envelope.done());
        }
    }

    private void answerValue(Route route, Call call, @Nullable Object value) {
        Arguments answer;
        try {
            answer = envelope.success(value);
        } catch (RuntimeException e) { // also on a stage's thread, where nobody else would answer
            fail(route, call, e);
            return;
        }
        send(call, dataSuffix, answer);
    }

    private void send(Call call, String suffix, Arguments answer) {
        if (call.reply().isRequested()) {
            call.reply().ack(answer);
        } else {
            call.reply().emit(call.event() + suffix, answer);
        }
    }

    private void fail(Route route, Call call, Throwable failure) {
        send(call, errorSuffix, envelope.failure(messageOf(route, call, failure)));
    }

    private String messageOf(Route route, Call call, Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof RefusedException refused) {
            counters.count(Counter.CALLS_REFUSED);
            return refused.text();
        }
        counters.count(Counter.CALLS_FAILED);
        String id = UUID.randomUUID().toString();
        LOG.log(
                Level.ERROR,
                "error=" + id + " sid=" + call.socket().id() + " " + route.description() + " failed",
                failure);
        String message = "Internal error. (" + id + ")";
        return showsFailures ? message + " " + failure : message;
    }

    /** Calls the connect methods in turn; the first refusal ends it. */
    public void onConnect(Iterable<Route> routes, Call call) {
        for (Route route : routes) {
            try {
                route.call(call);
            } catch (RefusedException refused) {
                throw refused;
            } catch (Throwable failure) {
                throw new RefusedException(messageOf(route, call, failure));
            }
        }
    }

    /** Calls the disconnect methods in turn; one that fails does not keep the others from being called. */
    public void onDisconnect(Iterable<Route> routes, Call call) {
        for (Route route : routes) {
            try {
                route.call(call);
            } catch (Throwable failure) {
                String unused = messageOf(route, call, failure);
            }
        }
    }
}
