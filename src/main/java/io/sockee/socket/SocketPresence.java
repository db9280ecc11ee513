package io.sockee.socket;

import io.sockee.api.RefusedException;
import io.sockee.api.RoomPresence;
import io.sockee.event.RawArguments;
import io.sockee.presence.Presences;
import io.sockee.presence.Scope;

/** One socket's presence in one room. Any thread; does not block. */
final class SocketPresence implements RoomPresence {
    private final SocketServer server;
    private final ClientSocket socket;
    private final Scope scope;

    SocketPresence(SocketServer server, ClientSocket socket, String room) {
        this.server = server;
        this.socket = socket;
        this.scope = new Scope(socket.namespace(), room);
    }

    private SocketOutput output() {
        return socket.parts().output();
    }

    /** Who the socket is to those who see it present. */
    private String key() {
        return socket.parts().user().presenceKey();
    }

    /** The presences, which are told when the socket is let in and when it goes. */
    private Presences presences() {
        Presences presences = server.services().presences();
        if (presences.begin(output())) {
            socket.whenGone(() -> presences.gone(output()));
            if (socket.parts().life().isJoined()) {
                presences.entered(output());
            }
        }
        return presences;
    }

    @Override
    public void track(Object metadata) {
        String json = json(metadata);
        Presences presences = presences();
        String room = scope.room();
        boolean wasIn = output().membership().contains(room);
        if (!wasIn && presences.isFull(scope, key())) {
            throw new RefusedException("Too many are present in that room already.");
        }
        socket.join(room);
        if (!presences.track(output(), scope, socket::user, json)) {
            if (!wasIn) {
                socket.leave(room);
            }
            throw tooMany("is present in");
        }
        if (!room.equals(socket.id())) {
            presences.untrackIfLeft(output(), scope);
        }
    }

    private String json(Object metadata) {
        RawArguments encoded = server.codec().encode(metadata);
        if (!encoded.attachments().isEmpty()) {
            throw new IllegalArgumentException("The metadata of a presence cannot have binary data.");
        }
        int most = server.services().presences().maxMetadata();
        if (encoded.length() > most) {
            throw new IllegalArgumentException("The metadata of a presence takes " + encoded.length()
                    + " characters as JSON, and may take " + most + ": sockee.presence.max-metadata");
        }
        return encoded.json(0);
    }

    private static RefusedException tooMany(String what) {
        return new RefusedException("The socket " + what + " too many rooms already.");
    }

    @Override
    public void untrack() {
        server.services().presences().untrack(output(), scope);
    }

    @Override
    public void watch() {
        if (!presences().watch(output(), scope)) {
            throw tooMany("watches");
        }
    }

    @Override
    public void unwatch() {
        server.services().presences().unwatch(output(), scope);
    }
}
