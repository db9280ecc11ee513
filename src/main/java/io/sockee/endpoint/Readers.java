package io.sockee.endpoint;

import io.sockee.action.TokenUsers;
import io.sockee.api.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;

/**
 * Who may see what is not for everybody: documents, the console.
 *
 * @param role what they have, by the container's login or by a token of Sockee's; empty when everybody may
 * @param users knows tokens; empty where there are no users
 * @param pool looks tokens up
 */
public record Readers(Optional<String> role, Optional<TokenUsers> users, Executor pool) {
    private static final String BEARER = "Bearer ";

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
        boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (users.isEmpty() || !bearer) {
            then.accept(request.getUserPrincipal() == null ? 401 : 403);
            return;
        }
        String token = header.substring(BEARER.length()).strip();
        try {
            pool.execute(() -> then.accept(statusOf(token)));
        } catch (RejectedExecutionException e) {
            then.accept(503);
        }
    }

    private int statusOf(String token) {
        try {
            return users.orElseThrow().of(token).user().hasRole(role.orElseThrow()) ? 200 : 403;
        } catch (RefusedException e) {
            return e.data() == null ? 401 : 503; // who cannot tell at the moment says when to come back
        }
    }
}
