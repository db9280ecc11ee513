package io.sockee.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.User;
import io.sockee.connection.ManualTimers;
import io.sockee.hub.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes for a socket while something else happens to it: it waits for its turn, and finds what has become of the socket. */
@DisplayName("What comes late for the presences of a socket")
class OwnPresencesRaceTest {
    private static final Scope LOBBY = new Scope("/", "lobby");
    private static final Scope OTHER = new Scope("/", "other");

    private final AtomicInteger refs = new AtomicInteger();
    private final List<String> seen = new ArrayList<>(); // by who holds the socket's lock
    private final Watcher socket = new Watcher("s1");
    private volatile Optional<User> owner = Optional.of(User.named("ann"));
    private Runnable turn = () -> {};
    private final OwnPresences own = new OwnPresences(
            new ManualTimers(),
            new PresenceSettings(true, 1_000, 0, 5, 5, 100, 0, 0),
            () -> "r" + refs.incrementAndGet(),
            new Seen());

    /** What others see; in the turn of who leaves the other room, something else may happen. */
    private final class Seen implements OwnPresences.Rooms {
        @Override
        public void joined(Scope scope, Present one) {
            seen.add("+" + one.key() + " " + scope.room());
        }

        @Override
        public void replaced(Scope scope, String ref, Present by) {
            seen.add("=" + by.key() + " " + scope.room());
        }

        @Override
        public void left(Scope scope, String ref) {
            seen.add("-" + scope.room());
            turn.run();
        }

        @Override
        public void watch(Scope scope, Member member) {
            seen.add("watches " + scope.room());
        }

        @Override
        public void unwatch(Scope scope, Member member) {
            seen.add("unwatches " + scope.room());
        }

        @Override
        public void gone(Scope scope, Member member) {
            seen.add("gone " + scope.room());
        }
    }

    @BeforeEach
    void present() {
        own.begin(socket);
        own.entered(socket);
        own.track(socket, LOBBY, () -> owner, "1");
        own.track(socket, OTHER, () -> owner, "1");
        own.watch(socket, LOBBY);
        seen.clear();
    }

    /** Something has found the socket, and waits for its turn; in the turn of somebody else, something else happens. */
    private List<String> late(Runnable waits, Runnable first) throws InterruptedException {
        Thread waiting = new Thread(waits);
        turn = () -> {
            turn = () -> {};
            waiting.start();
            await().until(() -> waiting.getState() == Thread.State.BLOCKED);
            first.run();
        };
        own.untrack(socket, OTHER);
        waiting.join();
        return seen;
    }

    private void logOut() {
        owner = Optional.empty();
        own.rename(socket, () -> owner);
    }

    @Test
    void aLoginOfOneThatHasGoneShowsNobody() throws InterruptedException {
        assertThat(late(
                        () -> {
                            owner = Optional.of(User.named("ben"));
                            own.rename(socket, () -> owner);
                        },
                        () -> own.gone(socket)))
                .containsExactly("-other", "gone lobby");
        assertThat(own.awaits(LOBBY, "ann")).isTrue();
    }

    @Test
    void aLeaveOfOneThatHasGoneEndsNotWhatWaitsForItsUser() throws InterruptedException {
        assertThat(late(() -> own.untrack(socket, LOBBY), () -> own.gone(socket)))
                .containsExactly("-other", "gone lobby");
        assertThat(own.awaits(LOBBY, "ann")).isTrue();
    }

    @Test
    void aRoomThatOneThatHasGoneHasLeftEndsNotWhatWaitsForItsUser() throws InterruptedException {
        assertThat(late(() -> own.untrackIfLeft(socket, LOBBY), () -> own.gone(socket)))
                .containsExactly("-other", "gone lobby");
        assertThat(own.awaits(LOBBY, "ann")).isTrue();
    }

    @Test
    void nobodyIsToldThatOneThatHasGoneWatchesNoMore() throws InterruptedException {
        assertThat(late(() -> own.unwatch(socket, LOBBY), () -> own.gone(socket)))
                .containsExactly("-other", "gone lobby");
    }

    @Test
    void aPresenceIsThatOfWhomTheSocketBelongsToByThen() throws InterruptedException {
        assertThat(late(() -> own.track(socket, LOBBY, () -> owner, "2"), this::logOut))
                .containsExactly("-other", "=s1 lobby", "=s1 lobby");
    }

    @Test
    void theLaterOfTwoChangesOfTheUserCounts() throws InterruptedException {
        owner = Optional.of(User.named("ben"));
        assertThat(late(() -> own.rename(socket, () -> owner), this::logOut)).containsExactly("-other", "=s1 lobby");
    }
}
