package io.sockee.bench;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import jakarta.transaction.Transactional;

/** The same within a transaction of each call: without a database, what a transaction itself costs. */
@Transactional
@Controller(namespace = "/transactional")
public class TransactionalHandlers {

    @On("echo")
    public void echo(Socket socket, Arguments payload) {
        socket.emit("echo", payload);
    }

    @On("echoack")
    public void echoAck(Arguments payload, Ack ack) {
        ack.send(payload);
    }
}
