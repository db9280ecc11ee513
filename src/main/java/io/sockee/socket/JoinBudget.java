package io.sockee.socket;

import java.util.concurrent.TimeUnit;

/**
 * How often one connection may join namespaces. Each join asks the application, perhaps the database, and a client could leave
 * and join again without end. Minutes are counted from the first join in each, so two of them may meet. Called within the
 * connection's inputs only.
 */
final class JoinBudget {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int limit;
    private int taken;
    private long since;

    /**
     * @param limit how many joins a minute may have
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
        if (taken == 0 || now - since >= MINUTE) {
            taken = 0;
            since = now;
        }
        if (taken >= limit) {
            return false;
        }
        taken++;
        return true;
    }
}
