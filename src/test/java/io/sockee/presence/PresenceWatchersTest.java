package io.sockee.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.hub.Emission;
import io.sockee.hub.Member;
import io.sockee.hub.Membership;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who watches a room")
class PresenceWatchersTest extends PresenceSpec {

    @Test
    void hearsFirstWhoIsHereThenWhatChanges() {
        anna("s1", "{\"at\":\"desk\"}");
        presences.begin(watcher);
        presences.watch(watcher, LOBBY);
        assertThat(told())
                .containsExactly(
                        "{\"room\":\"lobby\",\"state\":{\"anna\":[{\"ref\":\"r1\",\"meta\":{\"at\":\"desk\"}}]}}");
        Watcher ben = socket("s2");
        presences.track(ben, LOBBY, user("ben"), "null");
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
        presences.track(anna, LOBBY, user("anna"), "2");
        assertThat(told())
                .containsExactly("{\"room\":\"lobby\",\"left\":{\"anna\":[{\"ref\":\"r1\"}]},"
                        + "\"joined\":{\"anna\":[{\"ref\":\"r2\",\"meta\":2}]}}");
        presences.track(anna, LOBBY, user("anna"), "2");
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
            presences.track(socket("s" + i), LOBBY, NOBODY, "" + i);
        }
        assertThat(told()).hasSize(1);
    }

    @Test
    void hearsOfACrowdInPieces() {
        for (int i = 0; i < 2 * PresenceText.MOST_IN_ONE + 1; i++) {
            presences.track(socket("s" + i), LOBBY, NOBODY, "1");
        }
        presences.begin(watcher);
        presences.watch(watcher, LOBBY);
        List<String> told = told();
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).startsWith("{\"room\":\"lobby\",\"state\":{\"s0\":");
        assertThat(told.get(2))
                .isEqualTo("{\"room\":\"lobby\",\"joined\":{\"s1000\":[{\"ref\":\"r1001\",\"meta\":1}]}}");
    }

    @Test
    void hearsLargeMetadataInPieces() {
        watch();
        List<Watcher> sockets = new ArrayList<>();
        String large = '"' + "x".repeat(10_000) + '"';
        for (int i = 0; i < 10; i++) {
            sockets.add(socket("s" + i));
            presences.track(sockets.get(i), LOBBY, NOBODY, large);
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
        assertThat(told()).singleElement().asString().contains("\"state\":{\"").doesNotContain("over");
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
