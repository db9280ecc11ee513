package io.sockee.socket;

import io.sockee.api.DisconnectReason;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Timers;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.CallBudget;
import io.sockee.routing.CallLimits;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
    private final Wire begunByBinary;
    private final UnaryOperator<String> ids;
    private final UnaryOperator<String> loggedIds;
    private final Timers.Timer connectTimeout;
    private final CallBudget budget;
    private final JoinBudget joins;
    private final CallLimits.Client client;

    // Written by the connection's inputs only, which come one at a time. The wire is settled by the first message:
    // before any socket.
    private Wire wire;
    private Wire.@Nullable Reader reader;
    private final Map<String, ClientSocket> sockets = new HashMap<>(2);
    private boolean closed;

    /**
     * @param begunByBinary the form of a client whose first message is binary; the same as the other where there is an implied packet
     * @param ids make the id of a socket in a namespace
     * @param loggedIds make of that what stands in the log
     */
    ClientConnection(
            SocketServer server,
            Connection connection,
            Wire wire,
            Wire begunByBinary,
            UnaryOperator<String> ids,
            UnaryOperator<String> loggedIds) {
        this.server = server;
        this.connection = connection;
        this.wire = wire;
        this.begunByBinary = begunByBinary;
        this.ids = ids;
        this.loggedIds = loggedIds;
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
            on(reader(false).text(frame, offset));
        }
    }

    @Override
    public void onBinary(byte[] message) {
        if (!closed) {
            server.counters().received(message.length);
            on(reader(true).binary(message));
        }
    }

    private Wire.Reader reader(boolean forBinary) {
        Wire.Reader present = reader;
        if (present == null) {
            if (forBinary) {
                wire = begunByBinary;
            }
            present = wire.reader();
            reader = present;
        }
        return present;
    }

    private void on(Packet packet) {
        if (packet instanceof Packet.Awaiting) {
            return;
        }
        if (packet instanceof Packet.Malformed malformed) {
            breakOff(CloseReason.PARSE_ERROR, malformed.why());
        } else if (packet instanceof Packet.Connect connect) {
            joining().connect(connect);
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
        server.listeners().logged(socket, packet);
        if (packet instanceof Packet.Emit emit) {
            if (!socket.parts().calls().event(emit.event(), emit.ackId())) {
                tooManyCalls(socket.sessionId());
            }
        } else if (packet instanceof Packet.Ack ack) {
            socket.parts().acks().complete(ack.ackId(), ack.arguments());
        } else if (packet instanceof Packet.Disconnect) {
            giveUp(socket);
        }
    }

    /** The client wants to hear no more of a socket, not even that it was refused, if it was. */
    void giveUp(ClientSocket socket) {
        socket.parts().life().end(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        boolean unused = forget(socket);
    }

    /** Whether it has ended, or is about to: nobody joins any more. */
    boolean isClosed() {
        return closed;
    }

    /** The client broke a rule: this connection ends, no other is touched. */
    void breakOff(CloseReason reason, String why) {
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
    void tooManyCalls(String loggedId) {
        server.counters().count(Counter.CALL_QUEUES_FULL);
        LOG.log(
                Level.INFO,
                "sid={0} sends faster than its calls end, or all threads are busy: its connection is closed. See"
                        + " sockee.controllers.max-waiting-calls.",
                loggedId);
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

    /** What stands in the log for the id of one of its sockets. */
    String logged(String id) {
        return loggedIds.apply(id);
    }

    /** How its client joins namespaces. */
    Joining joining() {
        return new Joining(server, this, sockets, joins);
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
