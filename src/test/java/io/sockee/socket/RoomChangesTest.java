package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the application is told of a socket's rooms agrees with what they are. */
class RoomChangesTest {
    private final Set<String> rooms = ConcurrentHashMap.newKeySet();
    private final List<String> told = new ArrayList<>();
    private final AtomicInteger drains = new AtomicInteger();
    private final RoomChanges changes = new RoomChanges(rooms::contains, drains::incrementAndGet);

    private List<String> told() {
        for (RoomChanges.Change change = changes.next(); change != null; change = changes.next()) {
            told.add((change.joined() ? "+" : "-") + change.room());
        }
        return told;
    }

    private void join(String room) {
        rooms.add(room);
        boolean unused = changes.changed(room);
    }

    private void leave(String room) {
        rooms.remove(room);
        boolean unused = changes.changed(room);
    }

    @Test
    void nothingIsToldBeforeTheSocketIsIn() {
        join("a");
        join("b");
        leave("b");
        assertThat(told()).isEmpty();
        changes.open(() -> List.copyOf(rooms));
        join("c");
        assertThat(told()).containsExactly("+a", "+c");
        assertThat(drains).as("one for what waits together").hasValue(1);
    }

    /** A client that comes back is in its rooms at once, however many they are, and may join more. */
    @Test
    void theRoomsOfTheBeginningDoNotCountForTheBound() {
        List<String> many = IntStream.range(0, 10_000).mapToObj(i -> "r" + i).toList();
        rooms.addAll(many);
        changes.open(() -> many);
        rooms.add("one more");
        assertThat(changes.changed("one more")).isTrue();
        assertThat(told()).hasSize(10_001);
    }

    @Test
    void eachJoinIsToldOnceAndFollowedByOneLeave() {
        changes.open(List::of);
        join("a");
        join("a");
        leave("a");
        leave("a");
        join("b");
        assertThat(changes.close()).containsExactly("b");
        join("c");
        assertThat(told()).containsExactly("+a", "-a", "+b");
    }

    @Test
    void whatCannotBeToldIsNotTakenForTold() {
        changes.open(List::of);
        for (int i = 0; i < 10_000; i++) {
            join("room" + i);
        }
        rooms.add("one too many");
        assertThat(changes.changed("one too many")).isFalse();
        assertThat(changes.close()).hasSize(10_000).doesNotContain("one too many");
    }

    @Test
    void threadsThatJoinAndLeaveAtOnceLeaveNoContradictionBehind() throws InterruptedException {
        changes.open(List::of);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean joins = i % 2 == 0;
            threads.add(new Thread(() -> {
                SocketFixture.await(start);
                for (int round = 0; round < 1_000; round++) {
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
        List<String> all = told();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i)).isEqualTo(i % 2 == 0 ? "+a" : "-a");
        }
        assertThat(changes.close()).isEqualTo(rooms.contains("a") ? List.of("a") : List.of());
    }
}
