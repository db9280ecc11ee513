package io.sockee.session;

import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.hub.Member;
import io.sockee.hub.Membership;
import io.sockee.hub.Namespace;
import io.sockee.routing.ValueCodec;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a socket is to its namespace: its id, its rooms, its data, and whom it reaches. */
abstract class NamespaceSocket implements Socket, Member {
    private final String id;
    private final Namespace namespace;
    private final ValueCodec codec;
    private final Membership membership = new Membership();
    private volatile @Nullable Map<String, Object> data;
    private volatile @Nullable User user;

    NamespaceSocket(String id, Namespace namespace, ValueCodec codec) {
        this.id = id;
        this.namespace = namespace;
        this.codec = codec;
    }

    /** Becomes a member of the namespace. */
    final void enter() {
        namespace.add(this);
    }

    /** Leaves the namespace and all rooms, for good. */
    final void quit() {
        namespace.remove(this);
    }

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
    public final void broadcast(String event, Object... arguments) {
        others(Target.EVERYONE).emit(event, arguments);
    }

    @Override
    public final Broadcast everyone() {
        return new NamespaceBroadcast(namespace, codec, Target.EVERYONE, null, false);
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
        return new NamespaceBroadcast(namespace, codec, target, this, false);
    }

    @Override
    public final void join(String... rooms) {
        for (String room : rooms) {
            namespace.join(this, room);
        }
    }

    @Override
    public final void leave(String... rooms) {
        for (String room : rooms) {
            namespace.leave(this, room);
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
