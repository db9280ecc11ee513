package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.session.SessionDirectory.Listed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A look at the sessions that are in use. */
@DisplayName("A look at sessions")
class SessionDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SessionNode node = new SessionNode(new MemorySessions(100), Clock.fixed(NOW, ZoneOffset.UTC));
    private final SessionDirectory directory = node.sessions().directory();

    private static List<Long> numbers(List<Listed> listed) {
        return listed.stream().map(Listed::number).toList();
    }

    @Test
    @DisplayName("tells what is in them, and neither ids nor data")
    void tells() {
        LiveSession session = node.begin();
        String id = session.id();
        session.put("name", "secret");
        session.subscribe("b", "a");
        node.write();
        SessionSocket unused = node.resumed(id);
        List<Listed> listed = directory.before(Long.MAX_VALUE, 10);
        assertThat(listed).containsExactly(new Listed(1, "", "2026-01-01T00:00:00Z", List.of("a", "b"), 1, true));
        assertThat(listed.toString())
                .doesNotContain(id)
                .doesNotContain(Sessions.digest(id))
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("shows the last one first, a page at a time, each once")
    void pages() {
        List<LiveSession> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(node.begin());
        }
        assertThat(numbers(directory.before(Long.MAX_VALUE, 2))).containsExactly(5L, 4L);
        node.begin(); // comes before what is shown already
        node.sessions().live().release(all.get(2));
        assertThat(numbers(directory.before(4, 2))).containsExactly(2L, 1L);
        assertThat(directory.before(1, 2)).isEmpty();
    }

    @Test
    @DisplayName("finds a session under its number when its id is another one")
    void moves() {
        LiveSession session = node.begin();
        String digest = session.digest();
        session.put("name", "Ann");
        node.write();
        session.logout();
        node.write();
        assertThat(session.digest()).isNotEqualTo(digest);
        assertThat(numbers(directory.before(Long.MAX_VALUE, 2))).containsExactly(1L);
        node.sessions().live().release(session);
        assertThat(directory.before(Long.MAX_VALUE, 2)).isEmpty();
    }
}
