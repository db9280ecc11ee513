package io.sockee.socket;

import io.sockee.api.User;
import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server itself: in whose name code of the application runs that no client has called. */
public enum ServerCaller implements Caller {
    INSTANCE;

    @Override
    public Optional<User> user() {
        return Optional.empty();
    }

    @Override
    public String address() {
        return "";
    }

    @Override
    public String sessionId() {
        return "server";
    }

    @Override
    public String transport() {
        return "server";
    }

    @Override
    public @Nullable ScopedSocket socket() {
        return null;
    }
}
