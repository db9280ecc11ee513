package io.sockee.endpoint;

import io.sockee.action.Callers;
import io.sockee.api.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may see what is not for everybody: documents, the console.
 *
 * @param role what they have, by the container's login or by what their requests say in {@code Authorization}; empty when everybody
 *     may
 * @param callers knows who sends a request
 * @param pool finds that out
 */
public record Readers(Optional<String> role, Callers callers, Arrivals arrivals, Executor pool) {
    private static final Logger LOG = System.getLogger(Readers.class.getName());

    /**
     * Finds out whether a request comes from one of them.
     *
     * @param then gets the status of the answer, 200 when it does; once, on this thread or another
     */
    void check(HttpServletRequest request, IntConsumer then) {
        if (role.isEmpty() || request.isUserInRole(role.get())) {
            then.accept(200);
            return;
        }
        String header = request.getHeader("Authorization");
        if (header == null || !callers.knows(header)) {
            then.accept(request.getUserPrincipal() == null ? 401 : 403);
            return;
        }
        String address = arrivals.of(request).address();
        try {
            pool.execute(() -> then.accept(statusOf(header, address)));
        } catch (RejectedExecutionException e) {
            then.accept(503);
        }
    }

    private int statusOf(String authorization, String address) {
        try {
            return callers.of(authorization, address).user().hasRole(role.orElseThrow()) ? 200 : 403;
        } catch (RefusedException e) {
            boolean later = e.data() instanceof Map<?, ?> data && data.containsKey(RefusedException.RETRY_AFTER);
            return later ? 503 : 401;
        } catch (RuntimeException | Error e) { // of the application's modules, too: nobody else would answer
            LOG.log(Level.ERROR, "It could not be found out who sent a request", e);
            return 500;
        }
    }

    /** What {@code WWW-Authenticate} says to somebody who is not let in. */
    String challenge(@Nullable String authorization) {
        return authorization == null ? callers.challenge() : callers.challengeAfter(authorization);
    }
}
