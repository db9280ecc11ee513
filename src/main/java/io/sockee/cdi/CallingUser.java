package io.sockee.cdi;

import io.sockee.api.User;
import io.sockee.routing.Caller;
import jakarta.enterprise.context.ContextException;
import jakarta.enterprise.inject.Instance;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The user who calls a guarded method of a bean on this thread: that of the caller whose call is under way; without one, the
 * user whom the server has authenticated for the thread's HTTP request; else nobody. A job, a timer of the server and a stage on
 * another thread have no user, and may call only what everybody may.
 */
final class CallingUser {
    private final Instance<HttpServletRequest> request;
    private final SockeeExtension extension;

    CallingUser(Instance<HttpServletRequest> request, SockeeExtension extension) {
        this.request = request;
        this.extension = extension;
    }

    Optional<User> get() {
        Optional<Caller> caller = CurrentCaller.get();
        return caller.isPresent() ? caller.get().user() : ofRequest();
    }

    private Optional<User> ofRequest() {
        if (!request.isResolvable()) {
            return Optional.empty(); // no web container
        }
        try {
            HttpServletRequest current = request.get();
            Principal principal = current.getUserPrincipal();
            return Optional.ofNullable(principal)
                    .map(Principal::getName)
                    .filter(name -> !name.isEmpty())
                    .map(name -> new User(
                            name,
                            name,
                            extension.roles().stream()
                                    .filter(current::isUserInRole)
                                    .collect(Collectors.toSet())));
        } catch (IllegalStateException | ContextException e) {
            return Optional.empty(); // no request is under way on this thread
        }
    }
}
