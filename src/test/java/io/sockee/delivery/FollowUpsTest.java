package io.sockee.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What follows from commits")
class FollowUpsTest {
    private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    private final List<Runnable> held = new ArrayList<>();

    @Test
    @DisplayName("runs before the writer goes on when nothing else is to be written, and after all that waits")
    void here() {
        FollowUps followUps = new FollowUps(held::add);
        followUps.add(() -> ran.add(1), false);
        assertThat(ran).isEmpty();
        followUps.add(() -> ran.add(2), true);
        assertThat(ran).containsExactly(1, 2);
        held.forEach(Runnable::run);
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    @DisplayName("does not wait in any number: the writer helps where no other thread comes")
    void bounded() {
        FollowUps followUps = new FollowUps(held::add);
        for (int i = 0; i < 10; i++) {
            int group = i;
            followUps.add(() -> ran.add(group), false);
        }
        assertThat(ran).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(held).as("asked for once").hasSize(1);
        held.get(0).run();
        assertThat(ran).hasSize(10);
    }

    @Test
    @DisplayName("is run by the writer where no thread is to be had")
    void noThread() {
        FollowUps followUps = new FollowUps(task -> {
            throw new RejectedExecutionException();
        });
        followUps.add(() -> ran.add(1), false);
        followUps.add(() -> ran.add(2), false);
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    @DisplayName("is in the order of the commits, whoever runs it")
    void inOrder() throws InterruptedException {
        int groups = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch all = new CountDownLatch(groups);
        try {
            FollowUps followUps = new FollowUps(threads);
            for (int i = 0; i < groups; i++) {
                int group = i;
                followUps.add(
                        () -> {
                            ran.add(group);
                            all.countDown();
                        },
                        i % 7 == 0);
            }
            assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertThat(ran).isEqualTo(IntStream.range(0, groups).boxed().toList());
    }
}
