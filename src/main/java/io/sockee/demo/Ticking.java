package io.sockee.demo;

import io.sockee.api.Socket;
import io.sockee.api.SocketScoped;
import io.sockee.api.Timer;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One visitor's clock. It ends with the visitor's socket, or before. */
@SocketScoped
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

    /** Ticks once a second, from one on. */
    public void start() {
        stop();
        timer = socket.every(Duration.ofSeconds(1), () -> socket.emit("demo:tick", ++ticks));
    }

    /** Ticks no more, and says how often it had. */
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
