package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.api.DisconnectReason;
import io.sockee.api.User;
import io.sockee.hub.Emission;
import io.sockee.hub.Namespace;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.recovery.Absence;
import io.sockee.recovery.Backlog;
import io.sockee.recovery.Recovery;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How one socket may be had back by its client, and whether it has been: what it was is taken over when the admission knows that it is
 * the same user's, and kept again when the client goes. Its state changes among the socket's entrance and the connection's inputs, which
 * may come at the same time; any thread may ask.
 */
final class SocketRecovery {

    /**
     * Where a server has recovery.
     *
     * @param here the sockets that are not away, or whose clients are coming back, by their secrets
     */
    record Setup(Recovery recovery, boolean skipsConnectMethods, Map<String, ClientSocket> here, Counters counters) {
        Setup(Recovery recovery, boolean skipsConnectMethods, Counters counters) {
            this(recovery, skipsConnectMethods, new ConcurrentHashMap<>(), counters);
        }

        /** Somebody who claimed to be back comes in as somebody else. */
        void lost(Recovery.Lost why) {
            counters.count(
                    switch (why) {
                        case UNKNOWN -> Counter.RECOVERIES_UNKNOWN;
                        case TOO_MUCH -> Counter.RECOVERIES_TOO_MUCH;
                        case OTHER_USER -> Counter.RECOVERIES_OTHER_USER;
                    });
        }
    }

    /** The ends that nobody wanted. */
    private static final Set<DisconnectReason> UNWANTED = EnumSet.of(
            DisconnectReason.TRANSPORT_ERROR,
            DisconnectReason.TRANSPORT_CLOSE,
            DisconnectReason.PING_TIMEOUT,
            DisconnectReason.SEND_QUEUE_FULL);

    private final Setup setup;
    private final String pid;
    private final Backlog backlog;
    private final @Nullable Absence claimed;
    private final @Nullable String offset;
    private volatile boolean recovered;
    private volatile boolean settled;
    private Set<String> rejoined = Set.of(); // within the entrance, then within the connection's inputs
    private boolean over; // guarded by this
    private volatile List<Emission> missed = List.of();

    private SocketRecovery(
            Setup setup, String pid, Backlog backlog, @Nullable Absence claimed, @Nullable String offset) {
        this.setup = setup;
        this.pid = pid;
        this.backlog = backlog;
        this.claimed = claimed;
        this.offset = offset;
    }

    /**
     * That of a socket that nobody has been before.
     *
     * @param before the offset that its client names, of a socket that it cannot have back; null when it names none
     */
    static SocketRecovery fresh(Setup setup, String pid, @Nullable String before) {
        return new SocketRecovery(setup, pid, setup.recovery().open(before), null, null);
    }

    /** That of another socket for the same client, which cannot have back what it claimed. */
    SocketRecovery another(String newPid) {
        return fresh(setup, newPid, offset);
    }

    /** That of a socket whose client says who it was. */
    static SocketRecovery of(Setup setup, Absence claimed, @Nullable String offset) {
        return new SocketRecovery(setup, claimed.pid(), claimed.backlog(), claimed, offset);
    }

    /** By what the client can come back: a secret between it and the server. */
    String pid() {
        return pid;
    }

    Backlog backlog() {
        return backlog;
    }

    /** The id that the socket had, if it is claimed. */
    Optional<String> formerId() {
        return claimed == null ? Optional.empty() : Optional.of(claimed.id());
    }

    boolean isRecovered() {
        return recovered;
    }

    /**
     * Whether the socket claims to be one that is away, and it is not known yet whether it is: what is sent to rooms is for that one
     * until then.
     */
    boolean isInDoubt() {
        return claimed != null && !recovered;
    }

    /** What the socket claims to be; null when it is one that nobody has been before. */
    @Nullable
    Absence claimed() {
        return claimed;
    }

    /** The socket has joined a room, or left it: until it is settled, so does the one that is away and takes what is sent to rooms. */
    void follow(Namespace namespace, String room, boolean joined) {
        if (claimed == null || !recovered || settled) {
            return;
        }
        if (joined) {
            namespace.away().join(claimed, room);
        } else {
            namespace.away().leave(claimed, room);
        }
    }

    /** Whether the connect methods are left out, as those of before still count. */
    boolean skipsConnectMethods() {
        return recovered && setup.skipsConnectMethods();
    }

    /** What the client gets before it is told that it is connected; given once. */
    List<Emission> takeMissed() {
        List<Emission> all = missed;
        missed = List.of();
        return all;
    }

    /** The socket begins: what is sent to it goes to its client, unless it first has to be known whether it is the one that it says. */
    void begin(SocketOutput output) {
        if (claimed == null) {
            backlog.attach(output.reader());
        } else { // a client that gives this connection up, too, finds it
            setup.here().put(pid, output.socket());
        }
    }

    /**
     * The admission has looked: gives the socket what it was.
     *
     * @return false when it is not who it says, or too much has been missed meanwhile: what was kept is forgotten
     */
    synchronized boolean admit(ClientSocket socket, Namespace namespace) {
        Absence absence = claimed;
        if (absence == null || over) {
            return true;
        }
        SocketOutput output = socket.parts().output();
        if (!absence.user().equals(socket.user().map(User::id))) {
            over = true;
            setup.recovery().forget(absence);
            setup.lost(Recovery.Lost.OTHER_USER);
            return false;
        }
        Set<String> rooms = OwnRooms.without(absence.membership().all()); // it may have been taken out of others
        for (String room : rooms) {
            boolean unused = namespace.join(output, room);
        }
        rejoined = rooms;
        List<Emission> since = backlog.resume(offset, output.reader());
        if (since == null) {
            over = true;
            setup.recovery().forget(absence);
            setup.lost(Recovery.Lost.TOO_MUCH);
            return false;
        }
        missed = since;
        absence.data().forEach(socket.data()::putIfAbsent);
        recovered = true;
        return true;
    }

    /**
     * The client was let in, and its socket is in its namespace: only now does everything that is sent to it find it there. What was
     * taken from the one that was away, while the client came back, it has not.
     *
     * @return false when the application has disconnected the one that was away meanwhile
     */
    boolean connected(ClientSocket socket, Namespace namespace) {
        setup.here().put(pid, socket);
        Absence absence = claimed;
        if (absence == null) {
            return true;
        }
        for (String room : rejoined) {
            boolean unused = !absence.membership().contains(room)
                    && namespace.leave(socket.parts().output(), room);
        }
        settled = true;
        boolean held = setup.recovery().back(absence);
        setup.counters().count(Counter.SOCKETS_RECOVERED);
        backlog.arrived();
        return held;
    }

    /** The client was not let in. */
    void refused(ClientSocket socket) {
        try {
            giveUp(socket);
        } finally {
            left(socket);
        }
    }

    /** The socket's end has been seen to: who comes back does not find it any more. */
    void left(ClientSocket socket) {
        setup.here().remove(pid, socket);
    }

    /** What it claimed waits for its client on, unless it was known to be who it said. */
    private synchronized void giveUp(ClientSocket socket) {
        if (over) {
            return;
        }
        over = true;
        if (claimed != null && !recovered) {
            giveBack(socket, claimed);
        } else if (claimed != null) {
            setup.recovery().forget(claimed);
        }
        if (claimed == null || recovered) {
            backlog.end();
        }
    }

    /** The connection broke before the client was told that it is back: what it claimed waits for it as before. */
    private void interrupted(ClientSocket socket, Absence absence) {
        over = true;
        backlog.detach();
        giveBack(socket, absence);
    }

    private void giveBack(ClientSocket socket, Absence absence) {
        absence.calls(socket.parts().calls()::whenOver);
        setup.recovery().giveBack(absence);
    }

    /**
     * The socket is gone, and is about to leave its namespace and rooms.
     *
     * @param wasConnected whether its client had been let in
     */
    synchronized void gone(ClientSocket socket, Namespace namespace, DisconnectReason reason, boolean wasConnected) {
        if (!UNWANTED.contains(reason) || !(wasConnected || recovered)) {
            giveUp(socket);
        } else if (!over && !wasConnected && claimed != null) {
            interrupted(socket, claimed);
        } else if (!over) {
            over = true;
            backlog.detach();
            Absence absence = new Absence(
                    pid,
                    socket.id(),
                    namespace.name(),
                    socket.parts().output().membership().all(),
                    socket.data(),
                    socket.user().map(User::id).orElse(null),
                    backlog);
            absence.calls(socket.parts().calls()::whenOver);
            setup.recovery().away(absence, namespace);
        }
    }
}
