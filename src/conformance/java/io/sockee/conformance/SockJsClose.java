package io.sockee.conformance;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** Sends every client away. */
@SockJs("/close")
@NonBlocking
public class SockJsClose implements SockJsService {

    @Override
    public void onOpen(SockJsConnection connection) {
        connection.close(3000, "Go away!");
    }

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        // nobody is there long enough
    }
}
