package io.sockee.it.app;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** One method for each thing that a controller can do. */
@Controller(namespace = "/test")
public class TestController {

    public record Login(String name) {}

    public record Item(String name, int count, List<byte[]> files) {}

    private Visits visits;
    private Publisher publisher;

    /** For the container's proxy. */
    protected TestController() {}

    @Inject
    public TestController(Visits visits, Publisher publisher) {
        this.visits = visits;
        this.publisher = publisher;
    }

    @OnConnect
    public void connect(Socket socket, Login login) {
        if ("nobody".equals(login.name())) {
            throw new RefusedException("Nobody may not come in.", Map.of("code", 7));
        }
        socket.data().put("name", login.name());
        socket.join("all");
        socket.emit("welcome", login.name());
    }

    @OnDisconnect
    public void disconnect(Socket socket, DisconnectReason reason) {
        publisher.namespace("/test").to("watchers").emit("gone", socket.data().get("name"), reason.text());
    }

    @On("item")
    public Map<String, Object> item(Item item) {
        return Map.of("name", item.name(), "count", item.count(), "files", item.files());
    }

    @On("later")
    public CompletionStage<String> later(String text) {
        return CompletableFuture.supplyAsync(() -> "later " + text);
    }

    @On("nothing")
    public void nothing() {}

    @On("refused")
    public String refused() {
        throw new RefusedException("Not you.");
    }

    @On("broken")
    public String broken() {
        throw new IllegalStateException("secret detail");
    }

    @On("raw")
    @NonBlocking
    public void raw(Arguments arguments, Ack ack) {
        ack.send(arguments);
    }

    @On("request-scope")
    public List<Integer> requestScope() {
        return List.of(visits.next(), visits.next());
    }

    @On("slowly")
    public int slowly(int number) throws InterruptedException {
        Thread.sleep(20); // a controller that blocks is what this is about
        return number;
    }

    @On("ask-me")
    public CompletionStage<String> askMe(Socket socket) {
        return socket.emitWithAck(Duration.ofSeconds(5), "question", 6, 7)
                .thenApply(answer -> "you said " + answer.get(0, Integer.class));
    }

    @On("ask-in-vain")
    public CompletionStage<String> askInVain(Socket socket) {
        return socket.emitWithAck(Duration.ofMillis(100), "question")
                .handle((answer, failure) -> failure.getClass().getSimpleName());
    }

    @On("join")
    public List<String> join(Socket socket, String room) {
        socket.join(room);
        return socket.rooms().stream()
                .filter(name -> !name.equals(socket.id()))
                .sorted()
                .toList();
    }

    @On("leave")
    public void leave(Socket socket, String room) {
        socket.leave(room);
    }

    @On("tell")
    public void tell(Socket socket, String how, String text) {
        switch (how) {
            case "others" -> socket.broadcast("told", text);
            case "everyone" -> socket.everyone().emit("told", text);
            case "room" -> socket.to("red").emit("told", text);
            case "rooms" -> socket.everyone().in("red", "blue").emit("told", text);
            case "except" -> socket.everyone().except("red").emit("told", text);
            case "publisher" ->
                publisher.namespace("/test").to("red").except("blue").emit("told", text);
            default -> publisher.namespace("/test").to(how).emit("told", text);
        }
    }

    /** Emits from many threads at once; each of them counts. */
    @On("storm")
    public void storm(Socket socket, int threads, int emits) throws InterruptedException {
        List<Thread> all = IntStream.range(0, threads)
                .mapToObj(thread -> new Thread(() -> {
                    for (int i = 0; i < emits; i++) {
                        socket.emit("drop", thread, i);
                    }
                }))
                .toList();
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
    }

    @On("ticks")
    public void ticks(Socket socket) {
        socket.every(Duration.ofMillis(50), () -> socket.emit("tick"));
        socket.after(Duration.ofMillis(120), () -> socket.emit("once"));
    }

    @On("leave-me")
    public void leaveMe(Socket socket) {
        socket.emit("bye");
        socket.disconnect();
    }

    @On("hang-up")
    public void hangUp(Socket socket) {
        socket.emit("bye");
        socket.disconnectAll();
    }

    @On("handshake")
    public Map<String, Object> handshake(Socket socket) {
        return Map.of(
                "query", socket.handshake().query().getOrDefault("x", ""),
                "header", socket.handshake().headers().getOrDefault("x-test", List.of()),
                "address", socket.handshake().address(),
                "secure", socket.handshake().secure());
    }
}
