package io.sockee.spec.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what something takes on a machine that has nothing else to do: the time in which anything on this machine had to wait
 * for a processor or a disk, or in which processors worked for others, does not count, up to five seconds. So a bound can be as
 * narrow as the promise that it tests, and holds on a busy machine, too. Not for attacks: that they keep the machine busy is what they are tested for.
 */
public final class Stopwatch {
    /** Linux tells how long work has waited, in microseconds since its start; other systems do not. */
    private static final List<Path> PRESSURES = List.of(Path.of("/proc/pressure/cpu"), Path.of("/proc/pressure/io"));

    private static final Duration MOST = Duration.ofSeconds(5);
    private static final Pattern SOME = Pattern.compile("some .*total=(\\d+)");

    private final OtherWork others = OtherWork.here();
    private final long begin = System.nanoTime();
    private final Duration waitedBefore = waited();
    private final Duration othersBefore = others.sinceStart();

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
        Duration waited = waited().minus(waitedBefore);
        Duration elsewhere = others.sinceStart().minus(othersBefore);
        assertThat(elapsed.minus(Collections.min(List.of(MOST, Collections.max(List.of(waited, elsewhere))))))
                .as(
                        "%s, in which something waited %s for this machine, and others worked for %s",
                        elapsed, waited, elsewhere)
                .isLessThan(bound);
    }

    private static Duration waited() {
        return Duration.ofNanos(
                PRESSURES.stream().mapToLong(Stopwatch::microseconds).sum() * 1000);
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
