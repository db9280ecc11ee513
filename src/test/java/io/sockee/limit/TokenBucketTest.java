package io.sockee.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bucket of tokens")
class TokenBucketTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = Long.MAX_VALUE - 1_000; // a clock of nanoseconds may begin anywhere, and pass its end

    private int taken(TokenBucket bucket, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            if (bucket.take(now) == 0) {
                taken++;
            }
        }
        return taken;
    }

    @Test
    @DisplayName("gives the burst at once, then one after the other")
    void burst() {
        TokenBucket bucket = new TokenBucket(new Rate(10, 100), now);
        assertThat(taken(bucket, 500)).isEqualTo(100);
        now += SECOND / 2;
        assertThat(taken(bucket, 500)).isEqualTo(5);
        now += SECOND / 10 - 1;
        assertThat(taken(bucket, 500)).isZero();
        now += 1;
        assertThat(taken(bucket, 500)).isEqualTo(1);
    }

    @Test
    @DisplayName("is full again after a while, and never fuller")
    void refill() {
        TokenBucket bucket = new TokenBucket(new Rate(10, 100), now);
        assertThat(bucket.isFull(now)).isTrue();
        assertThat(taken(bucket, 1)).isEqualTo(1);
        assertThat(bucket.isFull(now)).isFalse();
        now += SECOND / 10;
        assertThat(bucket.isFull(now)).isTrue();
        now += 1_000 * SECOND;
        assertThat(taken(bucket, 500)).isEqualTo(100);
    }

    @Test
    @DisplayName("says how long it takes until there is one, and what was refused costs nothing")
    void waits() {
        TokenBucket bucket = new TokenBucket(new Rate(0.5, 1), now);
        assertThat(bucket.take(now)).isZero();
        assertThat(bucket.take(now)).isEqualTo(2 * SECOND);
        now += SECOND;
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take(now)).isEqualTo(SECOND);
        }
        now += SECOND;
        assertThat(bucket.take(now)).isZero();
    }

    @Test
    @DisplayName("may be as large and as slow as rates can be")
    void extremes() {
        TokenBucket large = new TokenBucket(new Rate(3, Integer.MAX_VALUE), now);
        assertThat(taken(large, 1_000)).isEqualTo(1_000);
        TokenBucket fast = new TokenBucket(new Rate(1e9, 1), now);
        assertThat(taken(fast, 10)).isEqualTo(1);
        now += 1;
        assertThat(taken(fast, 10)).isEqualTo(1);
        assertThatThrownBy(() -> new Rate(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Integer.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("gives each token once, whatever threads ask for it")
    void threads() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(new Rate(1, 10_000), now);
        AtomicInteger taken = new AtomicInteger();
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> taken.addAndGet(taken(bucket, 5_000)));
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasValue(10_000);
    }

    @Test
    @DisplayName("is there for each name, up to a bound, at which full ones are dropped")
    void names() {
        Buckets buckets = new Buckets(new Rate(1, 2), 3);
        for (String name : new String[] {"a", "b", "c"}) {
            assertThat(buckets.take(name, now)).isZero();
            assertThat(buckets.take(name, now)).isZero();
            assertThat(buckets.take(name, now)).isEqualTo(SECOND);
        }
        assertThat(buckets.take("d", now)).as("no room: not limited").isZero();
        assertThat(buckets.take("d", now)).isZero();
        assertThat(buckets.take("d", now)).isZero();
        assertThat(buckets.size()).isEqualTo(3);
        now += SECOND;
        assertThat(buckets.take("a", now)).isZero();
        now += SECOND;
        assertThat(buckets.take("d", now)).as("b and c were full").isZero();
        assertThat(buckets.size()).isEqualTo(2);
        assertThat(buckets.take("a", now)).as("a was not, and was kept").isZero();
        assertThat(buckets.take("a", now)).isEqualTo(SECOND);
    }

    @Test
    @DisplayName("that is empty is told of once in a minute")
    void told() {
        OnceAMinute told = new OnceAMinute();
        assertThat(told.mayBeSaid(now)).isEqualTo(1);
        assertThat(told.mayBeSaid(now)).isZero();
        now += 59 * SECOND;
        assertThat(told.mayBeSaid(now)).isZero();
        now += SECOND;
        assertThat(told.mayBeSaid(now)).isEqualTo(3);
        assertThat(told.mayBeSaid(now)).isZero();
    }
}
