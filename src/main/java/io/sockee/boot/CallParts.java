package io.sockee.boot;

import io.sockee.action.ActionServer;
import io.sockee.connection.Timers;
import io.sockee.event.EventReader;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallLimits;
import io.sockee.routing.CallPool;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Failures;
import io.sockee.routing.RequestLog;
import io.sockee.routing.Routes;
import io.sockee.routing.Strays;
import io.sockee.routing.TextArguments;
import io.sockee.routing.UnansweredCalls;
import io.sockee.routing.ValueCodec;
import io.sockee.session.Sessions;
import io.sockee.socket.OnlineObservers;
import io.sockee.socket.ServerObservers;
import io.sockee.socket.SocketObservers;
import io.sockee.transaction.CommitGate;
import io.sockee.transaction.Jta;
import io.sockee.transaction.JtaCommitGate;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls the application's code, whoever asks for it.
 *
 * @param context surrounds the code
 * @param gate lets emits and answers leave with the commit
 */
record CallParts(
        Routes routes, CallPool pool, CallContext context, CommitGate gate, Failures failures, Dispatcher dispatcher) {

    /**
     * Finds the code and puts the parts together.
     *
     * @param annotated classes that have an annotation of controllers and that CDI may not know of
     */
    static CallParts of(Settings settings, BeanManager beans, Platform platform, Set<Class<?>> annotated) {
        Counters counters = platform.counters();
        ValueCodec codec = new ValueCodec(settings.maxDepth());
        ApplicationCode code = ApplicationCode.find(settings, codec, beans, platform, annotated);
        CommitGate gate = Jta.registry()
                .<CommitGate>map(registry -> new JtaCommitGate(registry, settings.maxEmits(), counters))
                .orElse(CommitGate.ALWAYS_OPEN);
        Failures failures = new Failures(code.mappers(), settings.dev(), counters);
        Dispatcher dispatcher = new Dispatcher(
                codec,
                settings.dataSuffix(),
                settings.errorSuffix(),
                failures,
                gate,
                new Strays(settings.refusesSurplusArguments(), settings.dev(), counters),
                counters,
                new CallLimits(settings.limits(), platform.clock(), counters),
                new RequestLog(
                        settings.requestLog(),
                        System::nanoTime, // what the caller has waited, also while the server stood still
                        settings.metrics().isOn(),
                        Traces.of(beans, code.routes())));
        CallPool pool =
                new CallPool(settings.controllerThreads(), settings.controllerQueue(), platform.threads(), counters);
        return new CallParts(code.routes(), pool, platform.context(), gate, failures, dispatcher);
    }

    /** Tells the application's observers of users. */
    OnlineObservers observers(SocketObservers observers, Timers timers) {
        return new OnlineObservers(observers, pool, timers, new UnansweredCalls(context, gate, failures), failures);
    }

    /** Tells the application's observers of what belongs to no socket. */
    ServerObservers serverObservers(SocketObservers observers, Timers timers, Counters counters) {
        return new ServerObservers(
                observers, pool, timers, new UnansweredCalls(context, gate, failures), failures, counters);
    }

    /**
     * Calls actions over HTTP.
     *
     * @param sessions those of clients; null where there are none
     */
    ActionServer actions(Settings settings, Timers timers, @Nullable Sessions sessions) {
        ActionSettings actions = settings.actions();
        return new ActionServer(
                routes,
                dispatcher,
                new TextArguments(new EventReader(settings.maxDepth()), dispatcher.codec()),
                new ActionServer.Services(gate, timers, pool, context, sessions),
                new RandomIds(),
                actions.waiting(),
                actions.timeout(),
                settings.engine().pingInterval(),
                settings.engine().pingInterval() + settings.engine().pingTimeout(),
                actions.streams());
    }
}
