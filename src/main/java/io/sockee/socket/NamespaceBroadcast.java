package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.api.BroadcastAnswers;
import io.sockee.api.RefusedException;
import io.sockee.api.RemoteSocket;
import io.sockee.event.Event;
import io.sockee.hub.Publication;
import io.sockee.recovery.Absence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Some sockets of a namespace, to emit to. Immutable; each method gives another one. Safe for any thread; does not block.
 *
 * @param name the namespace's name
 * @param sender the id of the socket that is left out, if one is
 * @param plain whether what is sent is not to be compressed
 * @param here whether it goes to sockets of this node alone
 */
record NamespaceBroadcast(
        SocketServer server,
        String name,
        Target target,
        @Nullable String sender,
        boolean onlyIfWritable,
        boolean plain,
        boolean here)
        implements Broadcast {

    /** One that sends in the usual way. */
    static NamespaceBroadcast of(SocketServer server, String name, Target target, @Nullable String sender) {
        return new NamespaceBroadcast(server, name, target, sender, false, false, false);
    }

    private NamespaceBroadcast with(Target other) {
        return new NamespaceBroadcast(server, name, other, sender, onlyIfWritable, plain, here);
    }

    @Override
    public Broadcast to(String... rooms) {
        return with(target.to(rooms));
    }

    @Override
    public Broadcast except(String... rooms) {
        return with(target.except(rooms));
    }

    @Override
    public Broadcast ifWritable() {
        return new NamespaceBroadcast(server, name, target, sender, true, plain, here);
    }

    @Override
    public Broadcast compress(boolean compress) {
        return new NamespaceBroadcast(server, name, target, sender, onlyIfWritable, !compress, here);
    }

    @Override
    public Broadcast local() {
        return new NamespaceBroadcast(server, name, target, sender, onlyIfWritable, plain, true);
    }

    // --- Events -----------------------------------------------------------------------------------------------

    private Publication publication(String event, @Nullable Object... arguments) {
        Event encoded = server.emitter().encode(event, arguments);
        server.emitter().tell(name, encoded, target, sender);
        return new Publication(name, encoded, target, sender, onlyIfWritable, plain);
    }

    /** Publishes, at once or with the commit, to the sockets that are there at that moment. */
    @Override
    public void emit(String event, @Nullable Object... arguments) {
        Publication publication = publication(event, arguments);
        server.services().gate().pass(() -> publish(publication));
    }

    private void publish(Publication publication) {
        if (here) {
            server.hub().publishHere(publication);
        } else {
            server.hub().publish(publication);
        }
    }

    @Override
    public CompletionStage<BroadcastAnswers> emitWithAck(
            Duration timeout, String event, @Nullable Object... arguments) {
        PendingAcks.requireNoTransaction(server.services().gate());
        Publication question = publication(event, arguments);
        return Survey.begin(server, question, timeout);
    }

    // --- The sockets ------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return CompletableFuture.completedFuture(
                sockets().stream().map(ClientSocket::snapshot).toList());
    }

    @Override
    public void socketsJoin(String... rooms) {
        server.hub().namespace(name).ifPresent(there -> {
            for (String room : rooms) {
                if (OwnRooms.isOwn(room) || there.isOwnRoom(room)) {
                    throw new RefusedException(
                            "That room is one socket's own, or the server's: nobody else can join it.");
                }
            }
        });
        sockets().forEach(socket -> socket.join(rooms));
    }

    @Override
    public void socketsLeave(String... rooms) {
        awayLeave(rooms); // first: who comes back meanwhile is here after that
        sockets().forEach(socket -> socket.leave(rooms));
        awayLeave(rooms); // those that have gone meanwhile
    }

    private void awayLeave(String... rooms) {
        List<Absence> away = away();
        server.hub()
                .namespace(name)
                .ifPresent(there -> away.forEach(absence -> {
                    for (String room : rooms) {
                        if (!OwnRooms.isOwn(room)) {
                            there.away().leave(absence, room);
                        }
                    }
                }));
    }

    @Override
    public void disconnectSockets(boolean close) {
        forgetAway(); // in the same order
        Disconnects.of(server, sockets(), close);
        forgetAway();
    }

    private void forgetAway() {
        SocketRecovery.Setup setup = server.recovery();
        if (setup != null) {
            away().forEach(setup.recovery()::forget);
        }
    }

    /** Those of the choice whose clients have gone and may come back: what is taken from them meanwhile they do not get back. */
    private List<Absence> away() {
        List<Absence> away = new ArrayList<>(0);
        server.hub().eachAway(name, target, sender, member -> {
            if (member instanceof Absence absence) {
                away.add(absence);
            }
        });
        return away;
    }

    /** Those of the choice that have been let in and have not gone. */
    private List<ClientSocket> sockets() {
        List<ClientSocket> sockets = new ArrayList<>();
        server.hub().each(name, target, sender, member -> {
            if (member instanceof SocketOutput output
                    && output.socket().parts().life().isJoined()) {
                sockets.add(output.socket());
            }
        });
        return sockets;
    }
}
