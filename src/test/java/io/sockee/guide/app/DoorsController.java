package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets nobody in for a moment. */
@ApplicationScoped
@Controller(namespace = "/doors")
public class DoorsController {
    private final AtomicBoolean asked = new AtomicBoolean();

    // tag::later
    @OnConnect
    public void enter() {
        if (!isOpen()) {
            throw RefusedException.retryAfter("The doors open in a moment.", Duration.ofSeconds(1));
        }
    }
    // end::later

    private boolean isOpen() {
        return asked.getAndSet(true);
    }

    @On("close")
    public void close() {
        asked.set(false);
    }
}
