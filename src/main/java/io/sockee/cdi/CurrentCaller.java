package io.sockee.cdi;

import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller whose call is under way on this thread. */
public final class CurrentCaller {
    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    private CurrentCaller() {}

    /** Who calls; empty when no call is under way on this thread. */
    public static Optional<Caller> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The socket whose call is under way, if it is a socket's. */
    static Optional<ScopedSocket> socket() {
        Caller caller = CURRENT.get();
        return caller == null ? Optional.empty() : Optional.ofNullable(caller.socket());
    }

    /** Runs a call; when that of another caller is under way on the thread, this is restored afterwards. */
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
