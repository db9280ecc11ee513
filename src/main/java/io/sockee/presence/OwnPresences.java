package io.sockee.presence;

import io.sockee.api.User;
import io.sockee.connection.Timers;
import io.sockee.hub.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The presences of this node's sockets. Those of a socket that is about to be let in wait until it is. That of a user whose
 * connection is gone stays for a while, for the user's next socket to take it over. Safe for any thread; does not block. The locks
 * are those of one socket, and of those of a room who have gone.
 */
final class OwnPresences {

    /** Who a socket is to others: its user, or itself. */
    private record Key(String name, boolean user) {
        static Key of(Member member, Optional<User> owner) {
            return new Key(owner.map(User::id).orElseGet(member::id), owner.isPresent());
        }
    }

    /** What a socket has; guarded by itself. */
    private static final class Own {
        private final Map<Scope, Tracked> tracked = new HashMap<>(2);
        private final Set<Scope> watched = new HashSet<>(2);
        private boolean in;
        private boolean gone;
    }

    /**
     * A presence of a socket.
     *
     * @param present null as long as the socket has not been let in
     */
    private record Tracked(
            Key key, String metadata, @Nullable Present present) {}

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

        /** It watches no more since it has gone. */
        void gone(Scope scope, Member member);
    }

    private final Timers timers;
    private final PresenceSettings settings;
    private final Supplier<String> refs;
    private final Rooms rooms;
    private final Map<Member, Own> owns = new ConcurrentHashMap<>();
    private final Map<Place, List<Orphan>> orphans = new ConcurrentHashMap<>();

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

    /** The socket has been let in: now it is present where it wanted to be. */
    void entered(Member member) {
        ifHere(member, own -> {
            if (!own.in) {
                own.in = true;
                own.tracked.replaceAll((scope, wanted) -> shown(scope, wanted, wanted.key(), wanted.metadata()));
            }
        });
    }

    /** Does something with what a socket has. One that goes meanwhile has gone: what others see of it is not its any more. */
    private void ifHere(Member member, Consumer<Own> what) {
        Own own = owns.get(member);
        if (own != null) {
            synchronized (own) {
                if (!own.gone) {
                    what.accept(own);
                }
            }
        }
    }

    /**
     * The socket is present in a room, or is so with other metadata.
     *
     * @param owner tells whose socket it is; asked in turn with {@link #rename}, so that the last who is told of a change is right
     * @return false when it is present in too many rooms
     */
    boolean track(Member member, Scope scope, Supplier<Optional<User>> owner, String metadata) {
        Own own = owns.get(member);
        if (own == null) {
            return true; // it has gone
        }
        synchronized (own) {
            if (own.gone) {
                return true;
            }
            Tracked before = own.tracked.get(scope);
            if (before == null && own.tracked.size() >= settings.maxRooms()) {
                return false;
            }
            Key key = Key.of(member, owner.get());
            own.tracked.put(scope, own.in ? shown(scope, before, key, metadata) : new Tracked(key, metadata, null));
            return true;
        }
    }

    /** The socket may belong to somebody else now, or to nobody: {@code owner} tells, as for {@link #track}. */
    void rename(Member member, Supplier<Optional<User>> owner) {
        ifHere(member, own -> {
            Key key = Key.of(member, owner.get());
            own.tracked.replaceAll((scope, tracked) -> {
                if (tracked.key().equals(key)) {
                    return tracked;
                }
                return own.in
                        ? shown(scope, tracked, key, tracked.metadata())
                        : new Tracked(key, tracked.metadata(), null);
            });
        });
    }

    /** The presence in the place of what there is. */
    private Tracked shown(Scope scope, @Nullable Tracked tracked, Key key, String metadata) {
        Present before = tracked == null || tracked.present() == null
                ? takeOver(scope, key.name(), metadata)
                : tracked.present();
        if (before != null
                && before.key().equals(key.name())
                && before.metadata().equals(metadata)) {
            return new Tracked(key, metadata, before);
        }
        Present now = new Present(refs.get(), key.name(), metadata);
        if (before == null) {
            rooms.joined(scope, now);
        } else {
            rooms.replaced(scope, before.ref(), now);
        }
        return new Tracked(key, metadata, now);
    }

    /** What the user's connections have left there: what is the same if there is any, so that nobody notices. */
    private @Nullable Present takeOver(Scope scope, String key, String metadata) {
        Present[] taken = new Present[1];
        orphans.computeIfPresent(new Place(scope, key), (place, waiting) -> {
            Orphan orphan = waiting.stream()
                    .filter(one -> one.present.metadata().equals(metadata))
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(orphan);
            taken[0] = orphan.present;
            if (orphan.end != null) {
                orphan.end.cancel();
            }
            return waiting.isEmpty() ? null : waiting;
        });
        return taken[0];
    }

    /** Whether a presence is kept for the user's next socket. */
    boolean awaits(Scope scope, String key) {
        return orphans.containsKey(new Place(scope, key));
    }

    /** The socket is not present in the room any more. */
    void untrack(Member member, Scope scope) {
        ifHere(member, own -> end(own, scope));
    }

    /** The same if the socket is not in the room any more: it may have joined it again since it left. */
    void untrackIfLeft(Member member, Scope scope) {
        ifHere(member, own -> {
            if (!member.membership().contains(scope.room())) {
                end(own, scope);
            }
        });
    }

    private void end(Own own, Scope scope) {
        Tracked tracked = own.tracked.remove(scope);
        if (tracked != null && tracked.present() != null) {
            rooms.left(scope, tracked.present().ref());
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
        ifHere(member, own -> {
            if (own.watched.remove(scope)) {
                rooms.unwatch(scope, member);
            }
        });
    }

    /** The socket has gone, or was not let in. */
    void gone(Member member) {
        Own own = owns.remove(member);
        if (own == null) {
            return;
        }
        synchronized (own) {
            own.gone = true;
            own.watched.forEach(scope -> rooms.gone(scope, member));
            own.tracked.forEach(this::leave);
        }
    }

    private void leave(Scope scope, Tracked tracked) {
        Present present = tracked.present();
        if (present == null) {
            return; // nobody has seen it
        }
        if (!tracked.key().user() || settings.grace() == 0) {
            rooms.left(scope, present.ref());
            return;
        }
        Place place = new Place(scope, present.key());
        orphans.compute(place, (key, before) -> {
            List<Orphan> waiting = before == null ? new ArrayList<>(1) : before;
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
}
