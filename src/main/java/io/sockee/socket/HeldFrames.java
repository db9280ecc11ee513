package io.sockee.socket;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.Frames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a socket before the client knows that it is connected. Bounded: a client for whom more is waiting
 * before it was let in is treated as one that reads too slowly.
 */
final class HeldFrames {
    private static final int LIMIT = 256;

    private final Connection connection;
    private @Nullable List<Frames> held = new ArrayList<>(0);
    private volatile boolean released;
    private volatile boolean dropped;

    HeldFrames(Connection connection) {
        this.connection = connection;
    }

    /** Whether frames may go to the connection directly. */
    boolean isReleased() {
        return released;
    }

    /** Keeps frames, or sends them when they need not be kept any more. */
    void add(Frames frames) {
        synchronized (this) {
            if (held != null) {
                if (held.size() < LIMIT) {
                    held.add(frames);
                    return;
                }
            }
        }
        if (released) {
            connection.send(frames);
        } else if (!dropped) {
            connection.close(CloseReason.SEND_QUEUE_FULL);
        }
    }

    /** Sends the first frames, then what was held, then everything that follows. */
    void release(Frames first) {
        synchronized (this) { // only queues: nothing is written while the lock is held
            connection.queue(first);
            if (held != null) {
                held.forEach(connection::queue);
            }
            held = null;
            released = true;
        }
        connection.flush();
    }

    /** Forgets what was held: the client was not let in. */
    synchronized void drop() {
        held = null;
        dropped = true;
    }
}
