package io.sockee.boot;

import io.sockee.api.Authenticated;
import io.sockee.api.Socket;
import io.sockee.authentication.AuthenticationModules;
import io.sockee.cdi.CurrentCaller;
import io.sockee.routing.Caller;
import io.sockee.session.LiveSession;
import io.sockee.session.SessionModules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The authentication modules for sessions: it is the caller whose call is under way who authenticates. */
@ApplicationScoped
public class SessionAuthentication implements SessionModules {
    private final AuthenticationModules modules;

    @Inject
    public SessionAuthentication(AuthenticationModules modules) {
        this.modules = modules;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected SessionAuthentication() {
        this(null);
    }

    @Override
    public Authenticated authenticate(LiveSession session, String module, String parameters) {
        Caller caller = CurrentCaller.get()
                .filter(present ->
                        present.session().filter(own -> own == session).isPresent())
                .orElseThrow(() -> new IllegalStateException("A session authenticates within a call of its own client:"
                        + " in a method of a controller or an action, or what that calls."));
        Optional<Socket> socket = caller instanceof Socket calling ? Optional.of(calling) : Optional.empty();
        return modules.authenticate(session, socket, module, parameters, caller.address());
    }
}
