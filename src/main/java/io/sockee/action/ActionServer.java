package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.event.RawArguments;
import io.sockee.routing.Call;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls actions for requests: on the threads of controllers, or at once where a method does not block and no token has to be
 * looked up. Safe for any thread; does not block.
 */
public final class ActionServer {
    private final Map<String, Route> actions;
    private final Dispatcher dispatcher;
    private final TextArguments arguments;
    private final Services services;
    private final Supplier<String> ids;
    private final long timeout;

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
     * @param timeout the milliseconds after which a call that has not answered is given up
     */
    public ActionServer(
            Routes routes,
            Dispatcher dispatcher,
            TextArguments arguments,
            Services services,
            Supplier<String> ids,
            long timeout) {
        this.actions = routes.overHttp();
        this.dispatcher = dispatcher;
        this.arguments = arguments;
        this.services = services;
        this.ids = ids;
        this.timeout = timeout;
    }

    /** Whether there is an action of that name. */
    public boolean has(String action) {
        return actions.containsKey(action);
    }

    /**
     * Calls an action.
     *
     * @param users knows tokens; empty when there are no users here, and a token then says nothing
     * @param to gets the answer, once, on any thread; must not block
     */
    public void call(ActionRequest request, Optional<TokenUsers> users, Consumer<ActionAnswer> to) {
        Route route = actions.get(request.action());
        if (route == null) {
            to.accept(ActionAnswer.problem(404, "There is no action '" + request.action() + "'."));
            return;
        }
        Sessions sessions = services.sessions();
        CallSession session = sessions == null
                ? null
                : sessions.call(
                        request.request(),
                        request.trusted(),
                        request.sessionToken().orElse(null));
        HttpReply reply =
                new HttpReply(dispatcher.codec(), services.gate(), session == null ? to : telling(session, to));
        RawArguments values;
        try {
            values = values(route, request);
        } catch (RefusedException e) {
            reply.answer(ActionAnswer.refused(e));
            return;
        }
        dispatcher.countCall();
        reply.giveUpAfter(services.timers(), timeout);
        Optional<String> token = users.isEmpty() ? Optional.empty() : request.token();
        if (token.isPresent()) {
            TokenUsers known = users.get();
            onPool(reply, () -> callWithToken(route, request, values, known, token.get(), session, reply));
        } else if (session != null && session.isBrought()) {
            onPool(reply, () -> callWithSession(route, request, values, session, reply));
        } else if (route.nonBlocking()) {
            HttpCaller caller = caller(request, authenticated(request), session);
            services.context()
                    .runAtOnce(caller, () -> dispatcher.onEvent(route, event(caller, request, values, reply)));
        } else {
            HttpCaller caller = caller(request, authenticated(request), session);
            onPool(reply, () -> run(route, event(caller, request, values, reply)));
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

    private void onPool(HttpReply reply, Runnable call) {
        try {
            services.pool().execute(call);
        } catch (RejectedExecutionException e) { // too many wait, which the pool has told
            reply.answer(ActionAnswer.problem(503, "The server is busy. Try again later.")
                    .with("Retry-After", "5"));
        }
    }

    /** An answer that tells the client its session's id, where it has to, and with which the call's use of the session ends. */
    private static Consumer<ActionAnswer> telling(CallSession session, Consumer<ActionAnswer> to) {
        return answer -> {
            Optional<CallSession.Told> told = session.told();
            session.close();
            to.accept(told.map(one -> answer.with(one.header(), one.value())).orElse(answer));
        };
    }

    private void callWithSession(
            Route route, ActionRequest request, RawArguments values, CallSession session, HttpReply reply) {
        Optional<User> user;
        try {
            user = session.look();
        } catch (RefusedException e) {
            reply.answer(ActionAnswer.refused(e));
            return;
        }
        HttpCaller caller = caller(request, authenticated(request).or(() -> user), session);
        run(route, event(caller, request, values, reply));
    }

    private void callWithToken(
            Route route,
            ActionRequest request,
            RawArguments values,
            TokenUsers users,
            String token,
            @Nullable CallSession session,
            HttpReply reply) {
        TokenUsers.Known known;
        try {
            known = users.of(token);
            if (session != null && session.isBrought()) {
                Object unused = session.look(); // the token says who it is
            }
        } catch (RefusedException e) {
            reply.answer(ActionAnswer.refusedToken(e));
            return;
        }
        known.renewed().ifPresent(reply::renewed);
        HttpCaller caller = caller(request, Optional.of(known.user()), session);
        run(route, event(caller, request, values, reply));
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
