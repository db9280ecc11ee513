package io.sockee.session;

import io.sockee.api.Authenticated;
import io.sockee.api.RefusedException;

/** Finds out who the client of a session is, by an authentication module, and logs the user in at it. */
@FunctionalInterface
public interface SessionModules {

    /** Where there are none. */
    SessionModules NONE = (session, module, parameters) -> {
        throw new RefusedException("There are no authentication modules here.");
    };

    /**
     * Authenticates. Called within a call of the session's client; blocks as long as the module does.
     *
     * @param parameters JSON
     * @return who it is
     * @throws RefusedException when it is nobody who may come in; then the session is as before
     */
    Authenticated authenticate(LiveSession session, String module, String parameters);
}
