package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Connections")
class ConnectionLimitsTest {
    private final AtomicInteger refused = new AtomicInteger();
    private long now = Long.MAX_VALUE - 1_000; // a clock of nanoseconds may begin anywhere, and pass its end

    private ConnectionLimits limits(int all, int perAddress, int perSecond, int burst) {
        return new ConnectionLimits(
                new ConnectionLimits.Bounds(all, perAddress, perSecond, burst), () -> now, refused::incrementAndGet);
    }

    private static int open(ConnectionLimits limits, String customer, int attempts) {
        int opened = 0;
        for (int i = 0; i < attempts; i++) {
            if (limits.admits(customer)) {
                limits.opened(customer);
                opened++;
            }
        }
        return opened;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    @DisplayName("are bounded in all")
    void all() {
        ConnectionLimits limits = limits(100, 60, 1_000, 1_000);
        assertThat(open(limits, "a", 50)).isEqualTo(50);
        assertThat(open(limits, "b", 60)).isEqualTo(50);
        assertThat(open(limits, "c", 1)).isZero();
        limits.closed("a");
        assertThat(open(limits, "c", 2)).isEqualTo(1);
        assertThat(refused).hasValue(12);
    }

    @Test
    @DisplayName("are bounded for each address, and an address that has none is forgotten")
    void perAddress() {
        ConnectionLimits limits = limits(100, 10, 1_000, 1_000);
        assertThat(open(limits, "a", 20)).isEqualTo(10);
        assertThat(open(limits, "b", 20)).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            limits.closed("a");
        }
        assertThat(limits.addresses()).isEqualTo(1);
        assertThat(open(limits, "a", 20)).isEqualTo(10);
    }

    @Test
    @DisplayName("begin as fast as the credit of their address allows, which comes back with time")
    void rate() {
        ConnectionLimits limits = limits(1_000_000, 1_000_000, 10, 100);
        assertThat(open(limits, "a", 500)).isEqualTo(100);
        assertThat(open(limits, "b", 500)).as("another address").isEqualTo(100);
        pass(Duration.ofMillis(500));
        assertThat(open(limits, "a", 500)).isEqualTo(5);
        pass(Duration.ofSeconds(100));
        assertThat(open(limits, "a", 500)).isEqualTo(100);
    }

    @Test
    @DisplayName(
            "that are not there are named by an address as often as handshakes may come, then it is guessing for a while")
    void guessing() {
        ConnectionLimits limits = limits(100, 100, 10, 50);
        for (int i = 0; i < 50; i++) {
            assertThat(limits.isGuessing("a")).isFalse();
            limits.missed("a");
        }
        assertThat(limits.isGuessing("a")).isTrue();
        assertThat(limits.isGuessing("b")).as("another address").isFalse();
        assertThat(open(limits, "a", 10))
                .as("handshakes have a credit of their own")
                .isEqualTo(10);
        pass(Duration.ofMillis(100));
        assertThat(limits.isGuessing("a")).isFalse();
        limits.missed("a");
        assertThat(limits.isGuessing("a")).isTrue();
    }

    @Test
    @DisplayName("of one address, 50,000 in 45 seconds, are not all let in by the default settings")
    void flood() {
        ConnectionLimits limits = limits(50_000, 10_000, 200, 5_000);
        int opened = 0;
        for (int i = 0; i < 50_000; i++) {
            pass(Duration.ofNanos(900_000));
            opened += open(limits, "a", 1);
        }
        assertThat(opened).isBetween(5_000, 10_000);
        assertThat(open(limits, "b", 5_000)).as("others come in meanwhile").isEqualTo(5_000);
    }
}
