package io.sockee.it.timers;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import io.sockee.api.Timer;
import io.sockee.metrics.Gauges;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts timers for whoever asks. */
@Controller(namespace = "/timers")
public class TimersController {

    @Inject
    private Publisher publisher;

    @Inject
    private Gauges gauges;

    /** Its ticks go to everybody, so that others hear whether it still runs. */
    @On("every")
    public void every(Socket socket, int millis, String name) {
        AtomicInteger runs = new AtomicInteger();
        Timer timer = socket.every(
                Duration.ofMillis(millis),
                () -> publisher.namespace("/timers").emit("tick", name, runs.incrementAndGet()));
        socket.data().put(name, timer);
    }

    @On("after")
    public void after(Socket socket, int millis, String name) {
        socket.data()
                .put(
                        name,
                        socket.after(
                                Duration.ofMillis(millis),
                                () -> publisher.namespace("/timers").emit("once", name)));
    }

    @On("cancel")
    public void cancel(Socket socket, String name) {
        ((Timer) socket.data().get(name)).cancel();
    }

    /** Its every second run fails, before it has told anyone. */
    @On("failing")
    public void failing(Socket socket, int millis) {
        AtomicInteger runs = new AtomicInteger();
        socket.every(Duration.ofMillis(millis), () -> {
            if (runs.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("as asked for");
            }
            socket.emit("run", runs.get());
        });
        socket.after(Duration.ofMillis(millis), () -> {
            throw new IllegalStateException("as asked for");
        });
    }

    /** Holds the socket's turn: its timers wait with its calls. */
    @On("busy")
    public int busy(Socket socket, int millis) throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        Timer timer = socket.every(Duration.ofMillis(millis), runs::incrementAndGet);
        Thread.sleep(5L * millis); // a call that takes longer than the period is what this is about
        timer.cancel();
        return runs.get();
    }

    @On("late")
    public void late(Socket socket) {
        socket.data().put("late", true);
        socket.disconnect();
    }

    @OnDisconnect
    public void disconnect(Socket socket) {
        if (socket.data().containsKey("late")) {
            socket.every(
                    Duration.ofMillis(1), () -> publisher.namespace("/timers").emit("tick", "late", 0));
            socket.after(Duration.ZERO, () -> publisher.namespace("/timers").emit("once", "late"));
            publisher.namespace("/timers").emit("left", "late");
        }
    }

    @On("too-many")
    public String tooMany(Socket socket, int timers) {
        try {
            for (int i = 0; i < timers; i++) {
                socket.after(Duration.ofHours(1), () -> {});
            }
            return "started";
        } catch (IllegalStateException e) {
            return "refused";
        }
    }

    @On("pending")
    @NonBlocking
    public long pending() {
        return gauges.get(Gauges.Gauge.TIMERS);
    }
}
