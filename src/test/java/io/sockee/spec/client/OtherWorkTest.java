package io.sockee.spec.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Work of others, which a bound of time leaves out")
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not tell")
class OtherWorkTest {
    private static final Duration BURNT = Duration.ofMillis(500);
    private static final Duration TICKS = Duration.ofMillis(100);

    @Test
    @DisplayName("is not what this process does")
    void own() {
        OtherWork others = OtherWork.here();
        Duration before = others.sinceStart();
        long start = System.nanoTime();
        var thread = ManagementFactory.getThreadMXBean();
        long end = thread.getCurrentThreadCpuTime() + BURNT.toNanos();
        while (thread.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        assertThat(others.sinceStart().minus(before))
                .isLessThanOrEqualTo(
                        elapsed.multipliedBy(processors()).minus(BURNT).plus(TICKS));
    }

    /** All that the machine has, of which this process may have fewer. */
    private static long processors() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.filter(line -> line.matches("cpu\\d.*")).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("is what others do")
    void ofOthers() throws IOException {
        OtherWork others = OtherWork.here();
        Duration before = others.sinceStart();
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            await().until(() -> others.sinceStart().minus(before).compareTo(BURNT) > 0);
        } finally {
            busy.destroyForcibly();
        }
    }
}
