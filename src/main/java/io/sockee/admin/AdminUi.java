package io.sockee.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.sockee.admin.ToldSockets.Told;
import io.sockee.api.DisconnectReason;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.connection.Timers;
import io.sockee.socket.Traffic;
import io.sockee.socket.WireSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Tells the admins what goes on: figures every two seconds and, in development, each socket and room; {@link EventFeed} tells them of
 * events. While no admin is there, nothing is kept and nothing looked at. Safe for any thread; blocks for a lock that is held while
 * sockets are listed. None of the application's code runs under it, and no thread of the timers or of a connection takes it.
 */
final class AdminUi {
    private static final Logger LOG = System.getLogger(AdminUi.class.getName());
    static final long PERIOD_MILLIS = 2_000;
    static final int MOST_ADMINS = 50;

    /**
     * What it needs.
     *
     * @param stats the figures, which it alone asks for
     * @param news is its own
     * @param events tells the same admins of events
     * @param data writes what the application has put beside sockets
     * @param pool runs what looks at the application's data
     */
    record Parts(ServerStats stats, SocketNews news, EventFeed events, SocketData data, Timers timers, Executor pool) {}

    private final AdminOptions options;
    private final Parts parts;
    private final List<Viewer> viewers;
    private final SocketNews news; // guarded by this
    private volatile boolean stale = true; // something has changed while nobody was told

    // Guarded by this.
    private boolean ticking;

    /** @param viewers those who are told by the parts, too; its own to change */
    AdminUi(AdminOptions options, Parts parts, CopyOnWriteArrayList<Viewer> viewers) {
        this.options = options;
        this.parts = parts;
        this.news = parts.news();
        this.viewers = viewers;
    }

    /** Tells the admins of events. */
    Traffic events() {
        return parts.events();
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
            socket.whenGone(() -> viewers.remove(viewer)); // at once, whatever fails below
            loginId.ifPresent(id -> viewer.tell("session", Shown.quote(id)));
            viewer.tell("config", config());
            if (options.development()) {
                viewer.fallBehind();
                if (first || stale) {
                    look();
                }
                news.told().await(socket); // the UI chooses the first namespace that it sees
                news.letCatchUp();
            }
            viewer.tell("server_stats", parts.stats().now());
            if (!ticking) {
                ticking = true;
                parts.stats().restart();
                later();
            }
        }
    }

    private String config() {
        ObjectNode config = Shown.JSON.createObjectNode();
        config.putRawValue("supportedFeatures", new RawValue(Shown.list(options.features())));
        return config.toString();
    }

    // --- Every two seconds ------------------------------------------------------------------------------------

    private void later() {
        Timers.Timer unused = parts.timers().scheduleMillis(PERIOD_MILLIS, this::tick);
    }

    private void tick() {
        try {
            parts.pool().execute(this::tellNews);
        } catch (RejectedExecutionException e) { // all threads are busy, which is counted: next time, then
            LOG.log(Level.DEBUG, "The admin UI is told nothing this time", e);
            later();
        }
    }

    /** The next time comes after this one has ended, however long it takes. */
    private void tellNews() {
        boolean goOn = true;
        try {
            goOn = tellNews(data());
        } finally {
            if (goOn) {
                later();
            }
        }
    }

    /** What there is beside the sockets: asked for without the lock, since that runs the application's code, which may block. */
    private Map<Told, String> data() {
        Map<Told, String> data = new LinkedHashMap<>();
        if (options.development() && !viewers.isEmpty()) {
            all().forEach(one -> data.put(one, parts.data().written(one.socket().data())));
        }
        return data;
    }

    private synchronized List<Told> all() {
        return news.told().all();
    }

    /** Whether there is still somebody to be told. */
    private synchronized boolean tellNews(Map<Told, String> data) {
        if (viewers.isEmpty()) {
            ticking = false;
            news.told().clear();
            stale = true;
            return false;
        }
        String figures = parts.stats().next();
        viewers.forEach(viewer -> viewer.tellFigures("server_stats", figures));
        if (options.development()) {
            data.forEach(news::data);
            if (news.mustLook() || stale) {
                look();
            }
            news.letCatchUp();
        }
        return true;
    }

    private void look() {
        stale = false; // before the look
        news.look();
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
        withTold(who, news::connected);
    }

    void upgraded(Socket who, String transport) {
        withTold(who, socket -> news.upgraded(socket, transport));
    }

    void joined(Socket who, String room) {
        withTold(who, socket -> news.joined(socket, room));
    }

    void left(Socket who, String room) {
        withTold(who, socket -> news.left(socket, room));
    }

    void disconnected(Socket who, DisconnectReason reason) {
        withTold(who, socket -> news.disconnected(socket, reason));
    }
}
