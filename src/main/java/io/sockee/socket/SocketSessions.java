package io.sockee.socket;

import io.sockee.api.Session;
import java.util.Optional;

/** Knows the sessions of sockets. Safe for any thread; does not block. */
@FunctionalInterface
public interface SocketSessions {

    /** Where there are no sessions. */
    SocketSessions NONE = socket -> Optional.empty();

    /** The session of a socket, made if it has none yet; empty where there are no sessions. */
    Optional<Session> of(WireSocket socket);
}
