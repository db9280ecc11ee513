package io.sockee.presence;

import io.sockee.connection.Timers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is on other nodes. A node that has been silent for too long is taken for dead; those on it are gone when they have not
 * turned up elsewhere within the grace. Safe for any thread; does not block.
 */
final class OtherNodes {

    /** One node; changed within the map's computations only. */
    private static final class Node {
        private final Map<String, Scope> refs = new HashMap<>();
        private final Set<String> users = new HashSet<>();

        /** Those that have not been named since it began to tell all; null when it is not telling all. */
        private @Nullable Set<String> unnamedRefs;

        private @Nullable Set<String> unnamedUsers;
        private boolean complete;
        private long heardAt;

        private void begin() {
            unnamedRefs = new HashSet<>(refs.keySet());
            unnamedUsers = new HashSet<>(users);
        }

        private void named(String ref) {
            if (unnamedRefs != null) {
                unnamedRefs.remove(ref);
            }
        }

        private void namedUser(String user) {
            if (unnamedUsers != null) {
                unnamedUsers.remove(user);
            }
        }
    }

    private final Timers timers;
    private final PresenceSettings settings;
    private final PresenceExchange exchange;
    private final PresenceRooms rooms;
    private final OnlineUsers online;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    OtherNodes(
            Timers timers,
            PresenceSettings settings,
            PresenceExchange exchange,
            PresenceRooms rooms,
            OnlineUsers online) {
        this.timers = timers;
        this.settings = settings;
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
        if (unknown[0] && !(change instanceof PresenceChange.Begins)) {
            exchange.missing(change.node());
        }
    }

    private void take(String name, Node node, PresenceChange change) {
        if (change instanceof PresenceChange.Joined joined) {
            node.refs.put(joined.present().ref(), joined.scope());
            node.named(joined.present().ref());
            rooms.put(joined.scope(), joined.present());
        } else if (change instanceof PresenceChange.Left left) {
            node.refs.remove(left.ref());
            rooms.remove(left.scope(), left.ref());
        } else if (change instanceof PresenceChange.Replaced replaced) {
            node.refs.remove(replaced.ref());
            node.refs.put(replaced.by().ref(), replaced.scope());
            node.named(replaced.by().ref());
            rooms.replace(replaced.scope(), replaced.ref(), replaced.by());
        } else if (change instanceof PresenceChange.Online here) {
            node.users.add(here.user().id());
            node.namedUser(here.user().id());
            online.onlineAt(name, here.user());
        } else if (change instanceof PresenceChange.Offline gone) {
            node.users.remove(gone.user().id());
            online.offlineAt(name, gone.user().id());
        } else if (change instanceof PresenceChange.Begins) {
            node.begin();
        } else if (change instanceof PresenceChange.Ends) {
            sweep(name, node);
        }
    }

    /** It has told all: who was not among them has gone without our hearing of it. */
    private void sweep(String name, Node node) {
        each(node.unnamedRefs, ref -> {
            Scope scope = node.refs.remove(ref);
            if (scope != null) {
                rooms.remove(scope, ref);
            }
        });
        each(node.unnamedUsers, user -> {
            if (node.users.remove(user)) {
                online.offlineAt(name, user);
            }
        });
        node.complete = node.complete || node.unnamedRefs != null;
        node.unnamedRefs = null;
        node.unnamedUsers = null;
    }

    private static void each(@Nullable Set<String> all, Consumer<String> what) {
        if (all != null) {
            all.forEach(what);
        }
    }

    /** Forgets the nodes that have been silent for too long, and asks those again that have not told all. */
    void look() {
        long now = timers.nanoTime();
        long longest = TimeUnit.MILLISECONDS.toNanos(settings.purge());
        Set<String> missing = new HashSet<>();
        nodes.keySet()
                .forEach(each -> nodes.computeIfPresent(each, (name, node) -> {
                    if (longest > 0 && now - node.heardAt >= longest) {
                        forget(name, node);
                        return null;
                    }
                    if (!node.complete) {
                        missing.add(name);
                    }
                    return node;
                }));
        missing.forEach(exchange::missing);
    }

    private void forget(String name, @Nullable Node node) {
        if (node == null) {
            return;
        }
        if (settings.grace() == 0) {
            end(name, node, null);
            return;
        }
        Timers.Timer unused = timers.scheduleMillis(
                settings.grace(),
                () -> nodes.compute(name, (key, again) -> {
                    end(name, node, again);
                    return again;
                }));
    }

    /** Those on a node have gone, except who is on it again. */
    private void end(String name, Node node, @Nullable Node again) {
        node.refs.forEach((ref, scope) -> {
            if (again == null || !again.refs.containsKey(ref)) {
                rooms.remove(scope, ref);
            }
        });
        node.users.forEach(user -> {
            if (again == null || !again.users.contains(user)) {
                online.offlineAt(name, user);
            }
        });
    }
}
