package io.sockee.presence;

import io.sockee.api.User;
import io.sockee.connection.Timers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who is on other nodes. A node that has been silent for too long is taken for dead, and everybody on it for gone; when it is
 * heard of again, it is asked for all. Safe for any thread; does not block.
 */
final class OtherNodes {

    /** One node; changed within the map's computations only. */
    private static final class Node {
        private final Map<String, Scope> refs = new HashMap<>();
        private final Set<String> users = new HashSet<>();
        private long heardAt;
    }

    private final Timers timers;
    private final long purge;
    private final PresenceExchange exchange;
    private final PresenceRooms rooms;
    private final OnlineUsers online;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    OtherNodes(Timers timers, long purge, PresenceExchange exchange, PresenceRooms rooms, OnlineUsers online) {
        this.timers = timers;
        this.purge = TimeUnit.MILLISECONDS.toNanos(purge);
        this.exchange = exchange;
        this.rooms = rooms;
        this.online = online;
    }

    void heard(PresenceChange change) {
        boolean[] unknown = new boolean[1];
        nodes.compute(change.node(), (name, before) -> {
            if (change instanceof PresenceChange.Gone) {
                forget(name, before);
                return null;
            }
            unknown[0] = before == null;
            Node node = before == null ? new Node() : before;
            node.heardAt = timers.nanoTime();
            take(name, node, change);
            return node;
        });
        if (unknown[0]) {
            exchange.missing(change.node());
        }
    }

    private void take(String name, Node node, PresenceChange change) {
        if (change instanceof PresenceChange.Joined joined) {
            node.refs.put(joined.present().ref(), joined.scope());
            rooms.put(joined.scope(), joined.present());
        } else if (change instanceof PresenceChange.Left left) {
            node.refs.remove(left.ref());
            rooms.remove(left.scope(), left.ref());
        } else if (change instanceof PresenceChange.Replaced replaced) {
            node.refs.remove(replaced.ref());
            node.refs.put(replaced.by().ref(), replaced.scope());
            rooms.replace(replaced.scope(), replaced.ref(), replaced.by());
        } else if (change instanceof PresenceChange.Online here) {
            User user = here.user();
            node.users.add(user.id());
            online.onlineAt(name, user);
        } else if (change instanceof PresenceChange.Offline gone) {
            node.users.remove(gone.user().id());
            online.offlineAt(name, gone.user().id());
        }
    }

    /** Forgets the nodes that have been silent for too long. */
    void purge() {
        if (purge == 0) {
            return;
        }
        long now = timers.nanoTime();
        nodes.keySet()
                .forEach(each -> nodes.computeIfPresent(each, (name, node) -> {
                    if (now - node.heardAt < purge) {
                        return node;
                    }
                    forget(name, node);
                    return null;
                }));
    }

    private void forget(String name, @Nullable Node node) {
        if (node != null) {
            node.refs.forEach((ref, scope) -> rooms.remove(scope, ref));
            node.users.forEach(user -> online.offlineAt(name, user));
        }
    }
}
