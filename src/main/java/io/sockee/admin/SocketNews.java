package io.sockee.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.sockee.admin.ToldSockets.Told;
import io.sockee.api.DisconnectReason;
import io.sockee.limit.OnceAMinute;
import io.sockee.socket.SocketDirectory;
import io.sockee.socket.WireSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells the admins of sockets and their rooms: of all of them, and then of each change. Guarded by whoever has it; does not block. */
final class SocketNews {
    private static final Logger LOG = System.getLogger(SocketNews.class.getName());

    private final AdminOptions options;
    private final SocketDirectory sockets;
    private final ToldSockets told;
    private final List<Viewer> viewers;
    private final Clock clock;
    private final LongSupplier nanos;
    private final OnceAMinute saidLeftOut = new OnceAMinute();

    /**
     * @param told is its own
     * @param viewers those who are told, at any moment
     * @param nanos monotonic time
     */
    SocketNews(
            AdminOptions options,
            SocketDirectory sockets,
            ToldSockets told,
            List<Viewer> viewers,
            Clock clock,
            LongSupplier nanos) {
        this.options = options;
        this.sockets = sockets;
        this.told = told;
        this.viewers = viewers;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** The sockets that have been told. */
    ToldSockets told() {
        return told;
    }

    // --- All --------------------------------------------------------------------------------------------------

    /** Looks at all sockets anew; everybody has to be told. */
    void look() {
        List<WireSocket> some = sockets.some(options.maxSockets());
        told.beginWith(some);
        if (some.size() < sockets.size()) {
            told.leaveOutOthers();
        }
        viewers.forEach(Viewer::fallBehind);
    }

    /** Whether what was told does not hold any more, or there is much room for sockets that were left out. */
    boolean mustLook() {
        return told.giveUpGone() || (told.leftOut() && told.room() > options.maxSockets() / 10);
    }

    /** Tells everything to those who are behind, and can take it. */
    void letCatchUp() {
        if (viewers.stream().noneMatch(Viewer::canCatchUp)) {
            return;
        }
        int before = told.size();
        String all = shown();
        if (told.size() < before) { // of those that are left out now, the others must know, too
            viewers.forEach(Viewer::fallBehind);
        }
        viewers.stream().filter(Viewer::canCatchUp).forEach(viewer -> viewer.catchUp("all_sockets", all));
        if (told.leftOut() && saidLeftOut.mayBeSaid(nanos.getAsLong()) > 0) {
            LOG.log(
                    Level.INFO,
                    "The admin UI shows {0} of {1} sockets (sockee.admin.max-sockets, and what may wait for a client:"
                            + " sockee.send-queue.max-bytes)",
                    told.size(),
                    sockets.size());
        }
    }

    /** All that have been told; those that would make the list too large are told no more. */
    private String shown() {
        StringBuilder all = new StringBuilder("[");
        for (Told one : told.all()) {
            String shown = one.shown().toString();
            if (all.length() + shown.length() > options.window().list()) {
                told.leaveOut(one);
                continue;
            }
            all.append(all.length() == 1 ? "" : ",").append(shown);
        }
        return all.append(']').toString();
    }

    // --- Changes ----------------------------------------------------------------------------------------------

    private void tellAll(String event, String... arguments) {
        viewers.forEach(viewer -> viewer.tellOfChange(event, arguments));
    }

    private String now() {
        return Shown.quote(Instant.ofEpochMilli(clock.millis()).toString());
    }

    private static ObjectNode identity(WireSocket socket) {
        return Shown.JSON.createObjectNode().put("id", socket.id()).put("nsp", socket.namespace());
    }

    void connected(WireSocket socket) {
        tellConnected(told.add(socket));
    }

    private void tellConnected(@Nullable Told added) {
        if (added != null) {
            tellAll("socket_connected", added.shown().toString(), now());
        }
    }

    /** What the application has put beside a socket now. */
    void data(Told one, String now) {
        if (told.get(one.socket()) == one && one.changeData(now)) {
            ObjectNode update = identity(one.socket());
            update.putRawValue("data", new RawValue(now));
            tellAll("socket_updated", update.toString());
        }
    }

    void upgraded(WireSocket socket, String transport) {
        if (told.get(socket) != null) {
            tellAll(
                    "socket_updated",
                    identity(socket).put("transport", transport).toString());
        }
    }

    void joined(WireSocket socket, String room) {
        Told one = told.get(socket);
        if (one != null && one.rooms().add(room)) {
            tellRoom("room_joined", socket, room);
        }
    }

    void left(WireSocket socket, String room) {
        Told one = told.get(socket);
        if (one != null && one.rooms().remove(room)) {
            tellRoom("room_left", socket, room);
        }
    }

    private void tellRoom(String event, WireSocket socket, String room) {
        tellAll(event, Shown.quote(socket.namespace()), Shown.quote(room), Shown.quote(socket.id()), now());
    }

    void disconnected(WireSocket socket, DisconnectReason reason) {
        Told one = told.remove(socket);
        if (one != null) {
            tellDisconnected(one, reason);
            tellSuccessor(one.successor());
        }
    }

    private void tellDisconnected(Told one, DisconnectReason reason) {
        WireSocket socket = one.socket();
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

    private void tellSuccessor(@Nullable WireSocket successor) {
        Told added = successor == null || !successor.isConnected() ? null : told.add(successor);
        if (added != null) {
            added.lookAtRooms(); // of which nothing was told while it waited
            tellConnected(added);
        }
    }
}
