package io.sockee.socket;

import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.event.RawArguments;
import io.sockee.hub.Namespace;
import io.sockee.routing.CallLimits;
import io.sockee.routing.Routes;
import io.sockee.traffic.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one socket is made of, as its connection and its parts see it: its {@linkplain SocketLife life}, its {@linkplain SocketCalls
 * calls}, the {@linkplain SocketOutput way} to the client, which is what rooms see of it, its {@linkplain SocketRooms rooms}, its
 * {@linkplain SocketUser user}, and what ends with it: {@linkplain PendingAcks acks}, {@linkplain SocketTimers timers},
 * {@linkplain SocketStreams streams}. What the application sees is the {@link ClientSocket}. May be asked for by any thread; each
 * part says itself from where it may be used.
 */
final class SocketParts {
    private final SocketServer server;
    private final ClientConnection owner;
    private final ClientSocket socket;
    private final RawArguments auth;
    private final @Nullable SocketRecovery recovery;
    private final SocketLife life;
    private final SocketOutput output;
    private final SocketCalls calls;
    private final SocketRooms rooms;
    private final SocketUser user;
    private final PendingAcks acks;
    private final SocketTimers timers;
    private volatile @Nullable SocketStreams streams; // most sockets have none

    /**
     * @param namespace entered for the socket already
     * @param recovery null where there is none
     */
    SocketParts(
            SocketServer server,
            ClientConnection owner,
            ClientSocket socket,
            Namespace namespace,
            Routes.Found routes,
            RawArguments auth,
            @Nullable SocketRecovery recovery) {
        this.recovery = recovery;
        this.server = server;
        this.owner = owner;
        this.socket = socket;
        this.auth = auth;
        this.life = new SocketLife(server, owner, socket, namespace);
        this.output = new SocketOutput(server, socket, owner);
        this.calls = new SocketCalls(server, socket, routes, owner.budget());
        this.rooms = new SocketRooms(socket, namespace, output);
        this.user = new SocketUser(server, socket, namespace);
        this.acks = new PendingAcks(server, socket);
        this.timers = new SocketTimers(server, socket, calls.queue());
    }

    /** The socket belongs to its connection's caller from the beginning, where the container knows one. */
    void begin() {
        if (recovery != null) {
            recovery.begin(output);
        }
        owner.connection()
                .handshake()
                .caller()
                .ifPresent(caller -> user.follow(new User(caller.name(), caller.name(), caller.roles())));
        server.listeners().bare(socket, Line.Way.IN, Line.Kind.CONNECT);
    }

    /** The auth payload, an empty object where there is none. */
    RawArguments auth() {
        return auth;
    }

    /** How its client may have it back; null where there is no recovery. */
    @Nullable
    SocketRecovery recovery() {
        return recovery;
    }

    SocketLife life() {
        return life;
    }

    SocketOutput output() {
        return output;
    }

    SocketCalls calls() {
        return calls;
    }

    SocketRooms rooms() {
        return rooms;
    }

    SocketUser user() {
        return user;
    }

    PendingAcks acks() {
        return acks;
    }

    SocketTimers timers() {
        return timers;
    }

    /** The streams to the client, if there has been one. */
    @Nullable
    SocketStreams presentStreams() {
        return streams;
    }

    /** The streams to the client. */
    synchronized SocketStreams streams() { // rarely taken, and this socket's alone
        SocketStreams present = streams;
        if (present == null) {
            present = new SocketStreams(server, socket);
            streams = present;
        }
        return present;
    }

    /** By what the socket's calls are limited. */
    CallLimits.Client client() {
        return owner.client();
    }

    /** Runs a task as an input of the connection, also when that has ended. */
    void asInput(Runnable task) {
        owner.connection().execute(task);
    }

    /** The socket has joined or left a room. Any thread. */
    void onRoom(String room) {
        if (!calls.room(room)) {
            server.whenNoTransaction(() -> owner.connection().execute(() -> owner.tooManyCalls(socket.sessionId())));
        }
    }

    /** The socket is gone: stops its timers, ends its streams, and fails the answers that are awaited. */
    void endWhatWaits() {
        SocketStreams present = streams; // one that is made now sees by itself that the socket has gone
        Steps.all(List.of(timers::end, acks::end, present == null ? () -> {} : present::end));
    }

    /** Ends the connection, and then runs a task among its inputs. */
    void endConnection(CloseReason reason, Runnable then) {
        owner.connection().close(reason);
        owner.connection().execute(then);
    }
}
