package io.sockee.it.options;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Passes on what it is told, to all of its namespace. */
@Controller(namespace = {"/options", "/plain", "/small/{room}"})
@NonBlocking
public class OptionsController {

    /** What clients say of themselves. */
    public record Login(String name) {}

    @OnConnect
    public void connect(Login login) {
        if ("nobody".equals(login.name())) {
            throw new RefusedException("Nobody may not come in.", Map.of("code", 7));
        }
    }

    @On("share")
    public void share(Socket socket, Arguments arguments) {
        socket.everyone().emit("shared", arguments);
    }

    @On("share-plain")
    public void sharePlain(Socket socket, Arguments arguments) {
        socket.everyone().compress(false).emit("shared", arguments);
    }

    @On("one")
    public void one(Socket socket, String id, int number) {
        socket.everyone().to(id).emit("shared", number);
    }

    @On("back")
    public void back(Arguments arguments, Ack ack) {
        ack.send(arguments);
    }

    @On("ask-me")
    public CompletionStage<String> askMe(Socket socket) {
        return socket.emitWithAck(Duration.ofSeconds(30), "question", 6, new byte[] {7})
                .thenApply(answer -> answer.get(0, Integer.class) + " " + answer.get(1, byte[].class).length);
    }

    @On("leave-me")
    public void leaveMe(Socket socket) {
        socket.emit("bye");
        socket.disconnect();
    }
}
