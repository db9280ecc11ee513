package io.sockee.bench;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.Json;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.Socket;

/** The handlers that are measured, on the fast path. */
@Controller
public class BenchHandlers {

    @On("echo")
    @NonBlocking
    public void echo(Socket socket, Arguments payload) {
        socket.emit("echo", payload);
    }

    @On("echoack")
    @NonBlocking
    public void echoAck(Arguments payload, Ack ack) {
        ack.send(payload);
    }

    @On("value")
    @NonBlocking
    public BenchPayload value(BenchPayload payload) {
        return payload;
    }

    @On("broadcast")
    @NonBlocking
    public void broadcast(Socket socket, Arguments payload) {
        socket.everyone().emit("message", payload);
    }

    @On("join")
    @NonBlocking
    public void join(Socket socket, String room) {
        socket.join(room);
    }

    @On("toroom")
    @NonBlocking
    public void toRoom(Socket socket, String room, Json payload) {
        socket.everyone().to(room).emit("message", payload);
    }
}
