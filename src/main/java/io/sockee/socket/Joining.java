package io.sockee.socket;

import io.sockee.api.RefusedException;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.metrics.Counters.Counter;
import io.sockee.recovery.Absence;
import io.sockee.recovery.Claim;
import io.sockee.routing.Routes;
import io.sockee.wire.Packet;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the client of one connection joins namespaces. Methods are called within the connection's inputs; none blocks. */
final class Joining {
    /** After what time a client may try again that met a full namespace. */
    private static final Duration FULL = Duration.ofSeconds(5);

    private final SocketServer server;
    private final ClientConnection owner;
    private final Connection connection;
    private final Map<String, ClientSocket> sockets;
    private final JoinBudget joins;

    /**
     * Made anew for each question, so that a connection holds nothing for it.
     *
     * @param sockets those of the connection, by their namespaces
     * @param joins how often the connection may ask
     */
    Joining(SocketServer server, ClientConnection owner, Map<String, ClientSocket> sockets, JoinBudget joins) {
        this.server = server;
        this.owner = owner;
        this.connection = owner.connection();
        this.sockets = sockets;
        this.joins = joins;
    }

    /**
     * A client may ask again before it has been answered: official ones do so, without a DISCONNECT, when their application gives
     * up a socket that is still connecting and connects it anew. They know of one question at a time, so only the last is
     * answered.
     */
    void connect(Packet.Connect packet) {
        Routes.Found routes = server.routes(packet.namespace()).orElse(null);
        ClientSocket present = sockets.get(packet.namespace());
        if (routes == null) {
            refuse(packet, new RefusedException("Invalid namespace"));
        } else if (present != null && present.parts().life().isJoined()) {
            owner.breakOff(CloseReason.FORCED_CLOSE, "a CONNECT to a namespace that was joined");
        } else {
            if (present != null) {
                owner.giveUp(present);
            }
            join(packet, routes);
        }
    }

    private void join(Packet.Connect packet, Routes.Found routes) {
        long now = server.services().timers().nanoTime();
        if (!rule(routes).admits(connection.handshake().headers())) {
            server.counters().count(Counter.SOCKETS_REFUSED);
            refuse(packet, new RefusedException("This origin is not allowed here."));
        } else if (sockets.size() >= server.settings().maxNamespaces()) {
            server.counters().count(Counter.SOCKETS_REFUSED);
            refuse(packet, new RefusedException("Too many namespaces."));
        } else if (!joins.take(now)) {
            server.counters().count(Counter.SOCKETS_REFUSED);
            Duration wait = joins.untilFree(now);
            refuse(packet, RefusedException.retryAfter("Too many joins: try again in a minute.", wait));
        } else {
            begin(packet, routes);
        }
    }

    private void begin(Packet.Connect packet, Routes.Found routes) {
        SocketRecovery.Setup setup = owner.wire().recovers() && rule(routes).recovers() ? server.recovery() : null;
        if (setup == null) {
            if (enters(packet, routes)) {
                begin(packet.namespace(), routes, packet.auth(), null);
            }
            return;
        }
        Claim claim = Claim.of(packet.auth()).orElse(null);
        ClientSocket present = claim == null ? null : setup.here().get(claim.pid());
        if (present != null && present.namespace().equals(packet.namespace()) && !sockets.containsValue(present)) {
            // The client knows better: that connection is dead. All of its sockets are away from now on.
            present.parts()
                    .endConnection(
                            CloseReason.TRANSPORT_ERROR,
                            () -> connection.execute(() -> beginAfter(packet, routes, setup, claim)));
        } else {
            begin(packet, routes, setup, claim);
        }
    }

    private void beginAfter(
            Packet.Connect packet, Routes.Found routes, SocketRecovery.Setup setup, @Nullable Claim claim) {
        if (!owner.isClosed()
                && !sockets.containsKey(packet.namespace())) { // nor has the client asked once more meanwhile
            begin(packet, routes, setup, claim);
        }
    }

    private void begin(Packet.Connect packet, Routes.Found routes, SocketRecovery.Setup setup, @Nullable Claim claim) {
        if (!enters(packet, routes)) {
            return;
        }
        String namespace = packet.namespace();
        Absence absence = claim == null
                ? null
                : setup.recovery()
                        .claim(namespace, claim.pid(), claim.offset(), setup::lost)
                        .orElse(null);
        begin(
                namespace,
                routes,
                claim == null ? packet.auth() : claim.auth(),
                claim == null || absence == null
                        ? SocketRecovery.fresh(
                                setup, server.services().socketIds().get(), claim == null ? null : claim.offset())
                        : SocketRecovery.of(setup, absence, claim.offset()));
    }

    private void begin(
            String namespace, Routes.Found routes, @Nullable String auth, @Nullable SocketRecovery recovery) {
        ClientSocket socket = new ClientSocket(server, owner, namespace, routes, auth, recovery);
        sockets.put(namespace, socket);
        if (rule(routes).maxSockets() > 0) {
            socket.parts().life().whenGone(() -> server.services().namespaces().leave(namespace, rule(routes)));
        }
        socket.parts().life().begin(auth);
    }

    /** A socket was not the one that its client claimed: the client joins as if it had claimed nothing. Within the inputs. */
    void beginAnew(ClientSocket socket, @Nullable String auth) {
        Routes.Found routes = server.routes(socket.namespace()).orElse(null);
        if (!owner.isClosed() && routes != null && sockets.get(socket.namespace()) == socket) {
            owner.giveUp(socket);
            begin(new Packet.Connect(socket.namespace(), auth), routes);
        }
    }

    private NamespaceRules.Rule rule(Routes.Found routes) {
        return server.services().namespaces().of(routes.name());
    }

    /** Whether there is room for one more socket; if not, the client is told. */
    private boolean enters(Packet.Connect packet, Routes.Found routes) {
        boolean enters = server.services().namespaces().enter(packet.namespace(), rule(routes));
        if (!enters) {
            server.counters().count(Counter.SOCKETS_REFUSED);
            refuse(packet, RefusedException.retryAfter("This namespace is full.", FULL));
        }
        return enters;
    }

    private void refuse(Packet.Connect packet, RefusedException refusal) {
        String namespace = packet.namespace();
        connection.send(owner.wire().connectError(namespace, refusal.text(), server.dataOf(refusal, namespace)));
    }
}
