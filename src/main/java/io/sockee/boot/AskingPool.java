package io.sockee.boot;

import io.sockee.api.User;
import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds out on the controllers' threads who sends a request: in a request scope, which authentication modules of the application may
 * need, and for a caller who is not known yet.
 */
record AskingPool(Core core) implements Executor {
    private static final Caller NOBODY = new Nobody();

    @Override
    public void execute(Runnable task) {
        core.calls().execute(() -> {
            try {
                core.context().run(NOBODY, task);
            } finally {
                boolean unused = core.gate().rollBackLeftOver(); // of a module: it would be the next call's
            }
        });
    }

    /** Whoever has sent the request. */
    private record Nobody() implements Caller {
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
            return "";
        }

        @Override
        public String transport() {
            return "http";
        }

        @Override
        public @Nullable ScopedSocket socket() {
            return null;
        }
    }
}
