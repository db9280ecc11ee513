package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.routing.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The writer of sessions")
class SessionWriterTest {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private boolean confused;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            if (confused) {
                throw new IllegalStateException("the test's mistake");
            }
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final MemorySessions memory = new MemorySessions(1_000);
    private final TroubledStore store = new TroubledStore(memory);
    private final SessionNode node = new SessionNode(store, clock);

    private List<LiveSession> begin(int count, String key) {
        List<LiveSession> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LiveSession session = node.begin();
            session.put(key, i);
            all.add(session);
        }
        return all;
    }

    private static boolean holds(SessionStore.Write write, String key) {
        return write.change().data().containsKey(key);
    }

    private static boolean areSaved(List<LiveSession> sessions) {
        return sessions.stream()
                .allMatch(one -> one.saved().toCompletableFuture().isDone());
    }

    @Test
    @DisplayName("stores sessions behind those that the database does not take, and tries these again")
    void unstorable() {
        store.before(writes -> {
            if (writes.stream().anyMatch(write -> holds(write, "bad"))) {
                throw new IllegalStateException("the test's database does not take this");
            }
        });
        List<LiveSession> bad = begin(5, "bad");
        List<LiveSession> good = begin(100, "good");
        for (int second = 0; second < 3; second++) {
            node.writeAgain();
        }
        assertThat(areSaved(good)).isTrue();
        assertThat(bad).allMatch(LiveSession::isDirty);
        store.before(writes -> {});
        node.writeAgain();
        assertThat(areSaved(bad)).isTrue();
        assertThat(memory.changedSince(Instant.EPOCH, 200)).hasSize(105);
    }

    @Test
    @DisplayName("does not ask for each session whether a database is there that is away, and loses nothing")
    void away() {
        AtomicInteger asked = new AtomicInteger();
        store.before(writes -> {
            asked.incrementAndGet();
            throw new DatabaseUnavailableException("The test's database is away.", null);
        });
        List<LiveSession> all = begin(100, "good");
        node.write();
        assertThat(asked).hasValue(2);
        store.before(writes -> {});
        node.writeAgain();
        assertThat(areSaved(all)).isTrue();
    }

    @Test
    @DisplayName("lets others have their turn when sessions take long one by one")
    void slow() {
        AtomicInteger asked = new AtomicInteger();
        store.before(writes -> {
            asked.incrementAndGet();
            now = now.plus(Duration.ofSeconds(7));
            throw new IllegalStateException("the test's database is slow");
        });
        begin(100, "good");
        node.write();
        assertThat(asked).hasValue(4);
    }

    @Test
    @DisplayName("goes on when it has failed by itself")
    void mistake() {
        List<LiveSession> all = begin(3, "good");
        try (LogLines log = LogLines.of(SessionWriter.class)) {
            confused = true;
            node.write();
            confused = false;
            assertThat(log.warnings()).contains("The storing of sessions failed and is tried again");
        }
        assertThat(areSaved(all)).isFalse();
        node.writeAgain();
        assertThat(areSaved(all)).isTrue();
        LiveSession next = begin(1, "good").get(0);
        node.write();
        assertThat(next.isDirty()).isFalse();
    }

    @Test
    @DisplayName("goes on with others when what follows for one session fails, and with that one a second later")
    void followUp() {
        List<LiveSession> all = begin(3, "good");
        node.write();
        LiveSession first = all.get(0);
        SessionSocket socket = node.resumed(first.id());
        SessionNode other = new SessionNode(memory, clock);
        other.sessions().find(first.id()).orElseThrow().subscribe("news");
        other.write();
        all.forEach(session -> session.put("more", 1));
        socket.refuseRooms(true);
        try (LogLines log = LogLines.of(SessionWriter.class)) {
            node.write();
            assertThat(log.warnings()).contains("What follows the storing of a session failed");
        }
        assertThat(areSaved(all.subList(1, 3))).isTrue();
        socket.refuseRooms(false);
        node.writeAgain();
        assertThat(areSaved(all)).isTrue();
        assertThat(first.channels()).containsExactly("news");
    }

    @Test
    @DisplayName("takes users to the database whom it takes as they are, and no others")
    void users() {
        LiveSession session = node.begin();
        Instant soon = now.plusSeconds(60);
        for (User user : List.of(
                User.named("a\0nn"),
                new User("7", "Ann\n", Set.of()),
                new User("\u009f", "Ann", Set.of()),
                User.named("ann\ud83d"))) {
            assertThat(refusal(session, user, soon))
                    .isEqualTo(
                            "The id and the name of a user at a session have no control characters or halves of characters.");
        }
        User ann = new User("ä\ud83d\ude00", "Ann Ö", Set.of());
        for (Instant until : List.of(Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"), Instant.MIN)) {
            assertThat(refusal(session, ann, until))
                    .isEqualTo("A user is logged in at a session until a time from 1970 to 9999.");
        }
        assertThat(session.isDirty()).isFalse();
        session.login(null, ann, Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(session.user()).contains(ann);
    }

    private static String refusal(LiveSession session, User user, Instant until) {
        return catchThrowableOfType(RefusedException.class, () -> session.login(null, user, until))
                .getMessage();
    }
}
