package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import io.sockee.session.SessionStore.End;
import io.sockee.session.SessionStore.Stored;
import io.sockee.session.SessionStore.Version;
import io.sockee.session.SessionStore.Write;
import io.sockee.session.SessionStore.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any store of sessions does. */
abstract class SessionStoreSuite {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final SessionUser ANN =
            new SessionUser(new User("7", "Ann Ö", Set.of("clerk", "boss")), 12L, NOW.plus(Duration.ofHours(1)));
    private static final int MANY = 100;

    private final SessionStore store;

    SessionStoreSuite(SessionStore store) {
        this.store = store;
    }

    private Stored write(Write write) {
        return Optional.ofNullable(written(write).stored()).orElseThrow();
    }

    private Written written(Write write) {
        return store.write(List.of(write), NOW, MANY).get(0);
    }

    private static Write first(String digest, SessionChange change) {
        return new Write(List.of(), null, digest, false, NOW, change);
    }

    private static Write later(Stored stored, SessionChange change) {
        return new Write(List.of(), stored.row(), stored.digest(), false, NOW, change);
    }

    private static SessionChange put(String key, String json) {
        return SessionChange.ofValue(key, Optional.of(json));
    }

    @Test
    void whatIsWrittenIsFoundByTheDigestAndByTheNumber() {
        SessionChange all = put("k ä\"\\", "{\"a\":[1.50,\"\\u0000\"]}")
                .then(SessionChange.ofChannels(Map.of("news/ü", true)))
                .then(SessionChange.ofUser(Optional.of(ANN)));
        Stored stored = write(first("d1", all));
        assertThat(store.find("d1")).contains(stored);
        assertThat(store.read(stored.row())).contains(stored);
        assertThat(stored.state())
                .isEqualTo(new SessionState(
                        NOW, NOW, Optional.of(ANN), Map.of("k ä\"\\", "{\"a\":[1.50,\"\\u0000\"]}"), Set.of("news/ü")));
        assertThat(store.find("d2")).isEmpty();
        assertThat(store.read(stored.row() + 1)).isEmpty();
    }

    @Test
    void whomASessionTakesIsStoredAsHeIs() {
        User user = new User("\ud83d\ude00".repeat(127), "\u00a0\uffff\u2028 '\\", Set.of("a\0\n"));
        for (Instant until : List.of(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999Z"))) {
            SessionUser login = new SessionUser(user, null, until);
            SessionCheck.refuseUnstorable(login);
            Stored stored = write(first("d" + until.getEpochSecond(), SessionChange.ofUser(Optional.of(login))));
            assertThat(store.read(stored.row()).orElseThrow().state().user()).contains(login);
        }
    }

    @Test
    void whatHoldsNothingIsNotStored() {
        assertThat(written(first("d1", SessionChange.ofValue("k", Optional.empty()))))
                .isEqualTo(new Written(null, false));
        assertThat(store.find("d1")).isEmpty();
    }

    @Test
    void aLoginAtWhatIsAnothersEndsThatAndBeginsAnewAlsoWhenItIsWrittenTwice() {
        Stored anns = write(first("d1", put("secret", "1").then(SessionChange.ofUser(Optional.of(ANN)))));
        SessionUser bob = new SessionUser(User.named("bob"), null, null);
        Write login = new Write(
                List.of(), anns.row(), "d2", true, NOW, put("own", "2").then(SessionChange.ofUser(Optional.of(bob))));
        Stored bobs = write(login);
        assertThat(bobs.row()).isNotEqualTo(anns.row());
        assertThat(bobs.state().user()).contains(bob);
        assertThat(bobs.state().data()).containsOnlyKeys("own");
        assertThat(store.read(anns.row())).isEmpty();
        assertThat(store.find("d1")).isEmpty();
        assertThat(write(login).row()).isEqualTo(bobs.row());
        assertThat(written(later(anns, put("secret", "3")))).isEqualTo(new Written(null, true));
        assertThat(store.find("d2").orElseThrow().state().data()).containsOnlyKeys("own");
    }

    @Test
    void changesTakeNothingFromEachOther() {
        Stored stored = write(first("d1", put("a", "1")));
        Write one = later(stored, put("b", "2"));
        Write other = later(stored, SessionChange.ofValue("a", Optional.empty()).then(put("c", "3")));
        Stored last = Optional.ofNullable(
                        store.write(List.of(one, other), NOW, MANY).get(1).stored())
                .orElseThrow();
        assertThat(last.state().data()).isEqualTo(Map.of("b", "2", "c", "3"));
        assertThat(last.version()).isEqualTo(stored.version() + 2);
        assertThat(store.find("d1")).contains(last);
    }

    @Test
    void aWriteThatIsRepeatedChangesNothingMore() {
        Write write = first("d1", put("a", "1"));
        Stored once = write(write);
        Stored twice = write(write); // as after a commit whose answer got lost
        assertThat(twice.row()).isEqualTo(once.row());
        assertThat(twice.state()).isEqualTo(once.state());
    }

    @Test
    void anIdChangesOnlyWhereThatIsSaid() {
        Stored stored = write(first("d1", put("a", "1")));
        Stored moved = write(new Write(List.of(), stored.row(), "d2", true, NOW, SessionChange.NONE));
        assertThat(moved.row()).isEqualTo(stored.row());
        assertThat(store.find("d1")).isEmpty();
        write(later(stored, put("b", "2"))); // of a server that has not heard of it
        assertThat(store.find("d1")).isEmpty();
        assertThat(store.find("d2").orElseThrow().state().data()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void anEndIsForGood() {
        Stored stored = write(first("d1", put("a", "1")));
        Written next =
                written(new Write(List.of(new End(stored.row(), "d1")), null, "d2", false, NOW, SessionChange.NONE));
        assertThat(next).isEqualTo(new Written(null, false));
        assertThat(store.find("d1")).isEmpty();
        assertThat(written(later(stored, put("b", "2")))).isEqualTo(new Written(null, true));
        assertThat(store.find("d1")).isEmpty();
    }

    @Test
    void anEndByTheDigestIsForASessionWhoseNumberIsNotKnown() {
        Stored kept = write(first("d0", put("a", "1")));
        Stored stored = write(first("d1", put("a", "1")));
        written(new Write(List.of(new End(null, "d1")), null, "d2", false, NOW, SessionChange.NONE));
        assertThat(store.read(stored.row())).isEmpty();
        assertThat(store.find("d0")).contains(kept);
    }

    @Test
    void ofOneUserOnlySoManyRemain() {
        SessionChange login = SessionChange.ofUser(Optional.of(ANN));
        for (int i = 0; i < 4; i++) {
            Instant used = NOW.plusSeconds(i);
            Object unused = store.write(
                    List.of(new Write(List.of(), null, "d" + i, false, used, login.then(SessionChange.ofUse(used)))),
                    used,
                    3);
        }
        assertThat(store.find("d0")).isEmpty();
        assertThat(store.find("d1")).isPresent();
        assertThat(store.find("d3")).isPresent();
    }

    @Test
    void versionsTellWhatHasChanged() {
        Stored one = write(first("d1", put("a", "1")));
        Stored other = write(first("d2", put("a", "1")));
        assertThat(store.versions(List.of(one.row(), other.row(), 99_999L)))
                .isEqualTo(Map.of(one.row(), one.version(), other.row(), other.version()));
        assertThat(store.versions(List.of())).isEmpty();
        Stored changed = Optional.ofNullable(store.write(List.of(later(one, put("b", "1"))), NOW.plusSeconds(60), MANY)
                        .get(0)
                        .stored())
                .orElseThrow();
        assertThat(store.changedSince(NOW.plusSeconds(30), 10))
                .containsExactly(new Version(one.row(), changed.version()));
        assertThat(store.changedSince(NOW, 1)).hasSize(1);
    }

    @Test
    void whatIsPastItsTimeIsRemovedInSlices() {
        Instant old = NOW.minus(Duration.ofDays(20));
        for (int i = 0; i < 5; i++) {
            Object unused =
                    store.write(List.of(new Write(List.of(), null, "old" + i, false, old, put("a", "1"))), old, MANY);
        }
        Stored used = write(
                new Write(List.of(), null, "used", false, old, put("a", "1").then(SessionChange.ofUse(NOW))));
        Instant idle = NOW.minus(Duration.ofDays(14));
        Instant lifetime = NOW.minus(Duration.ofDays(365));
        assertThat(store.purge(idle, lifetime, 3)).isEqualTo(3);
        assertThat(store.purge(idle, lifetime, 3)).isEqualTo(2);
        assertThat(store.purge(idle, lifetime, 3)).isZero();
        assertThat(store.find("used")).contains(used);
        assertThat(store.purge(idle, NOW.minus(Duration.ofDays(19)), 3)).isEqualTo(1);
    }
}
