package io.sockee.it.threads;

import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Calls that run on the pool. */
@Controller(namespace = {"/threads", "/threads-too"})
public class ThreadsController {

    public record Login(String name) {}

    @Inject
    private Gate gate;

    @Inject
    private Publisher publisher;

    @OnConnect
    public void connect(Socket socket, Login login) {
        socket.data().put("name", login.name());
    }

    @OnDisconnect
    public void disconnect(Socket socket, DisconnectReason reason) {
        System.getLogger("io.sockee.it.threads")
                .log(System.Logger.Level.INFO, "gone: {0}, {1}", socket.data().get("name"), reason.text());
        publisher.namespace("/watch").emit("gone", socket.data().get("name"), reason.text());
    }

    @On("echo")
    public int echo(int number) {
        return number;
    }

    @On("hold")
    public boolean hold(Socket socket) throws InterruptedException {
        return gate.pass((String) socket.data().get("name"));
    }

    /** Waits on its thread for what the client answers. */
    @On("ask")
    public int ask(Socket socket) throws Exception {
        return socket.emitWithAck(Duration.ofSeconds(4), "question")
                .thenApply(answer -> answer.get(0, Integer.class))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @On("tick")
    public void tick(Socket socket) {
        socket.every(Duration.ofMillis(20), () -> {
            System.getLogger("io.sockee.it.threads").log(System.Logger.Level.INFO, "tick");
            socket.emit("tick");
        });
    }
}
