package io.sockee.demo;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** Says by which transport a client has come, and sends back what it sends. */
@SockJs(value = "/sockee/demo", heartbeatDelay = 2000)
@NonBlocking
public class DemoEcho implements SockJsService {

    @Override
    public void onOpen(SockJsConnection connection) {
        connection.send("Welcome by " + connection.protocol());
    }

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        if (message.equals("bye")) {
            connection.close(3000, "Go away!");
        } else {
            connection.send(message);
        }
    }
}
