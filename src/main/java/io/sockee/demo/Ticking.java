package io.sockee.demo;

import io.sockee.api.Emits;
import io.sockee.api.Socket;
import io.sockee.api.SocketScoped;
import io.sockee.api.Timer;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The timer of one socket. It ends with the socket, or before. */
@SocketScoped
@Emits(event = "demo:tick", type = int.class)
public class Ticking {

    private final Socket socket;
    private @Nullable Timer timer;
    private int ticks;

    @Inject
    public Ticking(Socket socket) {
        this.socket = socket;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected Ticking() {
        this(null);
    }

    /** Emits once a second. */
    public void start() {
        stop();
        timer = socket.every(Duration.ofSeconds(1), () -> socket.emit("demo:tick", ++ticks));
    }

    /** Cancels the timer, and returns the number of ticks. */
    public int stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        int ticked = ticks;
        ticks = 0;
        return ticked;
    }
}
