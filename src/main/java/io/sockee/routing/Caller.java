package io.sockee.routing;

import io.sockee.api.Session;
import io.sockee.api.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a controller's methods: a socket, or something else that brings a client's events. Binding, access checks, failures,
 * counters and scopes know callers only, no sockets. A caller stands for one client as long as it is there, or for one call.
 * Safe for any thread; does not block.
 */
public interface Caller {

    /** The user who is logged in at this moment; empty when nobody is. */
    Optional<User> user();

    /** The client's address. */
    String address();

    /** What tells this client from others in logs: its id, or something in the place of an id that is a secret. */
    String sessionId();

    /** The name of what calls come by at this moment, such as {@code polling} or {@code websocket}. */
    String transport();

    /** The client's real-time session; empty where there are none. */
    default Optional<Session> session() {
        return Optional.empty();
    }

    /** The socket that calls; null when the caller is no socket. */
    @Nullable
    ScopedSocket socket();
}
