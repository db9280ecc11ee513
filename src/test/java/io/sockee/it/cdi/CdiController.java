package io.sockee.it.cdi;

import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Uses beans of every scope. */
@Controller(namespace = {"/cdi", "/cdi-too"})
public class CdiController {

    public record Login(String name) {}

    private final PerSocket perSocket;
    private final PerCall perCall;
    private final Journal journal;
    private final Socket current;

    /** For the container's proxy. */
    protected CdiController() {
        this(null, null, null, null);
    }

    @Inject
    public CdiController(PerSocket perSocket, PerCall perCall, Journal journal, Socket current) {
        this.perSocket = perSocket;
        this.perCall = perCall;
        this.journal = journal;
        this.current = current;
    }

    @OnConnect
    public void connect(Socket socket, Login login) {
        socket.data().put("name", login.name());
        perSocket.next();
        if (login.name().startsWith("joins")) {
            socket.join("f");
            socket.join("b", "f", "e");
            socket.join("a", "d");
        }
    }

    @OnDisconnect
    public void disconnect(Socket socket, DisconnectReason reason) {
        journal.add(socket.data().get("name") + " method " + perSocket.next() + " "
                + current.id().equals(socket.id()));
    }

    @On("count")
    public int count() {
        return perSocket.next();
    }

    @On("quick-count")
    @NonBlocking
    public int quickCount() {
        return perSocket.next();
    }

    /** The number of this call's instance, twice. */
    @On("call")
    public List<Integer> call() {
        return List.of(perCall.number(), perCall.number());
    }

    /** Whether this call's thread finds what every component of Jakarta EE finds by these names; else the reason. */
    @On("names")
    @SuppressWarnings("BanJNDI") // the names are the test's own
    public String names(List<String> names) {
        try {
            for (String name : names) {
                InitialContext.doLookup(name);
            }
            return "found";
        } catch (NamingException e) {
            return Thread.currentThread().getName() + ": " + e;
        }
    }

    @On("who")
    public List<Boolean> who(Socket socket) {
        return List.of(
                current.id().equals(socket.id()),
                current.namespace().equals(socket.namespace()),
                perSocket.socketId().equals(socket.id()));
    }

    @On("join")
    public void join(String... rooms) {
        current.join(rooms);
    }

    @On("leave")
    public void leave(String... rooms) {
        current.leave(rooms);
    }

    /** Two runs of a timer, and a question, each with the scopes of a call. */
    @On("timer")
    public void timer(Socket socket, int delay) {
        for (int i = 0; i < 2; i++) {
            socket.after(
                    Duration.ofMillis(delay),
                    () -> socket.emit(
                            "run",
                            perCall.number(),
                            perSocket.next(),
                            current.id().equals(socket.id())));
        }
    }

    @On("question")
    public CompletionStage<List<Object>> question(Socket socket) {
        return socket.emitWithAck(Duration.ofSeconds(5), "question")
                .thenApply(answer -> List.of(perSocket.next(), current.id().equals(socket.id())));
    }

    @On("audited")
    @Audited
    public String audited(int number) {
        return "number " + number;
    }

    @On("journal")
    @NonBlocking
    public List<String> journal(String beginning) {
        return journal.lines(beginning);
    }

    @Inject
    void publisher(Publisher publisher) {
        journal.add("initialized with " + (publisher == null ? "nothing" : "a publisher"));
    }
}
