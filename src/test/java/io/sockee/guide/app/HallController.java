package io.sockee.guide.app;

import io.sockee.api.Broadcast;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Publisher;
import io.sockee.api.RemoteSocket;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Of the page about rooms: many sockets at once. */
@Controller(namespace = "/hall")
public class HallController {

    @Inject
    Publisher publisher;

    @On("sit")
    public void sit(Socket socket, String name, String table) {
        socket.data().put("name", name);
        socket.join(table);
    }

    // tag::ask
    public record Outcome(long yes, long no, int silent) {}

    @On("vote")
    public CompletionStage<Outcome> vote(Socket socket, String table, String question) {
        return socket.everyone()
                .to(table)
                .emitWithAck(Duration.ofSeconds(10), "vote", question)
                .thenApply(votes -> {
                    long yes = votes.answers().values().stream()
                            .filter(vote -> vote.get(0, boolean.class))
                            .count();
                    return new Outcome(
                            yes, votes.answers().size() - yes, votes.silent().size());
                });
    }
    // end::ask

    // tag::fetch
    @On("guests")
    public CompletionStage<List<String>> guests(Socket socket, String table) {
        return socket.everyone()
                .to(table)
                .fetchSockets()
                .thenApply(
                        all -> all.stream().map(HallController::nameOf).sorted().toList());
    }

    private static String nameOf(RemoteSocket guest) {
        return guest.data().get("name") + " at " + guest.handshake().address();
    }
    // end::fetch

    // tag::sets
    @On("move")
    public void move(String from, String to) {
        Broadcast guests = publisher.namespace("/hall").to(from);
        guests.socketsJoin(to);
        guests.socketsLeave(from);
    }

    @On("close")
    public void close(String table) {
        Broadcast guests = publisher.namespace("/hall").to(table);
        guests.emit("closed");
        guests.disconnectSockets(false);
    }
    // end::sets
}
