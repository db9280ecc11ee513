package io.sockee.conformance;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** Sends every message of a SockJS connection back. */
@SockJs(value = "/echo", responseLimit = 4096)
@NonBlocking
public class SockJsEcho implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send(message);
    }
}
