package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.routing.Call;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.CallTrace;
import io.sockee.routing.Caller;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Route;
import io.sockee.routing.Routes;
import io.sockee.routing.TextArguments;
import io.sockee.session.CallSession;
import io.sockee.session.Sessions;
import io.sockee.transaction.CommitGate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls actions for requests: on the threads of controllers, or at once where a method does not block and no token has to be
 * looked up. Safe for any thread; does not block.
 */
public final class ActionServer {
    private static final long RETRY_MILLIS = 50;

    /** How often it is looked whether a login of the container's is good still. */
    private static final long LOOK_MILLIS = 1_000;

    private final Map<String, Route> actions;
    private final Dispatcher dispatcher;
    private final TextArguments arguments;
    private final Services services;
    private final Supplier<String> ids;
    private final WaitingCalls waiting;
    private final long timeout;
    private final long heartbeat;
    private final long patience;
    private final OpenStreams streams;

    /**
     * What calls run by.
     *
     * @param sessions those of clients; null where there are none
     */
    public record Services(
            CommitGate gate,
            Timers timers,
            CallPool pool,
            CallContext context,
            @Nullable Sessions sessions) {}

    /**
     * @param ids makes an id for each call
     * @param waiting how many calls may wait for a thread
     * @param timeout the milliseconds after which a call that has not answered is given up
     * @param heartbeat the milliseconds between two signs of life of a stream that has no items
     * @param patience the milliseconds after which a stream of which the client takes nothing is given up
     * @param streams how many there may be
     */
    public ActionServer(
            Routes routes,
            Dispatcher dispatcher,
            TextArguments arguments,
            Services services,
            Supplier<String> ids,
            WaitingCalls.Bounds waiting,
            long timeout,
            long heartbeat,
            long patience,
            OpenStreams.Bounds streams) {
        this.actions = routes.overHttp();
        this.dispatcher = dispatcher;
        this.arguments = arguments;
        this.services = services;
        this.ids = ids;
        this.waiting = new WaitingCalls(waiting);
        this.timeout = timeout;
        this.heartbeat = heartbeat;
        this.patience = patience;
        this.streams = new OpenStreams(streams);
    }

    /** Whether an action answers with a stream, which may last. */
    public boolean streams(String action) {
        Route route = actions.get(action);
        return route != null && route.streams();
    }

    /** What is going on on this thread, which brings a request; null where nobody traces. */
    public @Nullable Origin origin() {
        CallTrace here = dispatcher.here();
        return here == null ? null : new Origin(here);
    }

    /** Whether there is an action of that name. */
    public boolean has(String action) {
        return actions.containsKey(action);
    }

    /**
     * Calls an action.
     *
     * @param users knows who calls
     * @param to gets the answer, once, on any thread; must not block
     */
    public void call(ActionRequest request, Callers users, ActionExchange to) {
        Route route = actions.get(request.action());
        if (route == null) {
            to.answer(ActionAnswer.problem(404, "There is no action '" + request.action() + "'."));
            return;
        }
        Sessions sessions = services.sessions();
        CallSession session = sessions == null
                ? null
                : sessions.call(
                        request.request(),
                        request.trusted(),
                        request.sessionToken().orElse(null));
        HttpReply reply = new HttpReply(
                dispatcher.codec(),
                services.gate(),
                session == null ? to : new TellingExchange(session, to),
                this::runOnPool,
                services.timers(),
                heartbeat,
                patience,
                streams,
                users.challenge());
        if (request.request().caller().isPresent()) {
            reply.knownBy(Look.standing(request.login(), services.timers(), LOOK_MILLIS));
        }
        HttpCaller unknown = HttpCaller.of(request, Optional.empty(), ids.get(), null);
        RefusedException tooMany =
                dispatcher.limits().arrival(unknown, dispatcher.limits().request(unknown.address()), route);
        if (tooMany != null) { // before anything that costs more
            reply.answer(ActionAnswer.refused(tooMany, dispatcher.codec()));
            return;
        }
        RawArguments values;
        try {
            values = values(route, request);
        } catch (RefusedException e) {
            reply.answer(ActionAnswer.refused(e, dispatcher.codec()));
            return;
        }
        dispatcher.countCall();
        reply.giveUpAfter(timeout);
        ActionCall call = new ActionCall(dispatcher, services, ids, route, request, values, session, reply);
        Optional<String> authorization = request.authorization().filter(users::knows);
        if (authorization.isPresent()) {
            onPool(call, () -> call.runAs(authorization.get(), users));
        } else if (session != null && session.isBrought()) {
            onPool(call, () -> call.runWith(session));
        } else {
            Call known = call.authenticated();
            if (known != null && route.nonBlocking()) {
                call.runAtOnce(known);
            } else if (known != null) {
                onPool(call, () -> call.run(known));
            }
        }
    }

    /** Runs the application's code for a stream; a little later, when no thread is free. */
    private void runOnPool(Caller caller, Runnable code) {
        try {
            services.pool().executeAnswer(() -> services.context().run(caller, code));
        } catch (RejectedExecutionException e) {
            if (services.pool().isClosed()) {
                code.run(); // the application is being stopped: there will be no other thread
            } else {
                Timers.Timer unused = services.timers().scheduleMillis(RETRY_MILLIS, () -> runOnPool(caller, code));
            }
        }
    }

    private RawArguments values(Route route, ActionRequest request) {
        String body = request.body();
        String query = request.query();
        if (body != null) {
            return arguments.ofJson(body);
        } else if (query == null || query.isEmpty()) {
            return arguments.named(route, Map.of());
        } else if (query.indexOf('=') >= 0) {
            return arguments.named(route, request.named());
        }
        return arguments.bare(route, decoded(query));
    }

    private static String decoded(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return query;
        }
    }

    /** Has a call run when a thread is free, unless it has been given up by then. */
    private void onPool(ActionCall call, Runnable run) {
        String customer = call.customer();
        long size = call.size();
        if (!waiting.take(customer, size)) {
            call.busy();
            return;
        }
        try {
            services.pool().execute(() -> {
                waiting.give(customer, size);
                call.attempt(run);
            });
        } catch (RejectedExecutionException e) { // too many wait, which the pool has told
            waiting.give(customer, size);
            call.busy();
        }
    }
}
