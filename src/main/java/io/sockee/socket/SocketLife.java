package io.sockee.socket;

import io.sockee.api.DisconnectReason;
import io.sockee.api.RefusedException;
import io.sockee.connection.Connection;
import io.sockee.connection.Frames;
import io.sockee.hub.Namespace;
import io.sockee.metrics.Counters.Counter;
import io.sockee.recovery.Absence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The life of one socket: CONNECTING until it is let in, CONNECTED, GONE once, whoever ends it. What is sent to it while it is
 * CONNECTING is held back, since the client must hear CONNECT first. It begins and ends within the connection's inputs; its
 * state may be asked for by any thread.
 */
final class SocketLife {
    private enum State {
        CONNECTING,
        CONNECTED,
        GONE
    }

    private final SocketServer server;
    private final ClientConnection owner;
    private final Connection connection;
    private final ClientSocket socket;
    private final Namespace namespace;
    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private volatile @Nullable String brought;
    private final OnceOnly gone = new OnceOnly();

    /**
     * @param namespace {@linkplain io.sockee.hub.Hub#enter entered} for the socket; left when the socket ends
     */
    SocketLife(SocketServer server, ClientConnection owner, ClientSocket socket, Namespace namespace) {
        this.server = server;
        this.owner = owner;
        this.connection = owner.connection();
        this.socket = socket;
        this.namespace = namespace;
    }

    private SocketParts parts() {
        return socket.parts();
    }

    // --- Its beginning ----------------------------------------------------------------------------------------

    /**
     * Lets the socket in, unless the admission or a connect method refuses. Within the connection's inputs.
     *
     * @param payload the auth payload, if there is one
     */
    void begin(@Nullable String payload) {
        brought = payload;
        SocketRecovery recovery = parts().recovery();
        Absence claimed = recovery == null ? null : recovery.claimed();
        if (claimed == null) {
            enter(payload);
        } else { // each socket has one call at a time, also across its connections
            claimed.whenCallsAreOver(() -> connection.execute(() -> enter(payload)));
        }
    }

    private void enter(@Nullable String payload) {
        if (state.get() != State.CONNECTING) {
            return; // its client has gone while it waited
        }
        List<Admission.Step> steps =
                Admission.steps(server.services().admission(), namespace.name(), connection.handshake(), payload);
        parts().calls()
                .entrance(steps, parts().auth())
                .begin(this::settle, verdict -> connection.execute(() -> settle(verdict)));
    }

    /**
     * The admission has looked, and the connect methods are next: now it is known whether the socket is the one that its client claims.
     *
     * @return false when it is not, and another one begins in its place
     */
    boolean isAdmitted() {
        SocketRecovery recovery = parts().recovery();
        if (recovery == null || recovery.admit(socket, namespace)) {
            return true;
        }
        connection.execute(() -> owner.joining().beginAnew(socket, brought));
        return false;
    }

    /** Within the connection's inputs, so that the socket's end does not come in between. */
    private void settle(Optional<RefusedException> refusal) {
        if (refusal.isPresent()) {
            refuse(refusal.get());
        } else if (state.compareAndSet(State.CONNECTING, State.CONNECTED)) {
            server.counters().count(Counter.SOCKETS_CONNECTED);
            namespace.add(parts().output());
            SocketRecovery recovery = parts().recovery();
            boolean stays = recovery == null || recovery.connected(socket, namespace);
            parts().user().tell();
            owner.joined();
            parts().calls().connected();
            parts().output().begin();
            if (!stays) {
                leave();
            }
        }
    }

    private void refuse(RefusedException refusal) {
        if (state.compareAndSet(State.CONNECTING, State.GONE)) {
            server.counters().count(Counter.SOCKETS_REFUSED);
            parts().output().end();
            SocketRecovery recovery = parts().recovery();
            if (recovery != null) {
                recovery.refused(socket);
            }
            cleanUp();
            parts().calls().refused();
            Frames error = owner.wire()
                    .connectError(namespace.name(), refusal.text(), server.dataOf(refusal, namespace.name()));
            // First forgotten, then told: the client may ask again as soon as it knows. One that has asked already
            // awaits another.
            connection.execute(() -> {
                if (owner.forget(socket)) {
                    connection.send(error);
                }
            });
        }
    }

    /** Whether the client may speak to it: it was let in and is not gone. */
    boolean isJoined() {
        return state.get() == State.CONNECTED;
    }

    /** Whether the socket has not gone: true also before it has been let in. */
    boolean isConnected() {
        return state.get() != State.GONE;
    }

    // --- Its end ----------------------------------------------------------------------------------------------

    /**
     * The client has left the namespace, or the connection has ended: the socket is gone. Only the first call counts. Within
     * the connection's inputs.
     */
    void end(DisconnectReason reason) {
        State before = state.getAndSet(State.GONE);
        if (before == State.GONE) {
            return;
        }
        Set<String> rooms = before == State.CONNECTED ? parts().calls().lastRooms() : Set.of();
        parts().output().end();
        SocketRecovery recovery = parts().recovery();
        if (recovery == null) {
            cleanUp();
        } else {
            try {
                recovery.gone(socket, namespace, reason, before == State.CONNECTED);
                cleanUp();
            } finally {
                recovery.left(socket); // who comes back meanwhile has found it, and waits until it is gone
            }
        }
        boolean unused = owner.forget(socket); // at once: the next packet of the same request may be a CONNECT
        if (before == State.CONNECTED) {
            server.counters().count(Counter.SOCKETS_DISCONNECTED);
            parts().calls().disconnected(reason, rooms);
        } else {
            server.counters().count(Counter.SOCKETS_REFUSED);
            parts().calls().refused();
        }
    }

    private void cleanUp() {
        Steps.all(List.of(this::quit, parts()::endWhatWaits, parts().user()::tell, gone::happen));
    }

    /** Leaves the namespace and all rooms, for good. */
    private void quit() {
        namespace.remove(parts().output());
        server.hub().leave(namespace);
    }

    /** Tells the client and ends the socket; within the connection's inputs. */
    void leave() {
        if (state.get() == State.CONNECTING) {
            refuse(new RefusedException("Disconnected by the server."));
        } else if (state.get() == State.CONNECTED) {
            parts().output().farewell();
            end(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
        }
    }

    /** Runs a task when the socket goes, or now if it has gone. Tasks run in the order in which they came. */
    void whenGone(Runnable task) {
        gone.then(task);
    }
}
