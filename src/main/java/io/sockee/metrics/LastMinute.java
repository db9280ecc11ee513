package io.sockee.metrics;

import java.time.Duration;
import java.util.Arrays;

/**
 * How often something has happened in the minute that ends now, for bounds of so many in a minute. Each time is remembered until
 * it is a minute old: a count that begins anew each minute would let twice as many through around its turn, and so would a
 * credit that is refilled all the time. Whoever counts keeps the number bounded, by counting nothing that was refused.
 *
 * <p>Times are monotonic nanoseconds. Not safe for several threads.
 */
public final class LastMinute {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private long[] times = new long[1]; // a ring: most connections join once, most accounts fail never
    private int first;
    private int count;

    /** It happens. */
    public void add(long now) {
        if (count == times.length) {
            long[] more = Arrays.copyOfRange(times, first, first + 2 * count);
            System.arraycopy(times, 0, more, count - first, first);
            times = more;
            first = 0;
        }
        times[(first + count) % times.length] = now;
        count++;
    }

    /** How often it has happened. */
    public int count(long now) {
        while (count > 0 && now - times[first] >= MINUTE) {
            first = (first + 1) % times.length;
            count--;
        }
        return count;
    }

    /** How long it takes until the count is less than now; nothing when it is zero. */
    public Duration untilFewer(long now) {
        return count(now) == 0 ? Duration.ZERO : Duration.ofNanos(MINUTE - (now - times[first]));
    }
}
