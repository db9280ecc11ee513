package io.sockee.conformance;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** The echo behind load balancers that want a cookie. */
@SockJs(value = "/cookie_needed_echo", responseLimit = 4096, jsessionid = true)
@NonBlocking
public class SockJsEchoWithCookie implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send(message);
    }
}
