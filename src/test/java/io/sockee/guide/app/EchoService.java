package io.sockee.guide.app;

import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** SockJS. */
// tag::echo
@SockJs("/echo")
public class EchoService implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send(message);
    }
}
// end::echo
