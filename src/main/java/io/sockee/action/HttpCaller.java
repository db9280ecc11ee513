package io.sockee.action;

import io.sockee.api.Session;
import io.sockee.api.User;
import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import io.sockee.session.CallSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls an action over HTTP, for one call.
 *
 * @param sessionId an id of the call's own
 * @param call has the client's session; null where there are no sessions
 */
record HttpCaller(
        Optional<User> user,
        String address,
        String sessionId,
        @Nullable CallSession call) implements Caller {

    static HttpCaller of(ActionRequest request, Optional<User> user, String id, @Nullable CallSession call) {
        return new HttpCaller(user, request.request().address(), id, call);
    }

    @Override
    public String transport() {
        return "http";
    }

    @Override
    public Optional<Session> session() {
        return call == null ? Optional.empty() : Optional.of(call.get());
    }

    @Override
    public @Nullable ScopedSocket socket() {
        return null;
    }
}
