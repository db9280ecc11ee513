package io.sockee.it.sets;

import io.sockee.api.Arguments;
import io.sockee.api.BroadcastAnswers;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Publisher;
import io.sockee.api.RemoteSocket;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** One method for each thing that can be done with the sockets of a room. */
@Controller(namespace = {"/sets", "/sets/{hall}"})
public class SetsController {

    public record Login(String name, String room) {}

    private final Publisher sets;
    private final SetsJournal journal;

    /** For the container's proxy. */
    protected SetsController() {
        this.sets = null;
        this.journal = null;
    }

    @Inject
    public SetsController(Publisher publisher, SetsJournal journal) {
        this.sets = publisher.namespace("/sets");
        this.journal = journal;
    }

    @OnConnect
    public void connect(Socket socket, Login login) {
        SetsDoors.pass(socket, "method");
        socket.data().put("name", login.name());
        socket.join(login.room());
    }

    @On("doors")
    public List<String> doors(Socket socket) {
        return SetsDoors.passed(socket);
    }

    @On("ask")
    public CompletionStage<Map<String, Object>> ask(String room, int millis) {
        return sets.to(room)
                .emitWithAck(Duration.ofMillis(millis), "question", "?")
                .thenApply(SetsController::shown);
    }

    /** Asks all others in the room. */
    @On("ask-others")
    public CompletionStage<Map<String, Object>> askOthers(Socket socket, String room, int millis) {
        return socket.to(room)
                .emitWithAck(Duration.ofMillis(millis), "question", "?")
                .thenApply(SetsController::shown);
    }

    private static Map<String, Object> shown(BroadcastAnswers answers) {
        return Map.of(
                "answers",
                answers.answers().values().stream()
                        .map((Arguments answer) -> answer.get(0, String.class))
                        .sorted()
                        .toList(),
                "silent",
                answers.silent().size());
    }

    public record Seen(String name, List<String> rooms, String agent) {}

    @On("fetch")
    public CompletionStage<List<Seen>> fetch(String room) {
        return sets.to(room)
                .fetchSockets()
                .thenApply(all -> all.stream()
                        .map(SetsController::seen)
                        .sorted(Comparator.comparing(Seen::name))
                        .toList());
    }

    private static Seen seen(RemoteSocket socket) {
        return new Seen(
                String.valueOf(socket.data().get("name")),
                socket.rooms().stream()
                        .filter(room -> !room.equals(socket.id()))
                        .sorted()
                        .toList(),
                socket.handshake().auth().text());
    }

    @On("move")
    public void move(String from, String to) {
        sets.to(from).socketsJoin(to);
        sets.to(from).socketsLeave(from);
    }

    @On("tell")
    public void tell(String room, String how, String text) {
        switch (how) {
            case "plain" -> sets.to(room).compress(false).emit("told", text);
            case "local" -> sets.to(room).local().emit("told", text);
            default -> sets.to(room).ifWritable().emit("told", text);
        }
    }

    @On("end")
    public void end(String room, boolean close) {
        sets.to(room).emit("bye");
        sets.to(room).disconnectSockets(close);
    }

    @On("transport")
    public String transport(Socket socket) {
        return socket.transport();
    }

    @On("journal")
    @NonBlocking
    public List<String> journal(String of) {
        return journal.lines(of);
    }
}
