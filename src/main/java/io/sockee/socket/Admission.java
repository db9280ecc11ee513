package io.sockee.socket;

import io.sockee.connection.HandshakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain by which sockets are let in. A link may add something to a socket, such as its user or its rooms, or
 * refuse the client; with the first refusal the client is kept out, and the links behind it are not asked. After the links
 * the connect methods are asked. What costs or changes something beyond the socket is done only when nobody has refused: the
 * {@linkplain Entry entries}, in the order of their links. Safe for any thread.
 */
@FunctionalInterface
public interface Admission {

    /**
     * What has to be looked at for a new socket. Called among the connection's inputs: must not block, and must not throw.
     *
     * @param namespace what the socket wants to join
     * @param auth the auth payload, an object in JSON; null when there is none
     * @return nothing when the client brings nothing along for this link. When no link has a step, CONNECT needs no thread of
     *     the pool for them
     */
    Optional<Step> step(String namespace, HandshakeRequest handshake, @Nullable String auth);

    /** This link with no step for the given namespaces. */
    default Admission except(Set<String> namespaces) {
        Set<String> others = Set.copyOf(namespaces);
        return (namespace, handshake, auth) ->
                others.contains(namespace) ? Optional.empty() : step(namespace, handshake, auth);
    }

    /** The steps of a chain for a new socket, in the order of the links. */
    static List<Step> steps(
            List<Admission> chain, String namespace, HandshakeRequest handshake, @Nullable String auth) {
        List<Step> steps = List.of(); // most clients bring nothing along
        for (Admission link : chain) {
            Step step = link.step(namespace, handshake, auth).orElse(null);
            if (step != null) {
                steps = steps.isEmpty() ? new ArrayList<>(2) : steps;
                steps.add(step);
            }
        }
        return steps;
    }

    /**
     * A link's look at one client. Runs on the pool, in the context of the socket; may block. What completes its stage later runs
     * without that context, and at the same time as calls of the socket.
     */
    @FunctionalInterface
    interface Step {

        /** The result of a step that has nothing left to do. */
        CompletionStage<Entry> LOOKED = CompletableFuture.completedStage(Entry.NOTHING);

        /**
         * Looks, and adds to the socket what ends with the socket. Changes nothing else: links behind it may yet refuse.
         *
         * @return completes, on any thread, when the socket may go on, with what is left to do; when it fails, the client is
         *     kept out, as with an exception. Nothing here limits how long it may take
         * @throws io.sockee.api.RefusedException when the client may not come in; any other exception keeps it out as an
         *     internal error
         */
        CompletionStage<Entry> look(WireSocket socket);
    }

    /** What a link does once nobody has refused. Runs on the pool, in the context of the socket; may block. */
    @FunctionalInterface
    interface Entry {

        /** The result of an entry that is done when it returns. */
        CompletionStage<?> DONE = CompletableFuture.completedStage(null);

        /** Leaves nothing to do. */
        Entry NOTHING = socket -> DONE;

        /**
         * Does what is left. Not called for a socket that has gone meanwhile.
         *
         * @return completes, on any thread, when the client may be told that it is in; when it fails, the client is kept out, as
         *     with an exception, and the entries before this one are not undone
         */
        CompletionStage<?> enter(WireSocket socket);
    }
}
