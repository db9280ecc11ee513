package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.api.User;
import io.sockee.hub.Namespace;
import io.sockee.presence.Presences;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To whom one socket belongs, if to anybody: it is in the room of its user, its streams end with the user who has begun them, and
 * those who watch a room see it under the user's name. Safe for any thread; does not block.
 */
final class SocketUser {
    private final SocketServer server;
    private final ClientSocket socket;
    private final Namespace namespace;
    private volatile @Nullable User user;
    private volatile int departures;

    SocketUser(SocketServer server, ClientSocket socket, Namespace namespace) {
        this.server = server;
        this.socket = socket;
        this.namespace = namespace;
    }

    Optional<User> get() {
        return Optional.ofNullable(user);
    }

    /** The same as {@link #get}, for each call. */
    @Nullable
    User orNobody() {
        return user;
    }

    /** How many users have left the socket to somebody else, or to nobody, until now. */
    int departures() {
        return departures;
    }

    /** The socket is in the room of its user, and of nobody else's: {@link io.sockee.api.Publisher#toUser}. */
    void follow(@Nullable User who) {
        boolean left = change(who);
        SocketStreams streams = socket.parts().presentStreams(); // not before: one may have begun until now
        if (left && streams != null) {
            streams.endOfUser();
        }
        tell();
    }

    /** Returns whether there was a user whose socket this is no more. */
    private synchronized boolean change(@Nullable User who) { // two at a time must not leave both rooms joined
        SocketOutput output = socket.parts().output();
        User before = user;
        user = who;
        boolean left = false;
        if (before != null && (who == null || !who.id().equals(before.id()))) {
            left = true;
            departures++;
            boolean unused = namespace.leave(output, OwnRooms.ofUser(before.id()));
        }
        if (who != null) {
            boolean unused = namespace.join(output, OwnRooms.ofUser(who.id()));
        }
        return left;
    }

    /** Has it known who is online: the socket's user or its life has changed. */
    void tell() {
        Presences presences = server.services().presences();
        presences.belongs(socket.id(), () -> socket.parts().life().isJoined() ? get() : Optional.empty());
        presences.rename(socket.parts().output(), this::get);
    }

    /** Who the socket is to those who see it present: its user, or itself. */
    String presenceKey() {
        User present = user;
        return present == null ? socket.id() : present.id();
    }
}
