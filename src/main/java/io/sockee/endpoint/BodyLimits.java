package io.sockee.endpoint;

/**
 * Limits for request bodies that do not come whole with their head.
 *
 * @param atOnce how many may be under way
 * @param perAddress how many of them from one address
 * @param bytes how many bytes all of them together may hold in memory
 * @param timeout milliseconds that one may take at most, however large it is
 * @param bytesPerSecond how fast one has to come, after {@link #GRACE}
 */
public record BodyLimits(int atOnce, int perAddress, long bytes, long timeout, int bytesPerSecond) {

    /** Milliseconds at the beginning in which a body may come as slowly as it likes: a phone may be looking for its network. */
    static final long GRACE = 5_000;

    static final BodyLimits DEFAULT = new BodyLimits(2_000, 200, 64 << 20, 30_000, 1_000);

    /**
     * How long a body may take, in milliseconds.
     *
     * @param length its size in bytes, or -1 when that is not known
     */
    long timeout(long length) {
        return length < 0 ? timeout : Math.min(timeout, GRACE + length * 1_000 / bytesPerSecond);
    }

    /** Whether so many bytes after so many milliseconds are too few. */
    boolean isTooSlow(long received, long millis) {
        return received * 1_000 < (millis - GRACE) * bytesPerSecond;
    }
}
