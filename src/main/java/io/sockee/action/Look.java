package io.sockee.action;

import io.sockee.connection.Timers;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks now and then whether somebody is known still, where nothing tells of the end. Any thread; does not block. */
final class Look {
    private final BooleanSupplier still;
    private final Timers timers;
    private final long pause;
    private final Runnable ended;
    private Timers.Timer next = () -> {}; // guarded by this, as is the next
    private boolean over;

    private Look(BooleanSupplier still, Timers timers, long pause, Runnable ended) {
        this.still = still;
        this.timers = timers;
        this.pause = pause;
        this.ended = ended;
    }

    /**
     * Somebody is known as long as that is so.
     *
     * @param still must not block
     * @param pause milliseconds between two looks
     */
    static Callers.Standing standing(BooleanSupplier still, Timers timers, long pause) {
        return new Callers.Standing(Optional.empty(), ended -> {
            Look look = new Look(still, timers, pause, ended);
            look.again();
            return look::end;
        });
    }

    private synchronized void again() {
        if (!over) {
            next = timers.scheduleMillis(pause, this::look);
        }
    }

    private void look() {
        if (still.getAsBoolean()) {
            again();
        } else {
            ended.run();
        }
    }

    private synchronized void end() {
        over = true;
        next.cancel();
    }
}
