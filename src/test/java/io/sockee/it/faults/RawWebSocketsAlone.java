package io.sockee.it.faults;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import io.sockee.api.SockJsTransport;

/** An echo that has only one way in. */
@SockJs(
        value = "/raw-alone",
        disabledTransports = {
            SockJsTransport.WEBSOCKET,
            SockJsTransport.XHR_STREAMING,
            SockJsTransport.XHR_POLLING,
            SockJsTransport.EVENTSOURCE,
            SockJsTransport.HTMLFILE,
            SockJsTransport.JSONP_POLLING
        })
@NonBlocking
public class RawWebSocketsAlone implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send(message);
    }
}
