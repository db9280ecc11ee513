package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.event.RawArguments;
import io.sockee.proxy.Arrival;
import io.sockee.routing.Call;
import io.sockee.routing.CallLimits;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Route;
import io.sockee.session.CallSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of an action, from the moment at which it is known what is called with what: finds out who calls, and calls the method
 * in that caller's name. Whatever comes of it is answered. What is said to look something up may block, and has a thread of the
 * pool.
 */
final class ActionCall {
    private final Dispatcher dispatcher;
    private final ActionServer.Services services;
    private final Supplier<String> ids;
    private final Route route;
    private final ActionRequest request;
    private final RawArguments values;
    private final @Nullable CallSession session;
    private final HttpReply reply;

    /**
     * @param ids makes an id for each caller
     * @param values what the method is called with
     * @param session the client's; null where there are no sessions
     */
    ActionCall(
            Dispatcher dispatcher,
            ActionServer.Services services,
            Supplier<String> ids,
            Route route,
            ActionRequest request,
            RawArguments values,
            @Nullable CallSession session,
            HttpReply reply) {
        this.dispatcher = dispatcher;
        this.services = services;
        this.ids = ids;
        this.route = route;
        this.request = request;
        this.values = values;
        this.session = session;
        this.reply = reply;
    }

    /** Whose waiting calls it counts among: an address, or a customer's range of them. */
    String customer() {
        return Arrival.customer(request.request().address());
    }

    /** How many bytes it takes while it waits, about. */
    long size() {
        return values.size();
    }

    /** The call in the name of whom the container has authenticated, or of nobody; see {@link #of}. */
    @Nullable
    Call authenticated() {
        return of(caller());
    }

    /** Runs a call at once: its method does not block. */
    void runAtOnce(Call call) {
        services.context().runAtOnce(call.caller(), () -> dispatcher.onEvent(route, call));
    }

    void run(Call call) {
        services.context().run(call.caller(), () -> dispatcher.onEvent(route, call));
    }

    /** Looks up who is logged in at the session that the client has brought, and runs the call in that name. */
    void runWith(CallSession brought) {
        Optional<User> user;
        try {
            user = brought.look();
        } catch (RefusedException e) {
            reply.answer(refused(e));
            return;
        }
        if (caller().isEmpty() && user.isPresent()) {
            reply.knownBy(new Callers.Standing(brought.left(), brought::watch));
        }
        runIfAllowed(of(caller().or(() -> user)));
    }

    /** Looks up whom the {@code Authorization} header shows, and runs the call in that name. */
    void runAs(String authorization, Callers users) {
        Callers.Known known;
        try {
            known = inContext(() -> users.of(authorization, request.request().address()));
        } catch (RefusedException e) {
            dispatcher.logUnknown(route, Call.event(nobody(), request.action(), Map.of(), values, reply), e);
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
        runIfAllowed(of(Optional.of(known.user())));
    }

    /** Runs one of the above, unless it has been given up. What fails around the method is answered at once, and not by the time-out. */
    void attempt(Runnable call) {
        if (reply.isAnswered()) {
            return; // the client may have asked again
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            reply.answer(refused(dispatcher.failures().refusal(e, nobody(), "the call of " + request.action())));
        }
    }

    private ActionAnswer refused(RefusedException refusal) {
        return ActionAnswer.refused(refusal, dispatcher.codec());
    }

    void busy() {
        reply.answer(ActionAnswer.problem(503, "The server is busy. Try again later.")
                .with("Retry-After", "5"));
    }

    /** The call in a user's name; null, and it is answered, when the limits of users and methods do not allow it (those of addresses have). */
    private @Nullable Call of(Optional<User> user) {
        HttpCaller caller = HttpCaller.of(request, user, ids.get(), session);
        Call call = Call.event(caller, request.action(), Map.of(), values, reply)
                .traced(request.origin() == null ? null : request.origin().trace());
        CallLimits limits = dispatcher.limits();
        RefusedException refusal = limits.known(caller, limits.request(caller.address()), route);
        if (refusal != null) {
            dispatcher.refuse(call, refusal);
            return null;
        }
        return call;
    }

    private void runIfAllowed(@Nullable Call call) {
        if (call != null) {
            run(call);
        }
    }

    /** Runs what finds out who calls, which may be the application's, as a call of nobody; a transaction that it leaves open is rolled back. */
    private <T> T inContext(Supplier<T> work) {
        List<T> result = new ArrayList<>(1);
        services.context().run(nobody(), () -> {
            try {
                result.add(work.get());
            } finally {
                boolean unused = services.gate().rollBackLeftOver();
            }
        });
        return result.get(0);
    }

    private HttpCaller nobody() {
        return HttpCaller.of(request, Optional.empty(), ids.get(), null);
    }

    /** Whom the container has authenticated. */
    private Optional<User> caller() {
        return request.request().caller().map(known -> new User(known.name(), known.name(), known.roles()));
    }
}
