package io.sockee.authentication;

import io.sockee.api.Authenticated;
import io.sockee.api.AuthenticationModule;
import io.sockee.api.Credentials;
import io.sockee.identity.Login;
import java.util.Optional;

/** A module as Sockee's own parts see it: one of theirs may begin a login, whose end ends the socket. Safe for any thread. */
public interface Module {

    /**
     * Who somebody is.
     *
     * @param login the login that has begun; empty where there is none
     */
    record Known(Authenticated who, Optional<Login> login) {}

    /** A module of the application. */
    @SuppressWarnings("ConstantValue") // an application may break its promise
    static Module of(AuthenticationModule module) {
        return credentials -> {
            Authenticated who = module.authenticate(credentials);
            if (who == null) {
                throw new IllegalStateException(
                        "An authentication module answered null: it has to refuse whom it does not know, or say who it is.");
            }
            return new Known(who, Optional.empty());
        };
    }

    /**
     * Finds out who a socket's client is. May block.
     *
     * @throws io.sockee.api.RefusedException when it is nobody who may come in
     */
    Known authenticate(Credentials credentials);

    /** The same for a single request: begins no login. */
    default Authenticated verify(Credentials credentials) {
        return authenticate(credentials).who();
    }
}
