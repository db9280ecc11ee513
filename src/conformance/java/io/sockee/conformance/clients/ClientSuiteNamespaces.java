package io.sockee.conformance.clients;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.conformance.ClientSuite;

/** The namespaces of the tests beside the main one. Where the tests are not served they are not there, as far as clients can tell. */
@Controller(namespace = {"/foo", "/timeout_socket", "/valid", "/asd", "/abc", "/no"})
@NonBlocking
public class ClientSuiteNamespaces {

    @OnConnect
    public void connect(Socket socket) {
        if (!ClientSuite.isOn()) {
            throw new RefusedException("Invalid namespace");
        }
        switch (socket.namespace()) {
            case "/no" -> throw new RefusedException("Auth failed (custom namespace)");
            case "/abc" -> socket.emit("handshake", Shown.of(socket.handshake()));
            default -> {} // they are only connected to
        }
    }

    @On("getId")
    public void id(Socket socket, Ack ack) {
        ack.send(socket.id());
    }
}
