package io.sockee.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls over HTTP that wait")
class WaitingCallsTest {
    private final WaitingCalls waiting = new WaitingCalls(new WaitingCalls.Bounds(4, 3, 100));

    @Test
    @DisplayName("are bounded for each address and in all")
    void numbers() {
        for (int i = 0; i < 3; i++) {
            assertThat(waiting.take("a", 1)).isTrue();
        }
        assertThat(waiting.take("a", 1)).isFalse();
        assertThat(waiting.take("b", 1)).isTrue();
        assertThat(waiting.take("c", 1)).isFalse();
        waiting.give("a", 1);
        assertThat(waiting.take("c", 1)).isTrue();
    }

    @Test
    @DisplayName("are bounded by what their arguments take")
    void sizes() {
        assertThat(waiting.take("a", 60)).isTrue();
        assertThat(waiting.take("b", 41)).isFalse();
        assertThat(waiting.take("b", 40)).isTrue();
        waiting.give("a", 60);
        assertThat(waiting.take("a", 60)).isTrue();
    }

    @Test
    @DisplayName("take no place that is not given back")
    void races() throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String address = "a" + i % 2;
            threads.add(new Thread(() -> {
                for (int j = 0; j < 20_000; j++) {
                    if (waiting.take(address, 30)) {
                        taken.incrementAndGet();
                        waiting.give(address, 30);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasPositiveValue();
        numbers();
    }
}
