package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;

/** What the page asks once a second. */
@Controller
@NonBlocking
public class ConnectionController {

    /** Answers at once; the page measures the round trip. */
    @On("demo:ping")
    public long ping(long sent) {
        return sent;
    }
}
