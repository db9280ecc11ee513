package io.sockee.conformance;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import io.sockee.api.SockJsTransport;

/** The echo for clients that have to do without WebSockets. */
@SockJs(
        value = "/disabled_websocket_echo",
        responseLimit = 4096,
        disabledTransports = {SockJsTransport.WEBSOCKET, SockJsTransport.WEBSOCKET_RAW})
@NonBlocking
public class SockJsEchoWithoutWebSockets implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send(message);
    }
}
