package io.sockee.servers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits that end with standstill, and not with a time: a busy machine takes what it takes. */
public final class Progress {
    private static final Duration STANDSTILL = Duration.ofMinutes(1);

    /** Between two looks at what has been done, which may be more work than to see whether it is done. */
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** For what goes on for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Progress() {}

    /**
     * Waits until it is done, as long as it goes on.
     *
     * @param made how much of it has been done; the same value for a minute is a standstill, and fails; so does what goes on for ten minutes
     */
    public static void until(BooleanSupplier done, LongSupplier made) {
        long begin = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new AssertionError("It goes on, but not to its end.");
            }
            long before = made.getAsLong();
            long[] asked = {System.nanoTime()};
            await().atMost(STANDSTILL).until(() -> {
                if (done.getAsBoolean()) {
                    return true;
                }
                long now = System.nanoTime();
                if (now - asked[0] < SECOND) {
                    return false;
                }
                asked[0] = now;
                return made.getAsLong() != before;
            });
        }
    }
}
