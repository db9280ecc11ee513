package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the application is told of a socket's rooms agrees with what they are. */
class RoomChangesTest {
    private final Set<String> rooms = ConcurrentHashMap.newKeySet();
    private final List<String> told = new ArrayList<>();
    private final RoomChanges changes = new RoomChanges(rooms::contains);

    private boolean tell(String room, boolean joined) {
        return told.add((joined ? "+" : "-") + room);
    }

    private void join(String room) {
        rooms.add(room);
        changes.changed(room, this::tell);
    }

    private void leave(String room) {
        rooms.remove(room);
        changes.changed(room, this::tell);
    }

    @Test
    void nothingIsToldBeforeTheSocketIsIn() {
        join("a");
        join("b");
        leave("b");
        changes.open(List.copyOf(rooms), () -> told.add("in"), this::tell);
        join("c");
        assertThat(told).containsExactly("in", "+a", "+c");
    }

    @Test
    void eachJoinIsToldOnceAndFollowedByOneLeave() {
        changes.open(List.of(), () -> told.add("in"), this::tell);
        join("a");
        join("a");
        leave("a");
        leave("a");
        join("b");
        assertThat(changes.close()).containsExactly("b");
        join("c");
        assertThat(told).containsExactly("in", "+a", "-a", "+b");
    }

    @Test
    void tooMuchThatWaitsIsSaid() {
        changes.open(List.of(), () -> {}, this::tell);
        rooms.add("a");
        assertThat(changes.changed("a", (room, joined) -> false)).isFalse();
    }

    @Test
    void threadsThatJoinAndLeaveAtOnceLeaveNoContradictionBehind() throws InterruptedException {
        changes.open(List.of(), () -> {}, this::tell);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean joins = i % 2 == 0;
            threads.add(new Thread(() -> {
                SessionFixture.await(start);
                for (int round = 0; round < 5_000; round++) {
                    if (joins) {
                        join("a");
                    } else {
                        leave("a");
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i)).isEqualTo(i % 2 == 0 ? "+a" : "-a");
        }
        assertThat(changes.close()).isEqualTo(rooms.contains("a") ? List.of("a") : List.of());
    }
}
