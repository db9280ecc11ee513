package io.sockee.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is here, on one node. */
class PresencesTest extends PresenceSpec {

    @Nested
    @DisplayName("A presence")
    class OfASocket {

        @Test
        void ofAUserOutlivesAReload() {
            Watcher before = anna("s1", "1");
            watch();
            presences.gone(before);
            timers.pass(GRACE - 2 * GATHER);
            anna("s2", "1");
            timers.pass(2 * GRACE);
            assertThat(told()).isEmpty();
            assertThat(presences.present(LOBBY)).containsExactly(new Present("r1", "anna", "1"));
        }

        @Test
        void ofAUserEndsWhenNobodyComes() {
            Watcher before = anna("s1", "1");
            watch();
            presences.gone(before);
            timers.pass(GRACE - 1);
            assertThat(watcher.told()).isEmpty();
            timers.pass(2);
            assertThat(told()).hasSize(1);
            assertThat(presences.present(LOBBY)).isEmpty();
        }

        @Test
        void thatIsTakenOverWithOtherMetadataIsAChange() {
            Watcher before = anna("s1", "1");
            watch();
            presences.gone(before);
            anna("s2", "2");
            assertThat(told()).hasSize(1);
            timers.pass(2 * GRACE);
            assertThat(presences.present(LOBBY)).extracting(Present::metadata).containsExactly("2");
        }

        @Test
        void ofOneConnectionIsNotThatOfTheUsersOther() {
            Watcher first = anna("s1", "1");
            anna("s2", "2");
            presences.gone(first);
            timers.pass(2 * GRACE);
            assertThat(presences.present(LOBBY)).extracting(Present::metadata).containsExactly("2");
        }

        @Test
        void isSeenWhenItsSocketHasBeenLetIn() {
            watch();
            Watcher socket = new Watcher("s1");
            presences.begin(socket);
            presences.track(socket, LOBBY, user("anna"), "1");
            assertThat(told()).isEmpty();
            presences.entered(socket);
            assertThat(told()).hasSize(1);
            assertThat(presences.present(LOBBY)).hasSize(1);
        }

        @Test
        void ofASocketThatIsNotLetInWasNeverThere() {
            watch();
            Watcher socket = new Watcher("s1");
            presences.begin(socket);
            presences.track(socket, LOBBY, user("anna"), "1");
            presences.gone(socket);
            timers.pass(GRACE);
            assertThat(told()).isEmpty();
            assertThat(presences.present(LOBBY)).isEmpty();
        }

        @Test
        void isThatOfWhomeverItsSocketBelongsTo() {
            Watcher socket = anna("s1", "1");
            watch();
            presences.rename(socket, user("ben"));
            assertThat(told())
                    .containsExactly("{\"room\":\"lobby\",\"left\":{\"anna\":[{\"ref\":\"r1\"}]},"
                            + "\"joined\":{\"ben\":[{\"ref\":\"r2\",\"meta\":1}]}}");
            presences.rename(socket, NOBODY);
            presences.gone(socket);
            assertThat(presences.present(LOBBY)).as("nobody is waited for").isEmpty();
        }

        @Test
        void ofTwoTabsThatComeBackInTheOtherOrderIsTheSame() {
            Watcher first = anna("s1", "1");
            Watcher second = anna("s2", "2");
            watch();
            presences.gone(first);
            presences.gone(second);
            anna("s3", "2");
            anna("s4", "1");
            timers.pass(2 * GRACE);
            assertThat(told()).isEmpty();
            assertThat(presences.present(LOBBY)).hasSize(2);
        }

        @Test
        void staysWhenTheRoomWasLeftAndJoinedAgain() {
            Watcher socket = anna("s1", "1");
            hub.join(socket, "lobby");
            presences.left(hub, socket, "lobby"); // tells of a leave from before
            assertThat(presences.present(LOBBY)).hasSize(1);
            hub.leave(socket, "lobby");
            presences.left(hub, socket, "lobby");
            assertThat(presences.present(LOBBY)).isEmpty();
        }

        @Test
        void ofNobodyEndsAtOnce() {
            Watcher socket = socket("s1");
            presences.track(socket, LOBBY, NOBODY, "1");
            presences.gone(socket);
            assertThat(presences.present(LOBBY)).isEmpty();
        }

        @Test
        void isNotBegunBySomebodyWhoHasGone() {
            Watcher socket = socket("s1");
            presences.gone(socket);
            presences.track(socket, LOBBY, user("anna"), "1");
            presences.watch(socket, LOBBY);
            assertThat(presences.present(LOBBY)).isEmpty();
            timers.pass(GATHER + 1);
            assertThat(socket.told()).isEmpty();
        }

        @Test
        void isBounded() {
            Watcher socket = socket("s1");
            for (int i = 0; i < 3; i++) {
                assertThat(presences.track(socket, new Scope("/", "" + i), NOBODY, "1"))
                        .isTrue();
            }
            assertThat(presences.track(socket, LOBBY, NOBODY, "1")).isFalse();
            assertThat(presences.track(socket, new Scope("/", "0"), NOBODY, "2"))
                    .isTrue();
        }
    }

    @Nested
    @DisplayName("A user")
    class OfAUser {
        private final User anna = new User("anna", "Anna", Set.of());

        private void belongs(Presences to, String socket, User user) {
            to.belongs(socket, () -> Optional.ofNullable(user));
        }

        @Test
        void isOnlineFromTheFirstSocketUntilTheGraceAfterTheLast() {
            belongs(presences, "s1", anna);
            belongs(presences, "s2", anna);
            belongs(presences, "s1", null);
            belongs(presences, "s2", null);
            assertThat(presences.usersOnline()).containsExactly("anna");
            timers.pass(GRACE + 1);
            assertThat(presences.usersOnline()).isEmpty();
            assertThat(users).containsExactly("+anna", "-anna");
        }

        @Test
        void whoReloadsHasNotLeft() {
            belongs(presences, "s1", anna);
            belongs(presences, "s1", null);
            timers.pass(GRACE - 1);
            belongs(presences, "s2", anna);
            timers.pass(3 * GRACE);
            assertThat(presences.isOnline("anna")).isTrue();
            assertThat(users).containsExactly("+anna");
        }

        @Test
        void whoTakesASocketOverIsOnlineInTheOthersPlace() {
            belongs(presences, "s1", anna);
            belongs(presences, "s1", User.named("ben"));
            timers.pass(GRACE + 1);
            assertThat(users).containsExactly("+anna", "+ben", "-anna");
            assertThat(presences.online()).isEqualTo(1);
        }

        @Test
        void isGoneAtOnceWithoutGrace() {
            Presences strict = presences(0);
            belongs(strict, "s1", anna);
            belongs(strict, "s1", null);
            assertThat(users).containsExactly("+anna", "-anna");
        }
    }

    @Test
    @DisplayName("Nothing is left when all have gone, whatever they did")
    void leavesNothing() {
        Random random = new Random(7);
        List<Watcher> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sockets.add(socket("s" + i));
        }
        for (int i = 0; i < 5_000; i++) {
            int which = random.nextInt(sockets.size());
            Watcher socket = sockets.get(which);
            Scope scope = new Scope("/", "room" + random.nextInt(4));
            switch (random.nextInt(6)) {
                case 0, 1 ->
                    presences.track(
                            socket, scope, which % 4 == 0 ? NOBODY : user("u" + which / 3), "" + random.nextInt(3));
                case 2 -> presences.untrack(socket, scope);
                case 3 -> presences.watch(socket, scope);
                case 4 -> presences.unwatch(socket, scope);
                default -> {
                    presences.gone(socket);
                    sockets.set(which, socket("s" + which + "-" + i));
                }
            }
            timers.pass(random.nextInt(60));
        }
        sockets.forEach(presences::gone);
        timers.pass(GRACE + 2 * GATHER);
        assertThat(presences.rooms()).isZero();
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("What a watcher has heard adds up to who is here")
    void addsUp() {
        Random random = new Random(11);
        Roster roster = new Roster();
        presences.begin(watcher);
        List<Watcher> sockets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sockets.add(socket("s" + i));
        }
        presences.watch(watcher, LOBBY);
        for (int i = 0; i < 3_000; i++) {
            int which = random.nextInt(sockets.size());
            switch (random.nextInt(4)) {
                case 0, 1 ->
                    presences.track(
                            sockets.get(which),
                            LOBBY,
                            which % 2 == 0 ? user("u" + which / 2) : NOBODY,
                            "" + random.nextInt(3));
                case 2 -> presences.untrack(sockets.get(which), LOBBY);
                default -> {
                    presences.gone(sockets.get(which));
                    sockets.set(which, socket("s" + which + "-" + i));
                }
            }
            timers.pass(random.nextInt(150));
            watcher.told().forEach(roster::hear);
        }
        timers.pass(GRACE + 2 * GATHER);
        watcher.told().forEach(roster::hear);
        assertThat(roster.refs())
                .containsExactlyInAnyOrderElementsOf(
                        presences.present(LOBBY).stream().map(Present::ref).toList());
    }
}
