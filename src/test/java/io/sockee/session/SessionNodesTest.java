package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sessions on two servers")
class SessionNodesTest {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private boolean away;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final MemorySessions memory = new MemorySessions(1_000);
    private final SessionStore store = new AwayStore(memory, () -> away);
    private final SessionNode one = new SessionNode(store, clock);
    private final SessionNode other = new SessionNode(store, clock);

    private static LiveSession find(SessionNode node, String id) {
        return node.sessions().find(id).orElseThrow();
    }

    private static boolean isKnown(SessionNode node, String id) {
        Optional<LiveSession> found = node.sessions().find(id);
        found.ifPresent(node.sessions().live()::release);
        return found.isPresent();
    }

    private LiveSession stored() {
        LiveSession session = one.begin();
        session.put("name", "Ann");
        one.write();
        return session;
    }

    private static void look(SessionNode node) {
        node.sessions().sweep().look();
    }

    @Test
    void knowAnIdThatWasGivenOutAndNotStoredWhereItWasGivenOut() {
        LiveSession session = one.begin();
        String id = session.id();
        one.sessions().live().release(session);
        assertThat(one.sessions().size()).isZero();
        assertThat(isKnown(one, id)).isTrue();
        assertThat(isKnown(other, id)).isFalse();
    }

    @Test
    void forgetWhatNobodyUsesOnceItIsStored() {
        LiveSession session = one.begin();
        String id = session.id();
        session.put("name", "Ann");
        one.sessions().live().release(session);
        assertThat(one.sessions().size()).isOne();
        one.write();
        assertThat(one.sessions().size()).isZero();
        assertThat(find(other, id).get("name", String.class)).contains("Ann");
    }

    @Test
    void tellThatAChangeIsLostWithASessionThatHasEndedElsewhere() {
        LiveSession here = stored();
        LiveSession there = find(other, here.id());
        there.logout();
        other.write();
        here.put("size", 7);
        CompletableFuture<Void> saved = here.saved().toCompletableFuture();
        one.write();
        assertThat(saved).isCompletedExceptionally();
        assertThat(here.keys()).isEmpty();
    }

    @Test
    void tellThatAChangeIsLostAlsoWhenTheyHearOfTheEndBeforeTheyWrite() {
        LiveSession here = stored();
        find(other, here.id()).logout();
        other.write();
        here.put("size", 7);
        CompletableFuture<Void> lost = here.saved().toCompletableFuture();
        look(one);
        assertThat(lost).isCompletedExceptionally();
        assertThat(here.keys()).isEmpty();
        here.put("name", "Bob"); // in the session that has begun in its place
        CompletableFuture<Void> saved = here.saved().toCompletableFuture();
        assertThat(saved).isNotDone();
        one.write();
        assertThat(saved).isCompleted();
        assertThat(memory.find(here.digest()).orElseThrow().state().data()).containsOnlyKeys("name");
    }

    @Test
    void findAgainWhatIsPutAfterTheLastUse() {
        LiveSession session = one.begin();
        String id = session.id();
        one.sessions().live().release(session);
        session.put("left", 1);
        assertThat(isKnown(one, id)).isTrue();
        one.write();
        assertThat(one.sessions().size()).isZero();
        assertThat(find(one, id).get("left", Integer.class)).contains(1);
        assertThat(find(other, id).get("left", Integer.class)).contains(1);
    }

    @Test
    void showWhatIsPutAfterTheLastUseToWhoHasComeMeanwhile() {
        LiveSession before = one.begin();
        String id = before.id();
        one.sessions().live().release(before);
        LiveSession after = find(one, id);
        before.put("left", 1);
        one.write();
        assertThat(after.get("left", Integer.class)).contains(1);
        after.put("name", "Ann");
        one.write();
        one.sessions().live().release(after);
        assertThat(find(one, id).keys()).containsExactly("left", "name");
    }

    @Test
    void knowAnIdFromBeforeALoginNoMoreAlthoughItWasLookedUpBefore() {
        LiveSession session = stored();
        String id = session.id();
        SessionStore.Stored read = memory.find(Sessions.digest(id)).orElseThrow();
        session.login(null, User.named("ann"));
        assertThat(session.seen(Sessions.digest(id), read)).isEmpty();
        one.write();
        assertThat(session.seen(Sessions.digest(id), read)).isEmpty();
    }

    @Test
    void endASessionThatIsNotUsed() {
        LiveSession session = stored();
        String id = session.id();
        one.sessions().live().release(session);
        now = now.plus(Duration.ofDays(13));
        LiveSession used = find(other, id);
        used.use(now);
        other.write();
        other.sessions().live().release(used);
        now = now.plus(Duration.ofDays(13)); // since it was last used; 26 since it began
        assertThat(isKnown(one, id)).isTrue();
        now = now.plus(Duration.ofDays(2));
        assertThat(isKnown(one, id)).isFalse();
        one.sessions().sweep().purge();
        assertThat(memory.find(Sessions.digest(id))).isEmpty();
    }

    @Test
    void areStoredWhenAThreadCanBeHadAgain() {
        one.starved(true);
        LiveSession session = one.begin();
        session.put("name", "Ann");
        one.writeAgain();
        assertThat(memory.find(Sessions.digest(session.id()))).isEmpty();
        one.starved(false);
        one.writeAgain();
        assertThat(memory.find(Sessions.digest(session.id()))).isPresent();
    }

    @Test
    void endASessionThatIsTooOldAlthoughItIsInUse() {
        LiveSession session = stored();
        String id = session.id();
        now = now.plus(Duration.ofDays(366));
        one.sessions().sweep().noteUse();
        assertThat(session.keys()).isEmpty();
        one.write();
        assertThat(memory.find(Sessions.digest(id))).isEmpty();
        assertThat(isKnown(one, id)).isFalse();
    }

    @Test
    void hearOfEachOthersChangesAndLogouts() {
        LiveSession here = stored();
        String id = here.id();
        LiveSession there = find(other, id);
        there.put("size", 7);
        there.subscribe("news");
        other.write();
        assertThat(here.keys()).containsExactly("name");
        look(one);
        assertThat(here.get("size", Integer.class)).contains(7);
        assertThat(here.channels()).containsExactly("news");
        here.login(null, User.named("ann"));
        one.write();
        look(other);
        assertThat(there.user()).contains(User.named("ann"));
        assertThat(isKnown(other, id)).isFalse();
        assertThat(isKnown(other, here.id())).isTrue();
        here.logout();
        one.write();
        look(other);
        assertThat(there.user()).isEmpty();
        assertThat(there.keys()).isEmpty();
        assertThat(there.isCalled(here.id())).isFalse();
    }

    @Test
    void giveNobodyWhatIsAnothersWhoHasLoggedInElsewhereAtTheSameTime() {
        LiveSession anns = stored();
        LiveSession bobs = find(other, anns.id());
        anns.login(null, User.named("ann"));
        bobs.login(null, User.named("bob"));
        anns.put("secret", "Ann's");
        bobs.put("secret of", "Bob");
        one.write();
        other.write();
        assertThat(bobs.user()).contains(User.named("bob"));
        assertThat(bobs.keys()).containsExactly("secret of");
        assertThat(find(other, bobs.id())).isSameAs(bobs);
        anns.put("more", "Ann's"); // this server does not know yet
        one.write();
        look(one);
        look(other);
        assertThat(anns.user()).isEmpty();
        assertThat(anns.keys()).isEmpty();
        assertThat(bobs.keys()).containsExactly("secret of");
        assertThat(isKnown(one, bobs.id())).isTrue();
        bobs.put("later", 1);
        other.write();
        assertThat(memory.find(bobs.digest()).orElseThrow().state().data()).containsOnlyKeys("secret of", "later");
    }

    @Test
    void doNotBringBackWhatHasEndedElsewhere() {
        LiveSession here = stored();
        LiveSession there = find(other, here.id());
        here.logout();
        one.write();
        there.put("name", "Bob");
        other.write();
        assertThat(there.keys()).isEmpty();
        there.put("name", "Cid"); // of the session that has begun in its place
        other.write();
        assertThat(find(one, there.id()).get("name", String.class)).contains("Cid");
    }

    @Test
    void endASessionWhoseFirstChangesAreStillBeingStored() {
        LiveSession session = one.begin();
        String before = session.id();
        session.put("name", "Ann");
        session.login(null, User.named("ann"));
        session.logout();
        session.put("name", "Bob");
        one.write();
        assertThat(memory.find(Sessions.digest(before))).isEmpty();
        assertThat(memory.find(session.digest()).orElseThrow().state().data()).containsOnlyKeys("name");
        assertThat(memory.find(session.digest()).orElseThrow().state().user()).isEmpty();
    }

    @Test
    void knowTheSessionThatBeginsWithALogoutWhenItsClientComesAgain() {
        LiveSession session = stored();
        session.logout();
        String id = session.id();
        session.put("name", "Bob");
        one.write();
        one.sessions().live().release(session);
        assertThat(one.sessions().size()).isZero();
        assertThat(find(one, id).get("name", String.class)).contains("Bob");
    }

    @Test
    void knowThatAnIdIsWorthNothingBeforeThatIsStored() {
        LiveSession session = stored();
        String first = session.id();
        session.login(null, User.named("ann"));
        assertThat(isKnown(one, first)).isFalse();
        one.write();
        String second = session.id();
        session.logout();
        assertThat(isKnown(one, second)).isFalse();
        assertThat(isKnown(one, session.id())).isTrue();
    }

    @Test
    void logAUserInAtSoManyAndNoMore() {
        List<LiveSession> all = new ArrayList<>();
        for (int i = 0; i <= SessionNode.LIMITS.maxPerUser(); i++) {
            now = now.plusSeconds(1);
            LiveSession session = one.begin();
            session.login(null, User.named("ann"));
            one.write();
            all.add(session);
        }
        look(one);
        assertThat(all.get(0).user()).isEmpty();
        assertThat(all.stream().skip(1)).allMatch(session -> session.user().isPresent());
    }

    @Test
    void keepWhatCannotBeStoredUntilItCan() {
        LiveSession session = one.begin();
        String id = session.id();
        session.put("name", "Ann");
        away = true;
        one.write();
        assertThat(session.saved().toCompletableFuture()).isNotDone();
        session.put("size", 7);
        assertThat(session.get("size", Integer.class)).contains(7);
        one.sessions().live().release(session);
        one.writeAgain();
        assertThat(isKnown(one, id)).isTrue(); // the session's client may come again meanwhile
        assertThatThrownBy(() -> other.sessions().find(id))
                .isInstanceOf(RefusedException.class)
                .hasMessage("The database is not available. Try again later.");
        away = false;
        one.writeAgain();
        assertThat(one.sessions().size()).isZero();
        assertThat(find(other, id).keys()).containsExactlyInAnyOrder("name", "size");
    }

    @Test
    void storeWhatIsLeftAtTheirEnd() {
        LiveSession session = one.begin();
        session.put("name", "Ann");
        one.sessions().close();
        assertThat(isKnown(other, session.id())).isTrue();
    }

    @Test
    void refuseChangesWhenTooManyWait() {
        away = true;
        for (int i = 0; i < SessionWriter.MAX_WAITING; i++) {
            one.begin().put("name", i);
        }
        LiveSession more = one.begin();
        assertThatThrownBy(() -> more.put("name", "Ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Too many changes of sessions wait for the database.");
        assertThat(more.keys()).isEmpty();
        away = false;
        one.writeAgain();
        more.put("name", "Ann");
        assertThat(more.keys()).containsExactly("name");
    }
}
