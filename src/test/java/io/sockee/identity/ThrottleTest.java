package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who fails too often has to wait: an account, or an address. */
class ThrottleTest {
    private final AtomicLong now = new AtomicLong();
    private final Throttle throttle = new Throttle(now::get, 10, 30);

    private void fail(int times, String account, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(account, address);
        }
    }

    @Test
    void anAccountMayFailTenTimesAMinute() {
        fail(9, "ann", "192.0.2.1");
        assertThatCode(() -> throttle.check("ann", "192.0.2.1")).doesNotThrowAnyException();
        fail(1, "ann", "192.0.2.2");
        assertThatThrownBy(() -> throttle.check("ann", "192.0.2.3"))
                .isInstanceOf(AuthException.class)
                .hasMessage("Too many attempts. Try again in a minute.");
        assertThatCode(() -> throttle.check("bob", "192.0.2.1")).doesNotThrowAnyException();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThatCode(() -> throttle.check("ann", "192.0.2.3")).doesNotThrowAnyException();
    }

    /** The minute is the one that ends now: two bursts around the turn of a minute do not pass. */
    @Test
    void noMinuteHasMoreFailures() {
        fail(1, "ann", "192.0.2.1");
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        fail(9, "ann", "192.0.2.1");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatCode(() -> throttle.check("ann", "192.0.2.1")).doesNotThrowAnyException();
        fail(1, "ann", "192.0.2.1");
        assertThatThrownBy(() -> throttle.check("ann", "192.0.2.1")).isInstanceOf(AuthException.class);
        now.addAndGet(Duration.ofSeconds(58).toNanos());
        assertThatThrownBy(() -> throttle.check("ann", "192.0.2.1")).isInstanceOf(AuthException.class);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatCode(() -> throttle.check("ann", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void anAddressMayFailThirtyTimesAMinute() {
        for (int i = 0; i < 30; i++) {
            fail(1, "user" + i, "192.0.2.1");
        }
        assertThatThrownBy(() -> throttle.check("new", "192.0.2.1")).isInstanceOf(AuthException.class);
        assertThatCode(() -> throttle.check("new", "192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void aSuccessForgivesTheAccountAndNotTheAddress() {
        fail(9, "ann", "192.0.2.1");
        throttle.succeeded("ann");
        fail(9, "ann", "192.0.2.1");
        assertThatCode(() -> throttle.check("ann", "192.0.2.1")).doesNotThrowAnyException();
        fail(12, "bob", "192.0.2.1");
        assertThatThrownBy(() -> throttle.check("ann", "192.0.2.1")).isInstanceOf(AuthException.class);
    }

    @Test
    void addressesOfOneCustomerCountAsOne() {
        for (int i = 0; i < 30; i++) {
            throttle.failed("2001:db8:1:2:0:0:0:" + Integer.toHexString(i));
        }
        assertThatThrownBy(() -> throttle.check("2001:db8:1:2::9999")).isInstanceOf(AuthException.class);
        assertThatThrownBy(() -> throttle.check("2001:DB8:1:2:1::"))
                .as("however it is written")
                .isInstanceOf(AuthException.class);
        assertThatCode(() -> throttle.check("2001:db8:1:3:0:0:0:1")).doesNotThrowAnyException();
        assertThatCode(() -> throttle.check("::1")).doesNotThrowAnyException();
        assertThatCode(() -> throttle.check("::ffff:192.0.2.1")).doesNotThrowAnyException();
    }
}
