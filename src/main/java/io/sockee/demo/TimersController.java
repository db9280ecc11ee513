package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.On;
import jakarta.inject.Inject;

/** A timer for each socket. */
@Controller
public class TimersController {

    private final Ticking ticking;

    /** Each socket has a {@link Ticking} of its own. */
    @Inject
    public TimersController(Ticking ticking) {
        this.ticking = ticking;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected TimersController() {
        this(null);
    }

    @On("demo:tick.start")
    public void start() {
        ticking.start();
    }

    /** Returns the number of ticks. */
    @On("demo:tick.stop")
    public int stop() {
        return ticking.stop();
    }
}
