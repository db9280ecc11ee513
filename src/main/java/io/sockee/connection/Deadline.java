package io.sockee.connection;

import org.jspecify.annotations.Nullable;

/**
 * What a connection does after a while, unless that is put off: one thing at a time, as one of its inputs. All methods are called
 * within these inputs, and a task that is due waits there for its turn: what has come before, and puts it off, counts.
 */
public final class Deadline {
    private final Connection connection;
    private final Timers timers;
    private Timers.@Nullable Timer timer;
    private int turn;

    public Deadline(Connection connection, Timers timers) {
        this.connection = connection;
        this.timers = timers;
    }

    /** Runs a task after some milliseconds, instead of the one that was planned before, if there was one. */
    public void set(long millis, Runnable task) {
        stop();
        int planned = turn;
        timer = timers.scheduleMillis(
                millis,
                () -> connection.execute(() -> {
                    if (turn == planned) { // else it was put off while this waited for its turn
                        timer = null;
                        task.run();
                    }
                }));
    }

    /** Whether a task is planned. */
    public boolean isSet() {
        return timer != null;
    }

    /** Nothing is planned any more. */
    public void stop() {
        turn++;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
