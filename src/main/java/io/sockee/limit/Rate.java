package io.sockee.limit;

/**
 * How often something may happen.
 *
 * @param perSecond in the long run; may be a fraction
 * @param burst at once, after a while of nothing
 */
public record Rate(double perSecond, int burst) {
    /** So that the time from one to the next is a nanosecond at least. */
    private static final double MOST = 1e9;

    /** So that times can be added up without passing the end of their numbers: all of a burst comes back within thirty years. */
    private static final double LONGEST_REFILL = 1e9;

    public Rate {
        if (!(perSecond > 0 && perSecond <= MOST)) {
            throw new IllegalArgumentException("A rate is above zero, and a thousand million in a second at most.");
        }
        if (burst < 1) {
            throw new IllegalArgumentException("A burst is one at least.");
        }
        if (burst / perSecond > LONGEST_REFILL) {
            throw new IllegalArgumentException("A burst has to come back within thirty years.");
        }
    }

    /** The nanoseconds from one to the next, in the long run. */
    long interval() {
        return Math.round(1e9 / perSecond);
    }
}
