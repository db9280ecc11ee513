package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A session ends while it is being written, or while it is not known whether it was. */
@DisplayName("After a logout, nothing of a session is stored")
class SessionLogoutTest {
    private static final User ANN = User.named("ann");
    private static final User BOB = User.named("bob");

    private final MemorySessions memory = new MemorySessions(100);
    private final TroubledStore store = new TroubledStore(memory);
    private final SessionNode node = new SessionNode(store, Clock.systemUTC());
    private final LiveSession session = node.begin();

    private boolean isStored(String digest) {
        return memory.find(digest).isPresent();
    }

    private void assertNothingIsStored() {
        node.writeAgain();
        assertThat(memory.changedSince(Instant.EPOCH, 10)).isEmpty();
        assertThat(session.isDirty()).isFalse();
    }

    @Test
    @DisplayName("when the answer to its first write has not come")
    void firstAnswerLost() {
        session.login(null, ANN);
        String digest = session.digest();
        store.loseAnswer();
        node.write();
        assertThat(isStored(digest)).isTrue();
        session.logout();
        assertNothingIsStored();
    }

    @Test
    @DisplayName("when it could not be written a second time, either")
    void failsAgain() {
        session.login(null, ANN);
        store.loseAnswer();
        node.write();
        store.before(writes -> {
            throw new IllegalStateException("the test's failure");
        });
        node.writeAgain();
        session.logout();
        node.writeAgain();
        store.before(writes -> {});
        assertNothingIsStored();
    }

    @Test
    @DisplayName("when it had other ids in writes whose answers have not come")
    void severalAnswersLost() {
        session.put("name", "Ann");
        store.loseAnswer();
        node.write();
        session.login(null, ANN);
        store.loseAnswer();
        node.writeAgain();
        session.login(null, ANN);
        node.writeAgain();
        assertThat(memory.changedSince(Instant.EPOCH, 10)).hasSize(1);
        assertThat(memory.find(session.digest()).orElseThrow().state().data()).containsOnlyKeys("name");
        session.logout();
        assertNothingIsStored();
    }

    @Test
    @DisplayName("when it got another id while it was first written")
    void loginDuringWrite() {
        session.put("name", "Ann");
        store.after(() -> {
            session.login(null, ANN);
            session.logout();
        });
        node.write();
        assertNothingIsStored();
    }

    @Test
    @DisplayName("when that came before the answer, which was lost")
    void logoutBeforeLostAnswer() {
        session.put("name", "Ann");
        store.after(() -> {
            session.login(null, ANN);
            session.logout();
            throw new IllegalStateException("the test's lost answer");
        });
        node.write();
        assertNothingIsStored();
    }

    @Test
    @DisplayName("when another server has given it another id meanwhile")
    void movedElsewhereDuringWrite() {
        session.put("name", "Ann");
        String id = session.id();
        SessionNode other = new SessionNode(memory, Clock.systemUTC());
        store.after(() -> {
            other.sessions().find(id).orElseThrow().login(null, ANN);
            other.write();
            session.logout();
        });
        node.write();
        assertNothingIsStored();
    }

    /** Ann and Bob have logged in at one session on two servers, and Bob's is a new one by that. */
    private void storedForAnn() {
        session.put("name", "?");
        node.write();
        SessionNode other = new SessionNode(memory, Clock.systemUTC());
        other.sessions().find(session.id()).orElseThrow().login(null, ANN);
        other.write();
    }

    @Test
    @DisplayName("when it was begun in place of another user's while it ended")
    void inPlaceOfAnothers() {
        storedForAnn();
        session.login(null, BOB);
        store.after(session::logout);
        node.write();
        assertNothingIsStored();
    }

    @Test
    @DisplayName("when it was begun in place of another user's, and the answer has not come")
    void inPlaceOfAnothersWithoutAnswer() {
        storedForAnn();
        session.login(null, BOB);
        store.loseAnswer();
        node.write();
        session.login(null, BOB);
        store.loseAnswer();
        node.writeAgain();
        session.logout();
        assertNothingIsStored();
    }

    @Test
    @DisplayName("when it was begun in place of another user's, and has another id by the time the answer comes")
    void inPlaceOfAnothersUnderAnotherId() {
        storedForAnn();
        session.login(null, BOB);
        store.loseAnswer();
        node.write();
        session.login(null, BOB);
        CompletableFuture<Void> saved = session.saved().toCompletableFuture();
        node.writeAgain();
        assertThat(session.user()).isEmpty();
        assertThat(saved).isCompletedExceptionally();
        assertNothingIsStored();
    }

    @Test
    @DisplayName("but what another client has")
    void others() {
        LiveSession another = node.begin();
        another.login(null, ANN);
        node.write();
        session.login(null, ANN);
        store.loseAnswer();
        node.write();
        session.logout();
        node.writeAgain();
        assertThat(memory.changedSince(Instant.EPOCH, 10))
                .isEqualTo(List.of(another.stored().orElseThrow()));
        session.put("name", "Bea");
        node.write();
        assertThat(memory.find(session.digest()).orElseThrow().state().data()).containsOnlyKeys("name");
    }
}
