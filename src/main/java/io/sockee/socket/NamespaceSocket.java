package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.hub.Member;
import io.sockee.hub.Membership;
import io.sockee.hub.Namespace;
import io.sockee.routing.ScopedSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a socket is to its namespace: its id, its rooms, its data, and whom it reaches. */
abstract class NamespaceSocket implements ScopedSocket, Member {
    private final String id;
    private final Namespace namespace;
    private final SocketServer server;
    private final Membership membership = new Membership();
    private volatile @Nullable Map<String, Object> data;
    private volatile @Nullable User user;
    private volatile @Nullable Object beans;

    /**
     * @param name the namespace's name; it is there as long as the socket has not {@linkplain #quit() quit}
     */
    NamespaceSocket(SocketServer server, String name) {
        this.id = server.services().socketIds().get();
        this.namespace = server.hub().enter(name);
        this.server = server;
    }

    /** Becomes a member of the namespace. */
    final void enter() {
        namespace.add(this);
    }

    /** Leaves the namespace and all rooms, for good. To be called once. */
    final void quit() {
        namespace.remove(this);
        server.hub().leave(namespace);
    }

    /** It has joined or left a room. */
    abstract void onRoom(String room);

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String namespace() {
        return namespace.name();
    }

    @Override
    public final Membership membership() {
        return membership;
    }

    /** Most sockets keep no data: they get their map when they first ask for it. */
    @Override
    public final Map<String, Object> data() {
        Map<String, Object> present = data;
        if (present == null) {
            synchronized (membership) { // rarely taken, and this socket's alone
                present = data;
                if (present == null) {
                    present = new ConcurrentHashMap<>();
                    data = present;
                }
            }
        }
        return present;
    }

    @Override
    public final @Nullable Object beans() {
        return beans;
    }

    @Override
    public final Object keepBeans(Object fresh) {
        synchronized (membership) {
            Object kept = beans == null ? fresh : beans;
            beans = kept;
            return kept;
        }
    }

    @Override
    public final Optional<User> user() {
        return Optional.ofNullable(user);
    }

    @Override
    public final void logIn(User who) {
        user = Objects.requireNonNull(who, "user");
    }

    @Override
    public final void logOut() {
        user = null;
    }

    @Override
    public final void broadcast(String event, @Nullable Object... arguments) {
        others(Target.EVERYONE).emit(event, arguments);
    }

    @Override
    public final Broadcast everyone() {
        return new NamespaceBroadcast(namespace(), server.emitter(), Target.EVERYONE, null, false);
    }

    @Override
    public final Broadcast to(String... rooms) {
        return others(Target.EVERYONE.to(rooms));
    }

    @Override
    public final Broadcast except(String... rooms) {
        return others(Target.EVERYONE.except(rooms));
    }

    private Broadcast others(Target target) {
        return new NamespaceBroadcast(namespace(), server.emitter(), target, id, false);
    }

    @Override
    public final void join(String... rooms) {
        for (String room : rooms) {
            if (!room.equals(id) && namespace.isOwnRoom(room)) {
                throw new RefusedException("That room is another socket's own.");
            }
            boolean unused = namespace.join(this, room);
        }
    }

    @Override
    public final void leave(String... rooms) {
        for (String room : rooms) {
            boolean unused = namespace.leave(this, room);
        }
    }

    @Override
    public final Set<String> rooms() {
        Set<String> rooms = new HashSet<>(membership.rooms());
        if (isConnected()) {
            rooms.add(id);
        }
        return Set.copyOf(rooms);
    }

    @Override
    public final String toString() {
        return "socket " + id + " in " + namespace.name();
    }
}
