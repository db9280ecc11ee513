package io.sockee.it.ends;

import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sockets that end in every way there is. */
@Controller(namespace = "/ends")
public class EndsController {

    public record Login(String name, String mood) {}

    private final Semaphore gate = new Semaphore(0);

    @Inject
    private Ends ends;

    @OnConnect
    public void connect(Socket socket, Login login) throws InterruptedException {
        socket.data().put("name", login.name());
        switch (login.mood()) {
            case "refused" -> throw new RefusedException("Not you.", Map.of("code", 7, "why", List.of("a", "b")));
            case "bare" -> throw new RefusedException("Not you either.");
            case "broken" -> throw new IllegalStateException("as asked for");
            case "slow" -> gate.tryAcquire(10, TimeUnit.SECONDS);
            case "left" -> socket.disconnect();
            default -> socket.join("room");
        }
    }

    @OnDisconnect
    public void disconnect(Socket socket, DisconnectReason reason) {
        ends.add(socket, "method", reason.text());
        if ("throws".equals(socket.data().get("mood"))) {
            throw new IllegalStateException("as asked for");
        }
        socket.emit("never"); // nothing can be sent any more
    }

    @On("watch")
    public void watch(Socket socket) {
        socket.presence("hall").watch();
    }

    @On("appear")
    public void appear(Socket socket) {
        socket.presence("hall").track(String.valueOf(socket.data().get("name")));
    }

    @On("leave-me")
    public void leaveMe(Socket socket) {
        socket.disconnect();
        socket.disconnect(); // once is enough
    }

    @On("hang-up")
    public void hangUp(Socket socket) {
        socket.disconnectAll();
        socket.disconnect();
    }

    @On("throw-then")
    public void throwThen(Socket socket) {
        socket.data().put("mood", "throws");
    }

    /** More than may wait for a client that does not poll. */
    @On("spam")
    public void spam(Socket socket, int messages) {
        for (int i = 0; i < messages; i++) {
            socket.emit("spam", i);
        }
    }

    @On("hold")
    public void hold() throws InterruptedException {
        gate.tryAcquire(10, TimeUnit.SECONDS);
    }

    @On("last-words")
    @NonBlocking
    public void lastWords(Socket socket) {
        ends.add(socket, "last words", "");
    }

    @On("echo")
    public void echo() {}

    /** Lets one call go on. */
    void open() {
        gate.release();
    }

    boolean isWaitedFor() {
        return gate.hasQueuedThreads();
    }
}
