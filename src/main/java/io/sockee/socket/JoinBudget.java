package io.sockee.socket;

import io.sockee.metrics.LastMinute;
import java.time.Duration;

/**
 * How often one connection may join namespaces. Each join asks the application, perhaps the database, and a client could leave
 * and join again without end. Called within the connection's inputs only.
 */
final class JoinBudget {
    private final int limit;
    private final LastMinute joins = new LastMinute();

    /**
     * @param limit how many joins any minute may have
     */
    JoinBudget(int limit) {
        this.limit = limit;
    }

    /**
     * Whether the connection may join once more; if so, that is counted.
     *
     * @param now monotonic nanoseconds
     */
    boolean take(long now) {
        boolean free = joins.count(now) < limit;
        if (free) {
            joins.add(now);
        }
        return free;
    }

    /** After what time the connection may join once more, when it may not now. */
    Duration untilFree(long now) {
        return joins.untilFewer(now);
    }
}
