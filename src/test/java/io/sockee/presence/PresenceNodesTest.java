package io.sockee.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import io.sockee.connection.ManualTimers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is here, on two nodes of one process. */
@DisplayName("Presence on two nodes")
class PresenceNodesTest {
    private static final Scope LOBBY = new Scope("/", "lobby");
    private static final long HEARTBEAT = 500;
    private static final long PURGE = 2_000;

    private final ManualTimers timers = new ManualTimers();
    private final AtomicInteger ids = new AtomicInteger();
    private final Wire a = new Wire();
    private final Wire b = new Wire();
    private final List<String> seenByB = new ArrayList<>();
    private final Presences first = node(a, new ArrayList<>());
    private final Presences second = node(b, seenByB);

    /** Brings what one node tells to the other one, unless it is cut. */
    private final class Wire implements PresenceExchange {
        private Consumer<PresenceChange> heard = change -> {};
        private Runnable tellAll = () -> {};
        private boolean cut;
        private int asksInVain;

        private Wire other() {
            return this == a ? b : a;
        }

        @Override
        public void begin(Consumer<PresenceChange> hears, Runnable tells) {
            heard = hears;
            tellAll = tells;
        }

        @Override
        public void tell(PresenceChange change) {
            if (!cut && other() != null) {
                other().heard.accept(change);
            }
        }

        @Override
        public void missing(String node) {
            if (asksInVain-- <= 0) {
                other().tellAll.run();
            }
        }
    }

    private Presences node(Wire wire, List<String> users) {
        return node(wire, users, 0);
    }

    private Presences node(Wire wire, List<String> users, long grace) {
        return new Presences(
                new PresenceSettings(true, grace, 0, 10, 1_000, 100, HEARTBEAT, PURGE),
                new Presences.Services(timers, Runnable::run, () -> "r" + ids.getAndIncrement()),
                wire,
                (user, online) -> users.add((online ? "+" : "-") + user.id()));
    }

    private static Watcher present(Presences node, String id, String metadata) {
        Watcher socket = new Watcher(id);
        assertThat(node.begin(socket)).isTrue();
        node.entered(socket);
        assertThat(node.track(socket, LOBBY, () -> Optional.of(User.named(id)), metadata))
                .isTrue();
        node.belongs(id, () -> Optional.of(User.named(id)));
        return socket;
    }

    private static List<String> keys(Presences node) {
        return node.present(LOBBY).stream().map(Present::key).toList();
    }

    @Test
    void whoIsOnOneIsKnownOnTheOther() {
        Watcher watcher = new Watcher("w");
        second.begin(watcher);
        second.watch(watcher, LOBBY);
        Watcher anna = present(first, "anna", "1");
        timers.pass(1);
        assertThat(keys(second)).containsExactly("anna");
        assertThat(second.usersOnline()).containsExactly("anna");
        assertThat(watcher.told()).singleElement().asString().contains("\"state\":{\"anna\"");
        first.track(anna, LOBBY, () -> Optional.of(User.named("anna")), "2");
        timers.pass(1);
        assertThat(watcher.told()).singleElement().asString().contains("\"meta\":2");
        first.gone(anna);
        first.belongs("anna", Optional::empty);
        timers.pass(1);
        assertThat(keys(second)).isEmpty();
        assertThat(seenByB).containsExactly("+anna", "-anna");
    }

    @Test
    void whoIsOnBothIsOnlineUntilBothAreLeft() {
        present(first, "anna", "1");
        second.belongs("other", () -> Optional.of(User.named("anna")));
        first.belongs("anna", Optional::empty);
        assertThat(second.isOnline("anna")).isTrue();
        assertThat(first.isOnline("anna")).isTrue();
        second.belongs("other", Optional::empty);
        assertThat(first.isOnline("anna")).isFalse();
        assertThat(seenByB).containsExactly("+anna", "-anna");
    }

    @Test
    void aNodeThatDiesTakesItsOwnAlongAfterTheStatedTime() {
        present(first, "anna", "1");
        present(second, "ben", "1");
        timers.pass(10 * PURGE);
        assertThat(keys(second)).containsExactly("anna", "ben");
        a.cut = true;
        timers.pass(PURGE - 2 * HEARTBEAT);
        assertThat(keys(second)).containsExactly("anna", "ben");
        timers.pass(3 * HEARTBEAT);
        assertThat(keys(second)).containsExactly("ben");
        assertThat(second.usersOnline()).containsExactly("ben");
        assertThat(seenByB).containsExactly("+anna", "+ben", "-anna");
    }

    @Test
    void aNodeThatIsHeardOfAgainTellsAll() {
        present(first, "anna", "1");
        a.cut = true;
        timers.pass(2 * PURGE);
        present(first, "cleo", "1");
        a.cut = false;
        timers.pass(2 * HEARTBEAT);
        assertThat(keys(second)).containsExactlyInAnyOrder("anna", "cleo");
        assertThat(second.usersOnline()).containsExactlyInAnyOrder("anna", "cleo");
    }

    @Test
    void whoLeftInAGapIsGoneWhenAllIsTold() {
        Watcher anna = present(first, "anna", "1");
        present(first, "ben", "1");
        a.cut = true;
        timers.pass(PURGE / 2);
        first.gone(anna);
        first.belongs("anna", Optional::empty);
        a.cut = false;
        timers.pass(HEARTBEAT);
        assertThat(keys(second)).as("nobody has noticed").containsExactly("anna", "ben");
        a.tellAll.run(); // as an exchange does that has lost something
        assertThat(keys(second)).containsExactly("ben");
        assertThat(second.usersOnline()).containsExactly("ben");
    }

    @Test
    void aNodeIsAskedUntilItHasToldAll() {
        present(first, "anna", "1");
        a.cut = true;
        timers.pass(2 * PURGE);
        a.cut = false;
        b.asksInVain = 3;
        timers.pass(5 * HEARTBEAT);
        assertThat(keys(second)).containsExactly("anna");
    }

    @Test
    void whoseNodeStopsIsHereForTheGrace() {
        Presences patient = node(b, seenByB, 1_000);
        present(first, "anna", "1");
        first.close();
        timers.pass(999);
        assertThat(patient.usersOnline()).containsExactly("anna");
        assertThat(keys(patient)).containsExactly("anna");
        timers.pass(2);
        assertThat(patient.usersOnline()).isEmpty();
        assertThat(keys(patient)).isEmpty();
    }

    @Test
    void aNodeThatStopsSaysSo() {
        present(first, "anna", "1");
        first.close();
        assertThat(keys(second)).isEmpty();
        assertThat(second.usersOnline()).isEmpty();
        timers.pass(5 * HEARTBEAT);
        assertThat(keys(second)).as("it says nothing more").isEmpty();
    }

    @Test
    void aNodeThatNeverPurgesWaitsForTheSilentOne() {
        Presences patient = new Presences(
                new PresenceSettings(true, 0, 0, 10, 1_000, 100, HEARTBEAT, 0),
                new Presences.Services(timers, Runnable::run, () -> "r" + ids.getAndIncrement()),
                b,
                (user, online) -> {});
        present(first, "anna", "1");
        a.cut = true;
        timers.pass(100 * PURGE);
        assertThat(keys(patient)).containsExactly("anna");
        assertThat(patient.usersOnline()).containsExactly("anna");
    }

    @Test
    void aNodeWithoutPresenceTellsNothingHearsNothingAndHasNoTimers() {
        ManualTimers none = new ManualTimers();
        List<String> noted = new ArrayList<>();
        PresenceExchange exchange = new PresenceExchange() {
            @Override
            public void begin(Consumer<PresenceChange> heard, Runnable tellAll) {
                noted.add("begin");
            }

            @Override
            public void tell(PresenceChange change) {
                noted.add("tell");
            }

            @Override
            public void missing(String node) {
                noted.add("missing");
            }
        };
        Presences off = new Presences(
                new PresenceSettings(false, 1_000, 100, 10, 1_000, 100, HEARTBEAT, PURGE),
                new Presences.Services(none, Runnable::run, () -> "r" + ids.getAndIncrement()),
                exchange,
                (user, online) -> noted.add("observer"));
        off.belongs("anna", () -> Optional.of(User.named("anna")));
        off.belongs("anna", Optional::empty);
        off.close();
        assertThat(off.usersOnline()).isEmpty();
        assertThat(none.size()).isZero();
        assertThat(noted).isEmpty();
    }
}
