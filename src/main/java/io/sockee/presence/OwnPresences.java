package io.sockee.presence;

import io.sockee.connection.Timers;
import io.sockee.hub.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The presences of this node's sockets. That of a user whose connection is gone stays for a while, for the user's next socket to
 * take it over. Safe for any thread; does not block. The locks are those of one socket, and of those who have gone.
 */
final class OwnPresences {

    /** What a socket has; guarded by itself. */
    private static final class Own {
        private final Map<Scope, Lasting> present = new HashMap<>(2);
        private final Set<Scope> watched = new HashSet<>(2);
        private boolean gone;
    }

    /**
     * A presence of a socket.
     *
     * @param user whether the key is a user's, who may come again by another socket
     */
    private record Lasting(Present present, boolean user) {}

    /** A presence whose socket has gone. */
    private static final class Orphan {
        private final Present present;
        private Timers.@Nullable Timer end;

        private Orphan(Present present) {
            this.present = present;
        }
    }

    private record Place(Scope scope, String key) {}

    /** What is to happen in the rooms, here and on other nodes. */
    interface Rooms {
        void joined(Scope scope, Present one);

        void replaced(Scope scope, String ref, Present by);

        void left(Scope scope, String ref);

        void watch(Scope scope, Member member);

        void unwatch(Scope scope, Member member);
    }

    private final Timers timers;
    private final PresenceSettings settings;
    private final Supplier<String> refs;
    private final Rooms rooms;
    private final Map<Member, Own> owns = new ConcurrentHashMap<>();
    private final Map<Place, Deque<Orphan>> orphans = new ConcurrentHashMap<>();

    OwnPresences(Timers timers, PresenceSettings settings, Supplier<String> refs, Rooms rooms) {
        this.timers = timers;
        this.settings = settings;
        this.refs = refs;
        this.rooms = rooms;
    }

    /** True when nothing has been known of the socket, so that {@link #gone} has to be called when it goes. */
    boolean begin(Member member) {
        return owns.putIfAbsent(member, new Own()) == null;
    }

    /**
     * The socket is present in a room, or is so with other metadata.
     *
     * @param user whether the key is a user's
     * @return false when it is present in too many rooms
     */
    boolean track(Member member, Scope scope, String key, boolean user, String metadata) {
        Own own = owns.get(member);
        if (own == null) {
            return true; // it has gone
        }
        synchronized (own) {
            if (own.gone) {
                return true;
            }
            Lasting before = own.present.get(scope);
            if (before == null && own.present.size() >= settings.maxRooms()) {
                return false;
            }
            Present present = before == null ? takeOver(scope, key) : before.present();
            own.present.put(scope, new Lasting(known(scope, present, key, metadata), user));
            return true;
        }
    }

    /** The presence in the place of what is there. */
    private Present known(Scope scope, @Nullable Present before, String key, String metadata) {
        if (before != null && before.key().equals(key) && before.metadata().equals(metadata)) {
            return before;
        }
        Present now = new Present(refs.get(), key, metadata);
        if (before == null) {
            rooms.joined(scope, now);
        } else {
            rooms.replaced(scope, before.ref(), now);
        }
        return now;
    }

    private @Nullable Present takeOver(Scope scope, String key) {
        Present[] taken = new Present[1];
        orphans.computeIfPresent(new Place(scope, key), (place, waiting) -> {
            Orphan orphan = waiting.poll();
            if (orphan != null) {
                taken[0] = orphan.present;
                if (orphan.end != null) {
                    orphan.end.cancel();
                }
            }
            return waiting.isEmpty() ? null : waiting;
        });
        return taken[0];
    }

    /** The socket is not present in the room any more. */
    void untrack(Member member, Scope scope) {
        Own own = owns.get(member);
        if (own == null) {
            return;
        }
        synchronized (own) {
            Lasting lasting = own.present.remove(scope);
            if (lasting != null) {
                rooms.left(scope, lasting.present().ref());
            }
        }
    }

    /** The socket is told who is present, and what changes; false when it watches too many rooms. */
    boolean watch(Member member, Scope scope) {
        Own own = owns.get(member);
        if (own == null) {
            return true;
        }
        synchronized (own) {
            if (own.gone || own.watched.contains(scope)) {
                return true;
            }
            if (own.watched.size() >= settings.maxRooms()) {
                return false;
            }
            own.watched.add(scope);
            rooms.watch(scope, member);
            return true;
        }
    }

    void unwatch(Member member, Scope scope) {
        Own own = owns.get(member);
        if (own == null) {
            return;
        }
        synchronized (own) {
            if (own.watched.remove(scope)) {
                rooms.unwatch(scope, member);
            }
        }
    }

    /** The socket has gone. */
    void gone(Member member) {
        Own own = owns.remove(member);
        if (own == null) {
            return;
        }
        synchronized (own) {
            own.gone = true;
            own.watched.forEach(scope -> rooms.unwatch(scope, member));
            own.present.forEach(this::leave);
        }
    }

    private void leave(Scope scope, Lasting lasting) {
        Present present = lasting.present();
        if (!lasting.user() || settings.grace() == 0) {
            rooms.left(scope, present.ref());
            return;
        }
        Place place = new Place(scope, present.key());
        orphans.compute(place, (key, before) -> {
            Deque<Orphan> waiting = before == null ? new ArrayDeque<>(1) : before;
            Orphan orphan = new Orphan(present);
            orphan.end = timers.scheduleMillis(settings.grace(), () -> end(place, orphan));
            waiting.add(orphan);
            return waiting;
        });
    }

    private void end(Place place, Orphan orphan) {
        orphans.computeIfPresent(place, (key, waiting) -> {
            if (waiting.remove(orphan)) {
                rooms.left(place.scope(), orphan.present.ref());
            }
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** Tells all of them again. */
    void tellAll() {
        owns.values().forEach(own -> {
            synchronized (own) {
                own.present.forEach((scope, lasting) -> rooms.joined(scope, lasting.present()));
            }
        });
        orphans.keySet()
                .forEach(each -> orphans.computeIfPresent(each, (place, waiting) -> {
                    waiting.forEach(orphan -> rooms.joined(place.scope(), orphan.present));
                    return waiting;
                }));
    }
}
