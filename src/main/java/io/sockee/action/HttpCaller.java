package io.sockee.action;

import io.sockee.api.User;
import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls an action over HTTP, for one call.
 *
 * @param sessionId an id of the call's own
 */
record HttpCaller(Optional<User> user, String address, String sessionId) implements Caller {

    @Override
    public String transport() {
        return "http";
    }

    @Override
    public @Nullable ScopedSocket socket() {
        return null;
    }
}
