package io.sockee.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long things took: how many of them up to each bound, and all together. The bounds are always the same, from a millisecond to
 * ten seconds. From any thread, without contention; what is read while others count may lack what is just being counted.
 */
public final class Histogram {
    /** The bounds, in seconds, as they are told; what is more is counted beyond all of them. */
    static final List<String> BOUNDS = List.of(
            "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0");

    private static final double NANOS = 1e9;
    private static final long[] LIMITS = BOUNDS.stream()
            .mapToLong(bound -> Math.round(Double.parseDouble(bound) * NANOS))
            .toArray();

    private final LongAdder[] counts = new LongAdder[LIMITS.length + 1];
    private final LongAdder nanos = new LongAdder();

    public Histogram() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** One that took so many nanoseconds. */
    public void record(long took) {
        int bucket = 0;
        while (bucket < LIMITS.length && took > LIMITS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(Math.max(0, took));
    }

    /** How many took up to each bound, the smaller ones included; the last number is that of all. */
    long[] cumulative() {
        long[] sums = new long[counts.length];
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i].sum();
            sums[i] = sum;
        }
        return sums;
    }

    /** How long all of them took, in seconds. */
    double seconds() {
        return nanos.sum() / NANOS;
    }
}
