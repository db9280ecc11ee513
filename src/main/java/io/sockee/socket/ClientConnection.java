package io.sockee.socket;

import io.sockee.api.DisconnectReason;
import io.sockee.api.RefusedException;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Timers;
import io.sockee.metrics.Counters.Counter;
import io.sockee.recovery.Absence;
import io.sockee.recovery.Claim;
import io.sockee.routing.CallBudget;
import io.sockee.routing.CallLimits;
import io.sockee.routing.Routes;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One connection, whatever its client speaks, and its sockets: one for each namespace that the client joined. What the client
 * sends is read here and passed to the socket that it is for. Methods are called within the connection's inputs, one at a
 * time, except where they say otherwise; none blocks.
 */
final class ClientConnection implements ConnectionListener {
    private static final Logger LOG = System.getLogger(ClientConnection.class.getName());

    private final SocketServer server;
    private final Connection connection;
    private final Wire wire;
    private final UnaryOperator<String> ids;
    private final Wire.Reader reader;
    private final Timers.Timer connectTimeout;
    private final CallBudget budget;
    private final JoinBudget joins;
    private final CallLimits.Client client;

    // Written by the connection's inputs only, which come one at a time.
    private final Map<String, ClientSocket> sockets = new HashMap<>(2);
    private boolean closed;

    /** @param ids make the id of a socket in a namespace */
    ClientConnection(SocketServer server, Connection connection, Wire wire, UnaryOperator<String> ids) {
        this.server = server;
        this.connection = connection;
        this.wire = wire;
        this.ids = ids;
        this.reader = wire.reader();
        this.budget = new CallBudget(server.settings().maxWaitingBytes());
        this.client =
                server.dispatcher().limits().connection(connection.handshake().address());
        this.joins = new JoinBudget(server.settings().maxJoins());
        this.connectTimeout = server.services()
                .timers()
                .schedule(
                        server.settings().connectTimeout().toNanos(),
                        () -> connection.execute(this::closeUnlessJoined));
    }

    private void closeUnlessJoined() {
        if (!closed
                && sockets.values().stream()
                        .noneMatch(socket -> socket.parts().life().isJoined())) {
            server.counters().count(Counter.CONNECT_TIMEOUTS);
            connection.close(CloseReason.FORCED_CLOSE);
        }
    }

    @Override
    public void onOpen() {
        wire.implied().ifPresent(this::on);
    }

    @Override
    public void onText(String frame, int offset) {
        if (!closed) {
            server.counters().received(frame.length() - offset);
            on(reader.text(frame, offset));
        }
    }

    @Override
    public void onBinary(byte[] message) {
        if (!closed) {
            server.counters().received(message.length);
            on(reader.binary(message));
        }
    }

    private void on(Packet packet) {
        if (packet instanceof Packet.Awaiting) {
            return;
        }
        if (packet instanceof Packet.Malformed malformed) {
            breakOff(CloseReason.PARSE_ERROR, malformed.why());
        } else if (packet instanceof Packet.Connect connect) {
            connect(connect);
        } else if (packet instanceof Packet.InNamespace addressed) {
            ClientSocket socket = sockets.get(addressed.namespace());
            if (socket != null && (socket.parts().life().isJoined() || addressed instanceof Packet.Disconnect)) {
                deliver(socket, addressed);
            } else {
                breakOff(CloseReason.FORCED_CLOSE, "a packet for a namespace that was not joined");
            }
        }
    }

    private void deliver(ClientSocket socket, Packet.InNamespace packet) {
        if (packet instanceof Packet.Emit emit) {
            if (!socket.parts().calls().event(emit.event(), emit.ackId())) {
                tooManyCalls(socket.id());
            }
        } else if (packet instanceof Packet.Ack ack) {
            socket.parts().acks().complete(ack.ackId(), ack.arguments());
        } else if (packet instanceof Packet.Disconnect) {
            giveUp(socket);
        }
    }

    /** The client wants to hear no more of a socket, not even that it was refused, if it was. */
    private void giveUp(ClientSocket socket) {
        socket.parts().life().end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        boolean unused = forget(socket);
    }

    /**
     * A client may ask again before it has been answered: official ones do so, without a DISCONNECT, when their application gives
     * up a socket that is still connecting and connects it anew. They know of one question at a time, so only the last is
     * answered.
     */
    private void connect(Packet.Connect packet) {
        Routes.Found routes = server.routes(packet.namespace()).orElse(null);
        ClientSocket present = sockets.get(packet.namespace());
        if (routes == null) {
            refuse(packet, new RefusedException("Invalid namespace"));
        } else if (present != null && present.parts().life().isJoined()) {
            breakOff(CloseReason.FORCED_CLOSE, "a CONNECT to a namespace that was joined");
        } else {
            if (present != null) {
                giveUp(present);
            }
            join(packet, routes);
        }
    }

    private void join(Packet.Connect packet, Routes.Found routes) {
        long now = server.services().timers().nanoTime();
        if (sockets.size() >= server.settings().maxNamespaces()) {
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
        SocketRecovery.Setup setup = wire.recovers() ? server.recovery() : null;
        if (setup == null) {
            begin(packet.namespace(), routes, packet.auth(), null);
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
        if (!closed && !sockets.containsKey(packet.namespace())) { // nor has the client asked once more meanwhile
            begin(packet, routes, setup, claim);
        }
    }

    private void begin(Packet.Connect packet, Routes.Found routes, SocketRecovery.Setup setup, @Nullable Claim claim) {
        String namespace = packet.namespace();
        Absence absence = claim == null
                ? null
                : setup.recovery().claim(namespace, claim.pid(), claim.offset()).orElse(null);
        begin(
                namespace,
                routes,
                claim == null ? packet.auth() : claim.auth(),
                claim == null || absence == null
                        ? SocketRecovery.fresh(
                                setup, server.services().socketIds().get())
                        : SocketRecovery.of(setup, absence, claim.offset()));
    }

    private void begin(
            String namespace, Routes.Found routes, @Nullable String auth, @Nullable SocketRecovery recovery) {
        ClientSocket socket = new ClientSocket(server, this, namespace, routes, auth, recovery);
        sockets.put(namespace, socket);
        socket.parts().life().begin(auth);
    }

    /** A socket was not the one that its client claimed: the client joins as if it had claimed nothing. Within the inputs. */
    void beginAnew(ClientSocket socket, @Nullable String auth) {
        Routes.Found routes = server.routes(socket.namespace()).orElse(null);
        if (!closed && routes != null && sockets.get(socket.namespace()) == socket) {
            giveUp(socket);
            begin(new Packet.Connect(socket.namespace(), auth), routes);
        }
    }

    private void refuse(Packet.Connect packet, RefusedException refusal) {
        String namespace = packet.namespace();
        connection.send(wire.connectError(namespace, refusal.text(), server.dataOf(refusal, namespace)));
    }

    /** The client broke a rule: this connection ends, no other is touched. */
    private void breakOff(CloseReason reason, String why) {
        server.counters().count(Counter.PROTOCOL_ERRORS);
        LOG.log(Level.DEBUG, "Closing a connection: {0}", why);
        abandon(reason);
    }

    /**
     * Closes the connection because of what the client sent, and ignores what follows: packets of the same request body still
     * come before the close has its turn. Called within the connection's inputs.
     */
    void abandon(CloseReason reason) {
        closed = true;
        connection.close(reason);
    }

    /** More calls of a socket wait than may: ends the connection. Called within the connection's inputs. */
    void tooManyCalls(String socketId) {
        server.counters().count(Counter.CALL_QUEUES_FULL);
        LOG.log(
                Level.INFO,
                "sid={0} sends faster than its calls end, or all threads are busy: its connection is closed. See"
                        + " sockee.controllers.max-waiting-calls.",
                socketId);
        abandon(CloseReason.CALL_QUEUE_FULL);
    }

    /** A socket was let in: the connect time-out is off, even if the client leaves the namespace again. Any thread. */
    void joined() {
        connectTimeout.cancel();
    }

    /** The id of a socket that is about to join a namespace. */
    String newId(String namespace) {
        return ids.apply(namespace);
    }

    CallBudget budget() {
        return budget;
    }

    /** By what its calls are limited. */
    CallLimits.Client client() {
        return client;
    }

    /** The form in which this client speaks and is spoken to. */
    Wire wire() {
        return wire;
    }

    Connection connection() {
        return connection;
    }

    /**
     * The socket is gone, and the client may join its namespace again. Called within the connection's inputs.
     *
     * @return false when it has been forgotten before
     */
    boolean forget(ClientSocket socket) {
        return sockets.remove(socket.namespace(), socket);
    }

    /** Ends all sockets of this connection, then the connection. Any thread; may be done after the method has returned. */
    void disconnectAll() {
        server.whenNoTransaction(() -> connection.execute(() -> {
            List.copyOf(sockets.values())
                    .forEach(socket -> socket.parts().life().leave());
            connection.close(CloseReason.FORCED_SERVER_CLOSE);
        }));
    }

    @Override
    public void onTransport(String name) {
        for (ClientSocket socket : sockets.values()) {
            if (socket.parts().life().isJoined()) {
                socket.parts().calls().upgraded(name);
            }
        }
    }

    @Override
    public void onClose(CloseReason reason) {
        closed = true;
        connectTimeout.cancel();
        DisconnectReason told = DisconnectReason.valueOf(reason.name());
        Steps.all(sockets.values().stream()
                .<Runnable>map(socket -> () -> socket.parts().life().end(told))
                .toList());
    }
}
