package io.sockee.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.sockee.admin.ToldSockets.Told;
import io.sockee.api.DisconnectReason;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.connection.Timers;
import io.sockee.limit.OnceAMinute;
import io.sockee.metrics.Counters;
import io.sockee.socket.SocketDirectory;
import io.sockee.socket.Traffic;
import io.sockee.socket.WireSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Tells the admins what goes on: figures every two seconds and, in development, each socket, room and event. While no admin is
 * there, nothing is kept and nothing looked at. Safe for any thread; does not block, but for a lock that is held while sockets are
 * listed, and that is never taken by what only sends or receives events.
 */
final class AdminUi {
    private static final Logger LOG = System.getLogger(AdminUi.class.getName());
    static final long PERIOD_MILLIS = 2_000;
    static final int MOST_ADMINS = 50;

    /**
     * What it needs.
     *
     * @param stats the figures, which it alone asks for
     * @param told is its own
     * @param pool runs what looks at the application's data
     */
    record Parts(
            SocketDirectory sockets,
            ServerStats stats,
            ToldSockets told,
            Timers timers,
            Executor pool,
            Counters counters,
            Clock clock) {}

    private final AdminOptions options;
    private final Parts parts;
    private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
    private final EventFeed events;
    private final OnceAMinute saidLeftOut = new OnceAMinute();
    private volatile boolean stale = true; // something has changed while nobody was told

    // Guarded by this.
    private boolean ticking;

    AdminUi(AdminOptions options, Parts parts) {
        this.options = options;
        this.parts = parts;
        this.events = new EventFeed(viewers, parts.counters(), this::now);
    }

    /** What tells the admins of events. */
    Traffic events() {
        return events;
    }

    // --- Admins -----------------------------------------------------------------------------------------------

    /**
     * An admin has been let in.
     *
     * @param loginId by which it can come back, where it has logged in
     * @throws RefusedException when there are too many already
     */
    void begin(WireSocket socket, Optional<String> loginId) {
        Viewer viewer = new Viewer(socket, options.window());
        synchronized (this) {
            if (viewers.size() >= MOST_ADMINS) {
                throw new RefusedException("There are " + MOST_ADMINS + " admins already.");
            }
            boolean first = viewers.isEmpty();
            viewers.add(viewer); // before the look: whatever changes after that is told behind it
            loginId.ifPresent(id -> viewer.tell("session", Shown.quote(id)));
            viewer.tell("config", config());
            if (options.development()) {
                boolean again = first || stale;
                if (again) {
                    look();
                }
                parts.told().await(socket); // the UI chooses the first namespace that it sees
                String all = shown();
                (again ? viewers : List.of(viewer)).forEach(one -> one.tell("all_sockets", all));
            }
            viewer.tell("server_stats", parts.stats().now());
            if (!ticking) {
                ticking = true;
                parts.stats().restart();
                later();
            }
        }
        socket.whenGone(() -> {
            boolean unused = viewers.remove(viewer);
            Timers.Timer unusedToo = parts.timers().schedule(0, () -> gone(socket)); // there may be a wait for the lock
        });
    }

    /** An admin that was let in and has gone before it knew has not been told of as others are. */
    private synchronized void gone(WireSocket socket) {
        if (parts.told().giveUp(socket)) {
            stale = true;
        }
    }

    private String config() {
        ObjectNode config = Shown.JSON.createObjectNode();
        config.putRawValue("supportedFeatures", new RawValue(Shown.list(options.features())));
        return config.toString();
    }

    /** How many there are. */
    int viewers() {
        return viewers.size();
    }

    // --- Every two seconds ------------------------------------------------------------------------------------

    private void later() {
        Timers.Timer unused = parts.timers().scheduleMillis(PERIOD_MILLIS, this::tick);
    }

    private void tick() {
        synchronized (this) {
            if (viewers.isEmpty()) {
                ticking = false;
                parts.told().clear();
                stale = true;
                return;
            }
            later();
        }
        try {
            parts.pool().execute(this::tellNews);
        } catch (RejectedExecutionException e) { // all threads are busy, which is counted: next time, then
            LOG.log(Level.DEBUG, "The admin UI is told nothing this time", e);
        }
    }

    private synchronized void tellNews() {
        tellAll("server_stats", parts.stats().next());
        if (!options.development() || viewers.isEmpty()) {
            return;
        }
        ToldSockets told = parts.told();
        if (stale || (told.leftOut() && told.room() > options.maxSockets() / 10)) {
            look();
            tellAll("all_sockets", shown());
        } else {
            told.all().forEach(this::tellData);
        }
    }

    private void tellData(Told one) {
        String data = parts.told().changedData(one);
        if (data != null) {
            ObjectNode update = identity(one.socket());
            update.putRawValue("data", new RawValue(data));
            tellAll("socket_updated", update.toString());
        }
    }

    /** Looks at all sockets anew; everybody has to be told. */
    private void look() {
        ToldSockets told = parts.told();
        stale = false; // before the look
        told.clear();
        List<WireSocket> some = parts.sockets().some(options.maxSockets());
        for (WireSocket socket : some) {
            Told added = told.add(socket);
            if (added != null) {
                added.rooms().addAll(socket.rooms());
                added.rooms().remove(socket.id());
            }
        }
        if (some.size() < parts.sockets().size()) {
            told.leaveOutOthers();
        }
        if (told.leftOut() && saidLeftOut.mayBeSaid(parts.timers().nanoTime()) > 0) {
            LOG.log(
                    Level.INFO,
                    "The admin UI shows {0} of {1} sockets (sockee.admin.max-sockets, and what may wait for a client:"
                            + " sockee.send-queue.max-bytes)",
                    told.all().size(),
                    parts.sockets().size());
        }
    }

    /** All that have been told; those that would make the list too large are told no more. */
    private String shown() {
        StringBuilder all = new StringBuilder("[");
        for (Told one : parts.told().all()) {
            String shown = one.shown().toString();
            if (all.length() + shown.length() > options.window().bytes()) {
                parts.told().leaveOut(one);
                continue;
            }
            all.append(all.length() == 1 ? "" : ",").append(shown);
        }
        return all.append(']').toString();
    }

    private void tellAll(String event, String... arguments) {
        viewers.forEach(viewer -> viewer.tell(event, arguments));
    }

    private String now() {
        return Shown.quote(Instant.ofEpochMilli(parts.clock().millis()).toString());
    }

    private static ObjectNode identity(WireSocket socket) {
        return Shown.JSON.createObjectNode().put("id", socket.id()).put("nsp", socket.namespace());
    }

    // --- Sockets and rooms ------------------------------------------------------------------------------------

    /** Something is to be told of a socket, if there is somebody to be told. */
    private void withTold(Socket socket, Consumer<WireSocket> what) {
        if (viewers.isEmpty()) {
            if (!stale) {
                stale = true;
            }
        } else if (socket instanceof WireSocket wire) {
            synchronized (this) {
                what.accept(wire);
            }
        }
    }

    void connected(Socket who) {
        withTold(who, socket -> {
            Told added = parts.told().add(socket);
            if (added != null) {
                tellAll("socket_connected", added.shown().toString(), now());
            }
        });
    }

    void upgraded(Socket who, String transport) {
        withTold(who, socket -> {
            if (parts.told().get(socket) != null) {
                tellAll(
                        "socket_updated",
                        identity(socket).put("transport", transport).toString());
            }
        });
    }

    void joined(Socket who, String room) {
        withTold(who, socket -> {
            Told one = parts.told().get(socket);
            if (one != null && one.rooms().add(room)) {
                tellRoom("room_joined", socket, room);
            }
        });
    }

    void left(Socket who, String room) {
        withTold(who, socket -> {
            Told one = parts.told().get(socket);
            if (one != null && one.rooms().remove(room)) {
                tellRoom("room_left", socket, room);
            }
        });
    }

    private void tellRoom(String event, WireSocket socket, String room) {
        tellAll(event, Shown.quote(socket.namespace()), Shown.quote(room), Shown.quote(socket.id()), now());
    }

    void disconnected(Socket who, DisconnectReason reason) {
        withTold(who, socket -> {
            Told one = parts.told().remove(socket);
            if (one != null) {
                tellAll(
                        "socket_disconnected",
                        Shown.quote(socket.namespace()),
                        Shown.quote(socket.id()),
                        Shown.quote(reason.text()),
                        now());
                Set<String> last = new HashSet<>(one.rooms());
                last.add(socket.id());
                last.forEach(room -> tellRoom("room_left", socket, room));
            }
        });
    }
}
