package io.sockee.conformance;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Socket;

/** The handlers that the official Socket.IO suite talks to, in both of its namespaces. */
@Controller(namespace = {"/", "/custom"})
@NonBlocking
public class SuiteHandlers {

    @OnConnect
    public void connect(Socket socket) {
        if (!ClientSuite.isOn()) { // whose tests count the packets that they get
            socket.emit("auth", socket.handshake().auth());
        }
    }

    @On("message")
    public void message(Socket socket, Arguments arguments) {
        socket.emit("message-back", arguments);
    }

    @On("message-with-ack")
    public void messageWithAck(Arguments arguments, Ack ack) {
        ack.send(arguments);
    }
}
