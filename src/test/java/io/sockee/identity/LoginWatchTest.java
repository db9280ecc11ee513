package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The watch for logins that end on other servers")
class LoginWatchTest {
    private static final List<Long> MANY =
            LongStream.rangeClosed(1, 20_000).boxed().toList();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Set<Long> present = new HashSet<>(MANY);
    private final List<Integer> asked = new ArrayList<>();
    private final List<Instant> since = new ArrayList<>();
    private final List<Long> noted = new ArrayList<>();
    private boolean down;
    private final LoginWatch watch = new LoginWatch(
            new LoginWatch.Source() {
                @Override
                public Collection<Long> endedSince(Instant time) {
                    if (down) {
                        throw new IllegalStateException("down");
                    }
                    since.add(time);
                    return List.copyOf(noted);
                }

                @Override
                public Set<Long> endedAmong(Collection<Long> logins) {
                    if (down) {
                        throw new IllegalStateException("down");
                    }
                    asked.add(logins.size());
                    return logins.stream().filter(id -> !present.contains(id)).collect(Collectors.toSet());
                }
            },
            () -> now);

    @Test
    @DisplayName("asks for nothing while there are no logins, and for all while they are few")
    void few() {
        assertThat(watch.look(List.of())).isEmpty();
        assertThat(asked).isEmpty();
        present.remove(7L);
        assertThat(watch.look(List.of(5L, 7L))).containsExactly(7L);
        assertThat(asked).containsExactly(2);
        assertThat(since).isEmpty();
    }

    @Test
    @DisplayName("asks for what was noted since the last look, and for a slice, however many there are")
    void many() {
        assertThat(watch.look(MANY)).as("the first look is at all").isEmpty();
        asked.clear();
        noted.add(15_000L);
        Instant before = now;
        now = now.plusMillis(500);
        assertThat(watch.look(MANY)).containsExactly(15_000L);
        assertThat(asked).containsExactly(LoginWatch.SLICE);
        assertThat(since).containsExactly(before.minus(Duration.ofSeconds(10)));
    }

    @Test
    @DisplayName("finds by its slices what nobody has noted")
    void slices() {
        Set<Long> unused = watch.look(MANY);
        present.removeAll(List.of(3L, 9_999L, 20_000L));
        Set<Long> found = new TreeSet<>();
        for (int look = 0; look < MANY.size() / LoginWatch.SLICE; look++) {
            now = now.plusMillis(500);
            found.addAll(watch.look(MANY));
        }
        assertThat(found).containsExactly(3L, 9_999L, 20_000L);
        assertThat(asked.stream().skip(1)).allMatch(size -> size <= LoginWatch.SLICE);
    }

    @Test
    @DisplayName("goes back to the last look that was answered, and looks at all when that is too long ago")
    void away() {
        Set<Long> unused = watch.look(MANY);
        Instant last = now;
        down = true;
        now = now.plus(Duration.ofMinutes(5));
        assertThatThrownBy(() -> watch.look(MANY)).hasMessage("down");
        down = false;
        assertThat(watch.look(MANY)).isEmpty();
        assertThat(since).containsExactly(last.minus(Duration.ofSeconds(10)));
        now = now.plus(Duration.ofMinutes(31));
        asked.clear();
        assertThat(watch.look(MANY)).isEmpty();
        assertThat(asked).containsExactly(MANY.size());
    }
}
