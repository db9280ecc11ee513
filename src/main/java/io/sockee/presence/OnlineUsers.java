package io.sockee.presence;

import io.sockee.api.User;
import io.sockee.connection.Timers;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The users that are online, on this node and on others. A user whose last socket has gone is still online for a while, so that
 * a reload is no leave. Safe for any thread; does not block.
 */
final class OnlineUsers {

    /** The wait for a user's next socket. */
    private static final class Leaving {
        private Timers.@Nullable Timer end;
    }

    /** One user; changed within the map's computations only. */
    private static final class Online {
        private User user; // as it was known last
        private final Set<String> others = new HashSet<>(0);
        private int sockets;
        private @Nullable Leaving leaving;

        private Online(User user) {
            this.user = user;
        }

        private void stays() {
            if (leaving != null && leaving.end != null) {
                leaving.end.cancel();
            }
            leaving = null;
        }

        private boolean isHere() {
            return sockets > 0 || leaving != null;
        }
    }

    private final Timers timers;
    private final long grace;
    private final PresenceExchange exchange;
    private final String node;
    private final BiConsumer<User, Boolean> changed;
    private final Map<String, Online> users = new ConcurrentHashMap<>();
    private final Map<String, User> owners = new ConcurrentHashMap<>();

    /**
     * @param node the name of this node
     * @param grace for how many milliseconds a user without sockets is still online
     * @param changed told of each user who has come or gone, in this order for each user; must not block, nor come back here
     */
    OnlineUsers(Timers timers, long grace, PresenceExchange exchange, String node, BiConsumer<User, Boolean> changed) {
        this.timers = timers;
        this.grace = grace;
        this.exchange = exchange;
        this.node = node;
        this.changed = changed;
    }

    /** To whom a socket of this node belongs may have changed: {@code owner} tells, and nobody owns one that is not in. */
    void belongs(String socket, Supplier<Optional<User>> owner) {
        owners.compute(socket, (key, before) -> {
            User now = owner.get().orElse(null);
            if (before != null && now != null && before.id().equals(now.id())) {
                if (!before.equals(now)) {
                    know(now);
                }
                return now;
            }
            if (now != null) {
                add(now);
            }
            if (before != null) {
                remove(before);
            }
            return now;
        });
    }

    /** The user has another name, or other roles. */
    private void know(User user) {
        users.computeIfPresent(user.id(), (id, online) -> {
            online.user = user;
            return online;
        });
    }

    private void add(User user) {
        users.compute(user.id(), (id, before) -> {
            Online online = before == null ? new Online(user) : before;
            boolean wasHere = online.isHere();
            online.user = user;
            online.stays();
            online.sockets++;
            if (!wasHere) {
                exchange.tell(new PresenceChange.Online(node, user));
            }
            if (before == null) {
                changed.accept(user, true);
            }
            return online;
        });
    }

    private void remove(User user) {
        users.computeIfPresent(user.id(), (id, online) -> {
            online.sockets--;
            if (online.sockets > 0) {
                return online;
            }
            if (grace > 0) {
                Leaving leaving = new Leaving();
                online.leaving = leaving;
                leaving.end = timers.scheduleMillis(grace, () -> leave(id, leaving));
                return online;
            }
            return left(online);
        });
    }

    private void leave(String id, Leaving since) {
        users.computeIfPresent(id, (key, online) -> {
            if (online.leaving != since) {
                return online; // has been here again since
            }
            online.leaving = null;
            return left(online);
        });
    }

    private @Nullable Online left(Online online) {
        exchange.tell(new PresenceChange.Offline(node, online.user));
        return orNobody(online);
    }

    private @Nullable Online orNobody(Online online) {
        if (online.isHere() || !online.others.isEmpty()) {
            return online;
        }
        changed.accept(online.user, false);
        return null;
    }

    /** A user is online on another node. */
    void onlineAt(String other, User user) {
        users.compute(user.id(), (id, before) -> {
            Online online = before == null ? new Online(user) : before;
            online.others.add(other);
            if (before == null) {
                changed.accept(user, true);
            }
            return online;
        });
    }

    /** A user is not online on another node any more. */
    void offlineAt(String other, String id) {
        users.computeIfPresent(id, (key, online) -> {
            online.others.remove(other);
            return orNobody(online);
        });
    }

    /** Tells the other nodes who is online here. */
    void tellAll() {
        users.keySet()
                .forEach(each -> users.computeIfPresent(each, (id, online) -> {
                    if (online.isHere()) {
                        exchange.tell(new PresenceChange.Online(node, online.user));
                    }
                    return online;
                }));
    }

    Set<String> ids() {
        return Set.copyOf(users.keySet());
    }

    boolean isOnline(String id) {
        return users.containsKey(id);
    }

    int size() {
        return users.size();
    }
}
