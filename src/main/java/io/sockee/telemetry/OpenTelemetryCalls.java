package io.sockee.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.sockee.api.RefusedException;
import io.sockee.routing.Call;
import io.sockee.routing.CallTrace;
import io.sockee.routing.CallTracing;
import io.sockee.routing.Caller;
import io.sockee.routing.RefusalKind;
import io.sockee.routing.Route;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A span for each call of a method that answers events, with the attributes of the semantic conventions for remote procedure calls.
 * A call over HTTP belongs to the trace of its request; one over a socket begins a trace of its own, as a connection may last for
 * days. Never an argument, a result, or who the user is. Safe for any thread; does not block.
 */
public final class OpenTelemetryCalls implements CallTracing {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("rpc.service");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");
    private static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey("sockee.transport");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** How an SDK describes itself that has no processor of spans. */
    private static final String NO_PROCESSOR = "spanProcessor=NoopSpanProcessor";

    private static final Logger LOG = System.getLogger(OpenTelemetryCalls.class.getName());

    /**
     * What the method of a call is called. Both are the application's words, however many names clients find.
     *
     * @param namespace its name or pattern
     * @param event its name or pattern
     */
    public record Name(String namespace, String event) {
        String span() {
            return namespace + " " + event;
        }
    }

    private final Tracer tracer;
    private final Function<Route, Name> names;

    OpenTelemetryCalls(Tracer tracer, Function<Route, Name> names) {
        this.tracer = tracer;
        this.names = names;
    }

    /**
     * Looks for somebody who wants spans: an instance that the server gives, else the one that an agent or an application has put in
     * place before. One that does nothing counts as none.
     *
     * @param given looks for the server's
     */
    public static Optional<CallTracing> find(
            Function<Class<OpenTelemetry>, Optional<OpenTelemetry>> given, Function<Route, Name> names) {
        Optional<OpenTelemetry> ofServer = given.apply(OpenTelemetry.class);
        return ofServer.filter(OpenTelemetryCalls::works)
                .or(() -> global(ofServer.isPresent()))
                .map(found -> new OpenTelemetryCalls(found.getTracer("io.sockee"), names));
    }

    /**
     * The one that is there for all.
     *
     * @param serverHasApi whether the API is the server's, which may be an older one that cannot be asked: then nobody is there
     */
    private static Optional<OpenTelemetry> global(boolean serverHasApi) {
        try {
            return GlobalOpenTelemetry.isSet()
                    ? Optional.of(GlobalOpenTelemetry.get()).filter(OpenTelemetryCalls::works)
                    : Optional.empty();
        } catch (NoSuchMethodError e) {
            if (serverHasApi) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Whether spans go anywhere. What a server gives may be a proxy, which is not the same as anything, and, where traces are switched
     * off, may be an SDK without anybody who processes spans. That it tells nobody but by its text; where the text is another, calls
     * have spans that nobody sees.
     */
    private static boolean works(OpenTelemetry found) {
        return found.getTracerProvider() != TracerProvider.noop()
                && !found.toString().contains(NO_PROCESSOR);
    }

    @Override
    public CallTrace here() {
        return new Parent(Context.current());
    }

    @Override
    public CallTrace begin(Route route, Call call) {
        Context parent = call.trace() instanceof Parent known ? known.context() : Context.root();
        try {
            return spanned(route, call, parent);
        } catch (RuntimeException e) { // of whoever processes spans: the call is made all the same
            complain(e);
            return new Parent(parent);
        }
    }

    private CallTrace spanned(Route route, Call call, Context parent) {
        Name name = names.apply(route);
        boolean within = Span.fromContext(parent).getSpanContext().isValid();
        Caller caller = call.caller();
        SpanBuilder span = tracer.spanBuilder(name.span())
                .setParent(parent)
                .setSpanKind(within ? SpanKind.INTERNAL : SpanKind.SERVER)
                .setAttribute(SYSTEM, "sockee")
                .setAttribute(SERVICE, name.namespace())
                .setAttribute(METHOD, name.event())
                .setAttribute(FUNCTION, route.description())
                .setAttribute(TRANSPORT, caller.transport());
        if (!caller.address().isEmpty()) {
            span.setAttribute(CLIENT, caller.address());
        }
        if (caller.socket() != null) { // others have an id for each call
            span.setAttribute(SESSION, caller.sessionId());
        }
        Span begun = span.startSpan();
        return new Spanned(begun, parent.with(begun));
    }

    private static void complain(RuntimeException e) {
        LOG.log(Level.DEBUG, "A span was lost", e);
    }

    /** What was going on when a request came. */
    private record Parent(Context context) implements CallTrace {
        @Override
        public void run(Runnable part) {
            part.run();
        }

        @Override
        public void ended(@Nullable RefusedException refusal) {
            // it is not the call's
        }
    }

    private record Spanned(Span span, Context context) implements CallTrace {
        @Override
        public void run(Runnable part) {
            context.wrap(part).run();
        }

        @Override
        public void ended(@Nullable RefusedException refusal) {
            try {
                end(refusal);
            } catch (RuntimeException e) { // of whoever processes spans: the call has been answered
                complain(e);
            }
        }

        private void end(@Nullable RefusedException refusal) {
            if (refusal != null) {
                RefusalKind kind = RefusalKind.of(refusal);
                span.setAttribute(ERROR, kind.name().toLowerCase(Locale.ROOT));
                if (kind == RefusalKind.FAILED) { // what is refused is the caller's affair
                    span.setStatus(StatusCode.ERROR);
                }
            }
            span.end();
        }
    }
}
