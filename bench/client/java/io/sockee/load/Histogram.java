package io.sockee.load;

import java.util.Arrays;

/** Durations in nanoseconds, each kept to within 1.6 %. */
final class Histogram {
    private static final int BITS = 6;
    private static final int STEPS = 1 << BITS;

    private final long[] counts = new long[(64 - BITS) * STEPS];
    private long total;
    private long longest;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[step(value)]++;
        total++;
        longest = Math.max(longest, value);
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        longest = 0;
    }

    long total() {
        return total;
    }

    /** Microseconds that this part of all does not exceed: 0.99, or 1 for the longest. 0 when there are none. */
    double micros(double part) {
        if (part >= 1) {
            return longest / 1e3;
        }
        long wanted = (long) Math.ceil(part * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(longest, upperEnd(i)) / 1e3;
            }
        }
        return 0;
    }

    /** Below 64, one step for each value; above, 64 for each power of two. */
    private static int step(long value) {
        if (value < STEPS) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - BITS;
        return (shift + 1) * STEPS + (int) (value >>> shift) - STEPS;
    }

    private static long upperEnd(int step) {
        if (step < STEPS) {
            return step;
        }
        int shift = step / STEPS - 1;
        return ((long) (step % STEPS + STEPS + 1) << shift) - 1;
    }
}
