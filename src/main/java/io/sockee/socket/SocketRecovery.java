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
     * @param here the sockets that are not away, by their secrets
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
        for (String room : absence.membership().all()) { // it may have been taken out of others
            boolean unused = !OwnRooms.isOwn(room) && namespace.join(output, room);
        }
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

    /** The client was let in, and its socket is in its namespace: only now does everything that is sent to it find it there. */
    void connected(ClientSocket socket) {
        setup.here().put(pid, socket);
        if (claimed != null) {
            setup.recovery().back(claimed);
            setup.counters().count(Counter.SOCKETS_RECOVERED);
            backlog.arrived();
        }
    }

    /** The client was not let in: what it claimed waits for it on, unless it was known to be who it said. */
    synchronized void refused() {
        if (over) {
            return;
        }
        over = true;
        if (claimed != null && !recovered) {
            setup.recovery().giveBack(claimed);
        } else if (claimed != null) {
            setup.recovery().forget(claimed);
        }
        if (claimed == null || recovered) {
            backlog.end();
        }
    }

    /** The connection broke before the client was told that it is back: what it claimed waits for it as before. */
    private void interrupted(Absence absence) {
        over = true;
        backlog.detach();
        setup.recovery().giveBack(absence);
    }

    /**
     * The socket is gone, and is about to leave its namespace and rooms.
     *
     * @param wasConnected whether its client had been let in
     */
    synchronized void gone(ClientSocket socket, Namespace namespace, DisconnectReason reason, boolean wasConnected) {
        try {
            if (!UNWANTED.contains(reason) || !(wasConnected || recovered)) {
                refused();
            } else if (!over && !wasConnected && claimed != null) {
                interrupted(claimed);
            } else if (!over) {
                over = true;
                backlog.detach();
                setup.recovery()
                        .away(
                                new Absence(
                                        pid,
                                        socket.id(),
                                        namespace.name(),
                                        socket.parts().output().membership().all(),
                                        socket.data(),
                                        socket.user().map(User::id).orElse(null),
                                        backlog),
                                namespace);
            }
        } finally {
            setup.here().remove(pid, socket); // last: who comes back meanwhile finds it, and waits for its end
        }
    }
}
