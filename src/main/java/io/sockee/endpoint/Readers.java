package io.sockee.endpoint;

import io.sockee.action.ActionAnswer;
import io.sockee.action.Callers;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
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

    /** What was found. */
    interface Found {

        /**
         * Tells it, once, on this thread or another.
         *
         * @param status of the answer, 200 when the request comes from one of them
         * @param who the user's id; empty when that is not known
         */
        void tell(int status, String who);
    }

    /**
     * Finds out whether a request comes from one of them.
     *
     * @param then gets the status of the answer, 200 when it does; once, on this thread or another
     */
    void check(HttpServletRequest request, IntConsumer then) {
        ask(request, (status, who) -> then.accept(status));
    }

    /** The same, and who it is. */
    void ask(HttpServletRequest request, Found then) {
        Principal principal = request.getUserPrincipal();
        if (role.isEmpty() || request.isUserInRole(role.get())) {
            then.tell(200, principal == null ? "" : principal.getName());
            return;
        }
        String header = request.getHeader("Authorization");
        if (header == null || !callers.knows(header)) {
            then.tell(principal == null ? 401 : 403, "");
            return;
        }
        String address = arrivals.of(request).address();
        try {
            pool.execute(() -> look(header, address, then));
        } catch (RejectedExecutionException e) {
            then.tell(503, "");
        }
    }

    private void look(String authorization, String address, Found then) {
        String who = "";
        int status;
        try {
            User user = callers.of(authorization, address).user();
            who = user.id();
            status = user.hasRole(role.orElseThrow()) ? 200 : 403;
        } catch (RefusedException e) {
            status = ActionAnswer.statusOfCaller(e);
        } catch (RuntimeException | Error e) { // of the application's modules, too: nobody else would answer
            LOG.log(Level.ERROR, "It could not be found out who sent a request", e);
            status = 500;
        }
        then.tell(status, who);
    }

    /** What {@code WWW-Authenticate} says to somebody who is not let in. */
    String challenge(@Nullable String authorization) {
        return authorization == null ? callers.challenge() : callers.challengeAfter(authorization);
    }
}
