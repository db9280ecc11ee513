package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.proxy.Arrival;
import io.sockee.routing.Call;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallLimits;
import io.sockee.routing.CallPool;
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
import java.util.ArrayList;
import java.util.List;
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
        if (authenticated(request).isPresent()) {
            reply.knownBy(Look.standing(request.still(), services.timers(), heartbeat));
        }
        HttpCaller unknown = caller(request, Optional.empty(), null);
        RefusedException tooMany =
                dispatcher.limits().arrival(unknown, dispatcher.limits().request(unknown.address()), route);
        if (tooMany != null) { // before anything that costs more
            reply.answer(refused(tooMany));
            return;
        }
        RawArguments values;
        try {
            values = values(route, request);
        } catch (RefusedException e) {
            reply.answer(refused(e));
            return;
        }
        dispatcher.countCall();
        reply.giveUpAfter(timeout);
        Optional<String> authorization = request.authorization().filter(users::knows);
        if (authorization.isPresent()) {
            onPool(
                    request,
                    values,
                    reply,
                    () -> callWith(authorization.get(), route, request, values, users, session, reply));
        } else if (session != null && session.isBrought()) {
            onPool(request, values, reply, () -> callWithSession(route, request, values, session, reply));
        } else if (route.nonBlocking()) {
            HttpCaller caller = caller(request, authenticated(request), session);
            Call call = event(caller, request, values, reply);
            if (mayGoOn(route, call)) {
                services.context().runAtOnce(caller, () -> dispatcher.onEvent(route, call));
            }
        } else {
            Call call = event(caller(request, authenticated(request), session), request, values, reply);
            if (mayGoOn(route, call)) {
                onPool(request, values, reply, () -> run(route, call));
            }
        }
    }

    /** Whether the limits of users and methods allow the call, when those of addresses have; if they do not, it is answered. */
    private boolean mayGoOn(Route route, Call call) {
        CallLimits limits = dispatcher.limits();
        RefusedException refusal =
                limits.known(call.caller(), limits.request(call.caller().address()), route);
        if (refusal != null) {
            dispatcher.refuse(call, refusal);
        }
        return refusal == null;
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
    private void onPool(ActionRequest request, RawArguments values, HttpReply reply, Runnable call) {
        String address = Arrival.customer(request.request().address());
        long size = values.size();
        if (!waiting.take(address, size)) {
            busy(reply);
            return;
        }
        try {
            services.pool().execute(() -> {
                waiting.give(address, size);
                if (!reply.isAnswered()) { // else the client may have asked again
                    runOrFail(request, reply, call);
                }
            });
        } catch (RejectedExecutionException e) { // too many wait, which the pool has told
            waiting.give(address, size);
            busy(reply);
        }
    }

    private ActionAnswer refused(RefusedException refusal) {
        return ActionAnswer.refused(refusal, dispatcher.codec());
    }

    private static void busy(HttpReply reply) {
        reply.answer(ActionAnswer.problem(503, "The server is busy. Try again later.")
                .with("Retry-After", "5"));
    }

    /** What fails around the method, as when callers cannot be looked up, is answered at once, and not by the time-out. */
    private void runOrFail(ActionRequest request, HttpReply reply, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            HttpCaller nobody = caller(request, Optional.empty(), null);
            reply.answer(refused(dispatcher.failures().refusal(e, nobody, "the call of " + request.action())));
        }
    }

    private void callWithSession(
            Route route, ActionRequest request, RawArguments values, CallSession session, HttpReply reply) {
        Optional<User> user;
        try {
            user = session.look();
        } catch (RefusedException e) {
            reply.answer(refused(e));
            return;
        }
        if (authenticated(request).isEmpty() && user.isPresent()) {
            reply.knownBy(new Callers.Standing(session.left(), session::watch));
        }
        Call call = event(caller(request, authenticated(request).or(() -> user), session), request, values, reply);
        if (mayGoOn(route, call)) {
            run(route, call);
        }
    }

    private void callWith(
            String authorization,
            Route route,
            ActionRequest request,
            RawArguments values,
            Callers users,
            @Nullable CallSession session,
            HttpReply reply) {
        Callers.Known known;
        try {
            known = inContext(
                    request, () -> users.of(authorization, request.request().address()));
        } catch (RefusedException e) {
            dispatcher.logUnknown(route, event(caller(request, Optional.empty(), session), request, values, reply), e);
            reply.answer(ActionAnswer.refusedCaller(e, users.challengeAfter(authorization), dispatcher.codec()));
            return;
        }
        known.renewed().ifPresent(reply::renewed);
        reply.knownBy(known.standing());
        if (session != null && session.isBrought()) {
            try {
                Object unused = session.look(); // the header says who it is
            } catch (RefusedException e) {
                reply.answer(refused(e));
                return;
            }
        }
        Call call = event(caller(request, Optional.of(known.user()), session), request, values, reply);
        if (mayGoOn(route, call)) {
            run(route, call);
        }
    }

    /** Runs what finds out who calls, which may be the application's, as a call of nobody; a transaction that it leaves open is rolled back. */
    private <T> T inContext(ActionRequest request, Supplier<T> work) {
        List<T> result = new ArrayList<>(1);
        services.context().run(caller(request, Optional.empty(), null), () -> {
            try {
                result.add(work.get());
            } finally {
                boolean unused = services.gate().rollBackLeftOver();
            }
        });
        return result.get(0);
    }

    private void run(Route route, Call call) {
        services.context().run(call.caller(), () -> dispatcher.onEvent(route, call));
    }

    private static Call event(HttpCaller caller, ActionRequest request, RawArguments values, HttpReply reply) {
        return Call.event(caller, request.action(), Map.of(), values, reply);
    }

    private HttpCaller caller(ActionRequest request, Optional<User> user, @Nullable CallSession session) {
        return new HttpCaller(user, request.request().address(), ids.get(), session);
    }

    private static Optional<User> authenticated(ActionRequest request) {
        Optional<HandshakeRequest.Caller> caller = request.request().caller();
        return caller.map(known -> new User(known.name(), known.name(), known.roles()));
    }
}
