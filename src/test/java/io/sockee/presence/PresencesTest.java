package io.sockee.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import io.sockee.connection.ManualTimers;
import io.sockee.hub.Backplane;
import io.sockee.hub.Emission;
import io.sockee.hub.Hub;
import io.sockee.hub.Member;
import io.sockee.hub.Membership;
import io.sockee.hub.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is here, on one node. */
class PresencesTest {
    private static final Scope LOBBY = new Scope("/", "lobby");
    private static final long GRACE = 1_000;
    private static final long GATHER = 100;

    private final ManualTimers timers = new ManualTimers();
    private final List<String> users = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Presences presences = presences(GRACE);
    private final Watcher watcher = new Watcher("w");
    private final Namespace hub = new Hub(Set.of("/"), Backplane.LOCAL, List.of()).enter("/");

    private Presences presences(long grace) {
        return new Presences(
                new PresenceSettings(true, grace, GATHER, 3, 5_000, 100, 0, 0),
                new Presences.Services(timers, Runnable::run, () -> "r" + ids.getAndIncrement()),
                PresenceExchange.LOCAL,
                (user, online) -> users.add((online ? "+" : "-") + user.id()));
    }

    private Watcher socket(String id) {
        Watcher socket = new Watcher(id);
        assertThat(presences.begin(socket)).isTrue();
        presences.entered(socket);
        return socket;
    }

    private void watch() {
        presences.begin(watcher);
        assertThat(presences.watch(watcher, LOBBY)).isTrue();
        timers.pass(GATHER + 1);
        watcher.told();
    }

    private Watcher anna(String id, String metadata) {
        Watcher socket = socket(id);
        assertThat(presences.track(socket, LOBBY, "anna", true, metadata)).isTrue();
        return socket;
    }

    private List<String> told() {
        timers.pass(GATHER + 1);
        return watcher.told();
    }

    @Nested
    @DisplayName("Who watches a room")
    class Watching {

        @Test
        void hearsFirstWhoIsHereThenWhatChanges() {
            anna("s1", "{\"at\":\"desk\"}");
            presences.begin(watcher);
            presences.watch(watcher, LOBBY);
            assertThat(told())
                    .containsExactly(
                            "{\"room\":\"lobby\",\"state\":{\"anna\":[{\"ref\":\"r1\",\"meta\":{\"at\":\"desk\"}}]}}");
            Watcher ben = socket("s2");
            presences.track(ben, LOBBY, "ben", true, "null");
            assertThat(told())
                    .containsExactly("{\"room\":\"lobby\",\"joined\":{\"ben\":[{\"ref\":\"r2\",\"meta\":null}]}}");
            presences.untrack(ben, LOBBY);
            assertThat(told()).containsExactly("{\"room\":\"lobby\",\"left\":{\"ben\":[{\"ref\":\"r2\"}]}}");
        }

        @Test
        void hearsOfAnEmptyRoom() {
            presences.begin(watcher);
            presences.watch(watcher, LOBBY);
            assertThat(told()).containsExactly("{\"room\":\"lobby\",\"state\":{}}");
        }

        @Test
        void hearsOfOtherMetadataAsALeaveAndAJoinInOneMessage() {
            Watcher anna = anna("s1", "1");
            watch();
            presences.track(anna, LOBBY, "anna", true, "2");
            assertThat(told())
                    .containsExactly("{\"room\":\"lobby\",\"left\":{\"anna\":[{\"ref\":\"r1\"}]},"
                            + "\"joined\":{\"anna\":[{\"ref\":\"r2\",\"meta\":2}]}}");
            presences.track(anna, LOBBY, "anna", true, "2");
            assertThat(told()).isEmpty();
        }

        @Test
        void hearsNothingOfWhoComesAndGoesMeanwhile() {
            watch();
            presences.untrack(anna("s1", "1"), LOBBY);
            assertThat(told()).isEmpty();
        }

        @Test
        void hearsManyChangesInOneMessage() {
            watch();
            for (int i = 0; i < 50; i++) {
                presences.track(socket("s" + i), LOBBY, "k" + i, false, "" + i);
            }
            assertThat(told()).hasSize(1);
        }

        @Test
        void hearsOfACrowdInPieces() {
            for (int i = 0; i < 2 * PresenceText.MOST_IN_ONE + 1; i++) {
                presences.track(socket("s" + i), LOBBY, "k" + i, false, "1");
            }
            presences.begin(watcher);
            presences.watch(watcher, LOBBY);
            List<String> told = told();
            assertThat(told).hasSize(3);
            assertThat(told.get(0)).startsWith("{\"room\":\"lobby\",\"state\":{\"k0\":");
            assertThat(told.get(2))
                    .isEqualTo("{\"room\":\"lobby\",\"joined\":{\"k1000\":[{\"ref\":\"r1001\",\"meta\":1}]}}");
        }

        @Test
        void hearsLargeMetadataInPieces() {
            watch();
            List<Watcher> sockets = new ArrayList<>();
            String large = '"' + "x".repeat(10_000) + '"';
            for (int i = 0; i < 10; i++) {
                sockets.add(socket("s" + i));
                presences.track(sockets.get(i), LOBBY, "k" + i, false, large);
            }
            assertThat(told())
                    .hasSize(3)
                    .allSatisfy(message -> assertThat(message.length()).isLessThan(2 * PresenceText.MOST_CHARS));
            sockets.forEach(socket -> presences.untrack(socket, LOBBY));
            assertThat(told()).last().asString().doesNotContain("xxx").contains("\"left\"");
        }

        @Test
        void hearsItAlsoIfAnotherOneFails() {
            Member broken = new Member() {
                @Override
                public String id() {
                    return "broken";
                }

                @Override
                public Membership membership() {
                    return new Membership();
                }

                @Override
                public void receive(Emission emission) {
                    throw new IllegalStateException("on purpose");
                }
            };
            presences.begin(broken);
            presences.watch(broken, LOBBY);
            watch();
            anna("s1", "1");
            assertThat(told()).hasSize(1);
            anna("s2", "2");
            assertThat(told()).hasSize(1);
        }

        @Test
        void hearsItInOrderInACrowd() {
            List<Watcher> crowd = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                crowd.add(socket("w" + i));
                presences.watch(crowd.get(i), LOBBY);
            }
            for (int i = 0; i < 20; i++) {
                anna("s" + i, "" + i);
                timers.pass(GATHER / 2);
            }
            timers.pass(2 * GATHER);
            crowd.forEach(each -> {
                Roster roster = new Roster();
                each.told().forEach(roster::hear);
                assertThat(roster.refs()).hasSize(20);
            });
        }

        @Test
        void hearsNoMoreWhenItHasGoneOrDoesNotWant() {
            watch();
            presences.unwatch(watcher, LOBBY);
            anna("s1", "1");
            assertThat(told()).containsExactly("{\"room\":\"lobby\",\"state\":{},\"over\":true}");
            presences.watch(watcher, LOBBY);
            presences.gone(watcher);
            assertThat(told()).isEmpty();
        }

        @Test
        void hearsTheStateWhenItChangesItsMindAndTheEndOnce() {
            anna("s1", "1");
            watch();
            presences.unwatch(watcher, LOBBY);
            presences.watch(watcher, LOBBY);
            assertThat(told())
                    .singleElement()
                    .asString()
                    .contains("\"state\":{\"")
                    .doesNotContain("over");
            presences.unwatch(watcher, LOBBY);
            presences.unwatch(watcher, LOBBY);
            assertThat(told()).hasSize(1);
        }

        @Test
        void watchesSoManyRoomsAndNoMore() {
            presences.begin(watcher);
            for (int i = 0; i < 3; i++) {
                assertThat(presences.watch(watcher, new Scope("/", "" + i))).isTrue();
            }
            assertThat(presences.watch(watcher, LOBBY)).isFalse();
            presences.unwatch(watcher, new Scope("/", "0"));
            assertThat(presences.watch(watcher, LOBBY)).isTrue();
        }
    }

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
            presences.track(socket, LOBBY, "anna", true, "1");
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
            presences.track(socket, LOBBY, "anna", true, "1");
            presences.gone(socket);
            timers.pass(GRACE);
            assertThat(told()).isEmpty();
            assertThat(presences.present(LOBBY)).isEmpty();
        }

        @Test
        void isThatOfWhomeverItsSocketBelongsTo() {
            Watcher socket = anna("s1", "1");
            watch();
            presences.rename(socket, "ben", true);
            assertThat(told())
                    .containsExactly("{\"room\":\"lobby\",\"left\":{\"anna\":[{\"ref\":\"r1\"}]},"
                            + "\"joined\":{\"ben\":[{\"ref\":\"r2\",\"meta\":1}]}}");
            presences.rename(socket, "s1", false);
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
            presences.track(socket, LOBBY, "s1", false, "1");
            presences.gone(socket);
            assertThat(presences.present(LOBBY)).isEmpty();
        }

        @Test
        void isNotBegunBySomebodyWhoHasGone() {
            Watcher socket = socket("s1");
            presences.gone(socket);
            presences.track(socket, LOBBY, "anna", true, "1");
            presences.watch(socket, LOBBY);
            assertThat(presences.present(LOBBY)).isEmpty();
            timers.pass(GATHER + 1);
            assertThat(socket.told()).isEmpty();
        }

        @Test
        void isBounded() {
            Watcher socket = socket("s1");
            for (int i = 0; i < 3; i++) {
                assertThat(presences.track(socket, new Scope("/", "" + i), "s1", false, "1"))
                        .isTrue();
            }
            assertThat(presences.track(socket, LOBBY, "s1", false, "1")).isFalse();
            assertThat(presences.track(socket, new Scope("/", "0"), "s1", false, "2"))
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
                case 0, 1 -> presences.track(socket, scope, "u" + which / 3, which % 4 != 0, "" + random.nextInt(3));
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
                    presences.track(sockets.get(which), LOBBY, "u" + which / 2, which % 2 == 0, "" + random.nextInt(3));
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
