package io.sockee.cdi;

import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose call is under way on this thread. */
final class CurrentCaller {
    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    private CurrentCaller() {}

    static Optional<Caller> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The socket whose call is under way, if it is a socket's. */
    static Optional<ScopedSocket> socket() {
        Caller caller = CURRENT.get();
        return caller == null ? Optional.empty() : Optional.ofNullable(caller.socket());
    }

    /** Runs a call; within one of another caller, which it then goes back to. */
    static void during(Caller caller, Runnable call) {
        Caller before = CURRENT.get();
        CURRENT.set(caller);
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
