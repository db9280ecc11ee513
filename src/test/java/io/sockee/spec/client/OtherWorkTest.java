package io.sockee.spec.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
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
        OtherWork all = OtherWork.of(List.of());
        OtherWork others = OtherWork.here();
        Duration allBefore = all.sinceStart();
        Duration othersBefore = others.sinceStart();
        var thread = ManagementFactory.getThreadMXBean();
        long end = thread.getCurrentThreadCpuTime() + BURNT.toNanos();
        while (thread.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        Duration ofOthers = others.sinceStart().minus(othersBefore);
        Duration ofAll = all.sinceStart().minus(allBefore);
        assertThat(ofAll.minus(ofOthers)).isGreaterThanOrEqualTo(BURNT.minus(TICKS));
    }

    @Test
    @DisplayName("is not what a process of this test's had done before it ended")
    void ended() throws Exception {
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            await().until(() ->
                    busy.toHandle().info().totalCpuDuration().orElse(BURNT).compareTo(BURNT) >= 0);
            OtherWork all = OtherWork.of(List.of());
            OtherWork others = OtherWork.of(List.of(busy.toHandle()));
            Duration allBefore = all.sinceStart();
            Duration othersBefore = others.sinceStart();
            busy.destroyForcibly().waitFor();
            Duration ofOthers = others.sinceStart().minus(othersBefore);
            Duration ofAll = all.sinceStart().minus(allBefore);
            assertThat(ofOthers).isLessThanOrEqualTo(ofAll.plus(TICKS));
        } finally {
            busy.destroyForcibly();
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
