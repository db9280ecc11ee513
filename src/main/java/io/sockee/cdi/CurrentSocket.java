package io.sockee.cdi;

import io.sockee.routing.ScopedSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The socket whose call is under way on this thread. */
final class CurrentSocket {
    private static final ThreadLocal<@Nullable ScopedSocket> CURRENT = new ThreadLocal<>();

    private CurrentSocket() {}

    static Optional<ScopedSocket> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Runs a call of a socket; within one of another socket, which it then goes back to. */
    static void during(ScopedSocket socket, Runnable call) {
        ScopedSocket before = CURRENT.get();
        CURRENT.set(socket);
        try {
            call.run();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }
}
