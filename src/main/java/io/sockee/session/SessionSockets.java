package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.event.Event;
import io.sockee.socket.WireSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The sockets of one session on this node: they follow its channels and its user. Guarded by the session. */
final class SessionSockets {
    private final Map<WireSocket, Boolean> sockets =
            new LinkedHashMap<>(2); // whether the client knows the session's id
    private final BiConsumer<WireSocket, SessionUser> logIn;

    /**
     * @param logIn logs a socket in
     */
    SessionSockets(BiConsumer<WireSocket, SessionUser> logIn) {
        this.logIn = logIn;
    }

    boolean isEmpty() {
        return sockets.isEmpty();
    }

    int size() {
        return sockets.size();
    }

    void add(WireSocket socket, boolean knows, SessionState state) {
        sockets.put(socket, knows);
        state.channels().forEach(channel -> join(socket, channel));
    }

    void remove(WireSocket socket) {
        sockets.remove(socket);
    }

    /** Those of other connections than that of a socket; all, when that is null. A copy. */
    @SuppressWarnings("ReferenceEquality") // two connections may begin alike
    List<WireSocket> others(@Nullable WireSocket socket) {
        return sockets.keySet().stream()
                .filter(one -> socket == null || one.arrival() != socket.arrival())
                .toList();
    }

    /** A socket has no part in the session any more. */
    void abandon(WireSocket socket, SessionState state) {
        if (sockets.remove(socket) != null) {
            state.channels().forEach(socket::leave);
            follow(socket, state.user(), Optional.empty());
        }
    }

    /** What the session holds has changed. */
    void follow(SessionState before, SessionState after) {
        for (WireSocket socket : sockets.keySet()) {
            for (String channel : before.channels()) {
                if (!after.channels().contains(channel)) {
                    socket.leave(channel);
                }
            }
            for (String channel : after.channels()) {
                if (!before.channels().contains(channel)) {
                    join(socket, channel);
                }
            }
            follow(socket, before.user(), after.user());
        }
    }

    private static void join(WireSocket socket, String channel) {
        try {
            socket.join(channel);
        } catch (RefusedException e) { // it happens to be the id of another socket, whose own room that is
            return;
        }
    }

    /** A socket follows from one user to another, if it is another. */
    void follow(WireSocket socket, Optional<SessionUser> before, Optional<SessionUser> after) {
        if (before.equals(after)) {
            return;
        }
        if (after.isPresent()) {
            logIn.accept(socket, after.get());
        } else if (before.isPresent()
                && socket.user()
                        .filter(user -> user.id().equals(before.get().user().id()))
                        .isPresent()) {
            socket.logOut();
        }
    }

    /** The session has another id, which no client knows. */
    void forgetId() {
        sockets.replaceAll((socket, knows) -> false);
    }

    /** Sends the id to the clients that may not know it; they are taken to know it from now on. */
    void tell(Event event) {
        List<WireSocket> untold = new ArrayList<>(0);
        sockets.forEach((socket, knows) -> {
            if (!knows) {
                untold.add(socket);
            }
        });
        untold.forEach(socket -> {
            sockets.put(socket, true);
            socket.send(event);
        });
    }
}
