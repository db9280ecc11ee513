package io.sockee.session;

import io.sockee.api.Socket;
import io.sockee.connection.Handshake;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at what a client brings along to show who it is, before the connect methods are asked. Safe for any thread. */
@FunctionalInterface
public interface Admission {

    /** Looks at nothing. */
    Admission NONE = (handshake, auth) -> Optional.empty();

    /**
     * What has to be looked at for a new socket. Called on the connection's thread, and so must not block.
     *
     * @param auth the auth payload, an object in JSON; null when there is none
     * @return nothing when the client brings nothing along: its CONNECT then goes on at once
     */
    Optional<Step> step(Handshake handshake, @Nullable String auth);

    /** Looks at what another one looks at, where there is nothing for this one. */
    default Admission or(Admission other) {
        return (handshake, auth) -> step(handshake, auth).or(() -> other.step(handshake, auth));
    }

    /** Looks at it. Runs on the pool, in the context of the socket; may block. */
    @FunctionalInterface
    interface Step {

        /**
         * Lets the socket go on, logged in or not.
         *
         * @throws io.sockee.api.RefusedException when the client may not come in
         */
        void admit(Socket socket);
    }
}
