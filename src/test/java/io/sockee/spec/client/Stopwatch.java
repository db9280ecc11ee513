package io.sockee.spec.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what something takes on a machine that has nothing else to do: the time in which anything on this machine had to wait
 * for a processor or a disk does not count, up to five seconds. So a bound can be as narrow as the promise that it tests, and holds
 * on a busy machine, too. Not for attacks: that they keep the machine busy is what they are tested for.
 */
public final class Stopwatch {
    /** Linux tells how long work has waited, in microseconds since its start; other systems do not. */
    private static final List<Path> PRESSURES = List.of(Path.of("/proc/pressure/cpu"), Path.of("/proc/pressure/io"));

    private static final Duration MOST = Duration.ofSeconds(5);
    private static final Pattern SOME = Pattern.compile("some .*total=(\\d+)");

    private final long begin = System.nanoTime();
    private final long waitedBefore = waitedNanos();

    private Stopwatch() {}

    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** All the time since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Fails unless what was done since the start has taken less, waits for the machine left out. */
    public void assertLessThan(Duration bound) {
        Duration elapsed = elapsed();
        Duration waited = Duration.ofNanos(waitedNanos() - waitedBefore);
        assertThat(elapsed.minus(waited.compareTo(MOST) < 0 ? waited : MOST))
                .as("%s, in which something waited %s for a processor or a disk", elapsed, waited)
                .isLessThan(bound);
    }

    private static long waitedNanos() {
        return PRESSURES.stream().mapToLong(Stopwatch::microseconds).sum() * 1000;
    }

    private static long microseconds(Path pressure) {
        try {
            Matcher some = SOME.matcher(Files.readString(pressure));
            return some.find() ? Long.parseLong(some.group(1)) : 0;
        } catch (IOException e) { // no such file, or switched off in the kernel
            return 0;
        }
    }
}
