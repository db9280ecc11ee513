package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;

/** Threads. */
@Controller
public class PingController {

    // tag::ping
    @On("ping-me")
    @NonBlocking
    public long ping(long sent) {
        return sent;
    }
    // end::ping

    // tag::work
    @On("work")
    public long work(long millis) throws InterruptedException {
        Thread.sleep(millis); // as a database would
        return millis;
    }
    // end::work
}
