package io.sockee.it.users;

import io.sockee.api.Controller;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;

/** Lets nobody in, whoever it is. */
@Controller(namespace = "/closed")
public class ClosedController {

    @OnConnect
    public void connect() {
        throw new RefusedException("Closed.");
    }
}
