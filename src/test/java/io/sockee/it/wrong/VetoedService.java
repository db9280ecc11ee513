package io.sockee.it.wrong;

import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import jakarta.enterprise.inject.Vetoed;

/** CDI makes no bean of it, and tells nobody. */
@Vetoed
@SockJs("/vetoed")
public class VetoedService implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send(message);
    }
}
