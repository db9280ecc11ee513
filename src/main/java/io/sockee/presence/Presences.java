package io.sockee.presence;

import io.sockee.api.User;
import io.sockee.connection.Timers;
import io.sockee.hub.Member;
import io.sockee.hub.MembershipListener;
import io.sockee.hub.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Who is here: users that are online, and presences in rooms, of this node and, by a {@link PresenceExchange}, of all others.
 * Safe for any thread; does not block.
 */
public final class Presences implements MembershipListener {
    private final PresenceSettings settings;
    private final Timers timers;
    private final PresenceExchange exchange;
    private final String node;
    private final PresenceRooms rooms;
    private final ToldPresences told;
    private final OnlineUsers online;
    private final OwnPresences own;
    private final OtherNodes others;
    private volatile boolean closed;

    /** What presence runs by. */
    public record Services(Timers timers, Executor helpers, Supplier<String> ids) {}

    /**
     * @param changed told of each user who has come or gone, in this order for each user; must not block, nor come back here
     */
    public Presences(
            PresenceSettings settings,
            Services services,
            PresenceExchange exchange,
            BiConsumer<User, Boolean> changed) {
        this.settings = settings;
        this.timers = services.timers();
        this.exchange = exchange;
        this.node = services.ids().get();
        this.rooms = new PresenceRooms(timers, services.helpers(), settings.gather());
        this.online = new OnlineUsers(timers, settings.grace(), exchange, node, changed);
        this.told = new ToldPresences(rooms, exchange, node);
        this.own = new OwnPresences(timers, settings, services.ids(), told);
        this.others = new OtherNodes(timers, settings, exchange, rooms, online);
        if (settings.enabled()) {
            exchange.begin(others::heard, this::tellAll);
            if (!exchange.isAlone() && settings.heartbeat() > 0) {
                beat();
            }
        }
    }

    private void beat() {
        if (closed) {
            return;
        }
        Timers.Timer unused = timers.scheduleMillis(settings.heartbeat(), this::beat);
        exchange.tell(new PresenceChange.Alive(node));
        others.look();
    }

    private void tellAll() {
        if (!closed) {
            exchange.tell(new PresenceChange.Begins(node));
            told.tellAll();
            online.tellAll();
            exchange.tell(new PresenceChange.Ends(node));
        }
    }

    /** The node stops: the others need not wait for its silence. */
    public void close() {
        closed = true;
        if (settings.enabled()) {
            exchange.tell(new PresenceChange.Gone(node));
        }
    }

    // --- Users ------------------------------------------------------------------------------------------------

    /** To whom a socket of this node belongs may have changed: {@code owner} tells, and nobody owns one that is not in. */
    public void belongs(String socket, Supplier<Optional<User>> owner) {
        if (settings.enabled()) {
            online.belongs(socket, owner);
        }
    }

    /** The socket may belong to somebody else now, or to nobody: its presences are that one's. {@code owner} tells, as for {@link #track}. */
    public void rename(Member member, Supplier<Optional<User>> owner) {
        own.rename(member, owner);
    }

    /** The ids of the users that are online; a copy. */
    public Set<String> usersOnline() {
        return online.ids();
    }

    public boolean isOnline(String user) {
        return online.isOnline(user);
    }

    /** How many users are online. */
    public int online() {
        return online.size();
    }

    // --- Rooms ------------------------------------------------------------------------------------------------

    /** Who is present in a room, in the order in which they came to be known here; a copy. */
    public List<Present> present(Scope scope) {
        return rooms.present(scope);
    }

    /** True when nothing has been known of the socket, so that {@link #gone} has to be called when it goes. */
    public boolean begin(Member member) {
        if (!settings.enabled()) {
            throw new IllegalStateException("There is no presence here: sockee.presence.enabled is false.");
        }
        return own.begin(member);
    }

    /** Whether so many are present in a room that nobody else may be; who is about to come back has a place. */
    public boolean isFull(Scope scope, String key) {
        return rooms.size(scope) >= settings.maxPresent() && !own.awaits(scope, key);
    }

    /**
     * The socket is present in a room, or is so with other metadata. Others see it once it has been let in.
     *
     * @param owner tells whose the socket is: what others see it by, its own id where it is nobody's; must not block, nor come back here
     * @param metadata JSON
     * @return false when it is present in too many rooms
     */
    public boolean track(Member member, Scope scope, Supplier<Optional<User>> owner, String metadata) {
        return own.track(member, scope, owner, metadata);
    }

    /** The socket is not present in the room any more. */
    public void untrack(Member member, Scope scope) {
        own.untrack(member, scope);
    }

    /** The same if the socket is not in the room any more. */
    public void untrackIfLeft(Member member, Scope scope) {
        own.untrackIfLeft(member, scope);
    }

    /** Tells a socket who is present, then what changes; false when it watches too many rooms. */
    public boolean watch(Member member, Scope scope) {
        return own.watch(member, scope);
    }

    public void unwatch(Member member, Scope scope) {
        own.unwatch(member, scope);
    }

    /** The socket has gone. */
    public void gone(Member member) {
        own.gone(member);
    }

    @Override
    public void entered(Namespace namespace, Member member) {
        entered(member);
    }

    /** The socket has been let in. */
    public void entered(Member member) {
        own.entered(member);
    }

    @Override
    public void left(Namespace namespace, Member member, String room) {
        own.untrackIfLeft(member, new Scope(namespace.name(), room));
    }

    /** How many chars the metadata of one presence may have. */
    public int maxMetadata() {
        return settings.maxMetadata();
    }

    /** How many rooms somebody is present in, or watches. */
    int rooms() {
        return rooms.size();
    }
}
