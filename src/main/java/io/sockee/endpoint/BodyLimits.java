package io.sockee.endpoint;

/**
 * What request bodies may take that do not come whole with their head.
 *
 * @param atOnce how many may be under way
 * @param perAddress how many of them from one address
 * @param bytes what all of them together may hold
 * @param timeout milliseconds for one, however large
 * @param bytesPerSecond what one has to bring, after {@link #GRACE}
 */
public record BodyLimits(int atOnce, int perAddress, long bytes, long timeout, int bytesPerSecond) {

    /** Milliseconds in which nothing is asked of a body: a phone may be looking for its network. */
    static final long GRACE = 5_000;

    static final BodyLimits DEFAULT = new BodyLimits(2_000, 200, 64 << 20, 30_000, 1_000);

    /**
     * How long a body may take.
     *
     * @param length its size, or -1 where that is not known
     */
    long timeout(long length) {
        return length < 0 ? timeout : Math.min(timeout, GRACE + length * 1_000 / bytesPerSecond);
    }

    /** Whether so much after so many milliseconds is too little. */
    boolean isTooSlow(long received, long millis) {
        return received * 1_000 < (millis - GRACE) * bytesPerSecond;
    }
}
