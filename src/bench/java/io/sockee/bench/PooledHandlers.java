package io.sockee.bench;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;

/** The same echoes on the pool, in a namespace of their own: what a controller that may block costs. */
@Controller(namespace = "/pooled")
public class PooledHandlers {

    @On("echo")
    public void echo(Socket socket, Arguments payload) {
        socket.emit("echo", payload);
    }

    @On("echoack")
    public void echoAck(Arguments payload, Ack ack) {
        ack.send(payload);
    }

    @On("value")
    public BenchPayload value(BenchPayload payload) {
        return payload;
    }
}
