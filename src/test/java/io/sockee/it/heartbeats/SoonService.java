package io.sockee.it.heartbeats;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** Sends back what comes, and a heartbeat soon. */
@SockJs(value = "/soon", heartbeatDelay = 2_000)
@NonBlocking
public class SoonService implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send(message);
    }
}
