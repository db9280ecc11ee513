package io.sockee.socket;

import io.sockee.connection.HandshakeRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Looks at what a client brings along to show who it is, before the connect methods are asked. Safe for any thread. */
@FunctionalInterface
public interface Admission {

    /** Looks at nothing. */
    Admission NONE = (namespace, handshake, auth) -> Optional.empty();

    /**
     * What has to be looked at for a new socket. Called on the connection's thread, and so must not block.
     *
     * @param namespace what the socket wants to join
     * @param auth the auth payload, an object in JSON; null when there is none
     * @return nothing when the client brings nothing along: its CONNECT then goes on at once
     */
    Optional<Step> step(String namespace, HandshakeRequest handshake, @Nullable String auth);

    /** Looks at what another one looks at, where there is nothing for this one. */
    default Admission or(Admission other) {
        return (namespace, handshake, auth) ->
                step(namespace, handshake, auth).or(() -> other.step(namespace, handshake, auth));
    }

    /** Looks at it. Runs on the pool, in the context of the socket; may block. */
    @FunctionalInterface
    interface Step {

        /** What a step returns that has done all it had to. */
        CompletionStage<?> DONE = CompletableFuture.completedStage(null);

        /**
         * Lets the socket go on, logged in or not.
         *
         * @return completes when the socket may go on; a failure keeps the client out as an exception does
         * @throws io.sockee.api.RefusedException when the client may not come in
         */
        CompletionStage<?> admit(WireSocket socket);
    }
}
