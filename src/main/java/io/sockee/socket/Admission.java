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
 * refuse the client; the first refusal ends it, and the links behind it are not asked. After the links the connect methods
 * are asked. Only when nobody has refused does that happen which costs or changes something beyond the socket: the
 * {@linkplain Entry entries}, in the order of their links. Safe for any thread.
 */
@FunctionalInterface
public interface Admission {

    /**
     * What has to be looked at for a new socket. Called on the connection's thread, and so must not block.
     *
     * @param namespace what the socket wants to join
     * @param auth the auth payload, an object in JSON; null when there is none
     * @return nothing when the client brings nothing along for this link: where that is so for all, CONNECT goes on at once
     */
    Optional<Step> step(String namespace, HandshakeRequest handshake, @Nullable String auth);

    /** The same link, which has nothing to look at in some namespaces. */
    default Admission except(Set<String> namespaces) {
        Set<String> others = Set.copyOf(namespaces);
        return (namespace, handshake, auth) ->
                others.contains(namespace) ? Optional.empty() : step(namespace, handshake, auth);
    }

    /** The steps of a chain for a new socket, in order. */
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
     * in no context, beside the socket's calls.
     */
    @FunctionalInterface
    interface Step {

        /** What a step returns that has nothing left to do. */
        CompletionStage<Entry> LOOKED = CompletableFuture.completedStage(Entry.NOTHING);

        /**
         * Looks, and adds what goes with the socket when that goes. Changes nothing else: links behind it may yet refuse.
         *
         * @return completes when the socket may go on, logged in or not, with what is left to do; a failure keeps the client
         *     out as an exception does
         * @throws io.sockee.api.RefusedException when the client may not come in
         */
        CompletionStage<Entry> look(WireSocket socket);
    }

    /** What a link does once nobody has refused. Runs on the pool, in the context of the socket; may block. */
    @FunctionalInterface
    interface Entry {

        /** What an entry returns that is done. */
        CompletionStage<?> DONE = CompletableFuture.completedStage(null);

        /** Leaves nothing to do. */
        Entry NOTHING = socket -> DONE;

        /**
         * Does it. Not called for a socket that has gone meanwhile.
         *
         * @return completes when the client may be told that it is in; a failure keeps it out, as an exception does, and
         *     undoes no entry before it
         */
        CompletionStage<?> enter(WireSocket socket);
    }
}
