package io.sockee.routing;

import io.sockee.api.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a controller's methods: a socket, or whoever else brings events of a client. What binds, authorizes, fails, counts
 * and gives scopes knows callers only. There is one for as long as its client is there, or for one call. Safe for any thread;
 * does not block.
 */
public interface Caller {

    /** Whom the calls belong to at this moment; empty when nobody is logged in. */
    Optional<User> user();

    /** The client's address. */
    String address();

    /** What tells the client's calls from those of others, in logs too: no secret. */
    String sessionId();

    /** The name of what calls come by at this moment, such as {@code polling} or {@code websocket}. */
    String transport();

    /** The socket that calls; null where it is none that does. */
    @Nullable
    ScopedSocket socket();
}
