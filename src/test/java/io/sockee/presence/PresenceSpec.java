package io.sockee.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import io.sockee.connection.ManualTimers;
import io.sockee.hub.Backplane;
import io.sockee.hub.Hub;
import io.sockee.hub.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Presence on one node, with a clock of its own, and somebody who watches. */
abstract class PresenceSpec {
    static final Scope LOBBY = new Scope("/", "lobby");
    static final long GRACE = 1_000;
    static final long GATHER = 100;

    /** Whom a socket belongs to that is nobody's. */
    static final Supplier<Optional<User>> NOBODY = Optional::empty;

    static Supplier<Optional<User>> user(String id) {
        return () -> Optional.of(User.named(id));
    }

    final ManualTimers timers = new ManualTimers();
    final List<String> users = new ArrayList<>();
    final AtomicInteger ids = new AtomicInteger();
    final Presences presences = presences(GRACE);
    final Watcher watcher = new Watcher("w");
    final Namespace hub = new Hub(Set.of("/"), Backplane.LOCAL, List.of()).enter("/");

    Presences presences(long grace) {
        return new Presences(
                new PresenceSettings(true, grace, GATHER, 3, 5_000, 100, 0, 0),
                new Presences.Services(timers, Runnable::run, () -> "r" + ids.getAndIncrement()),
                PresenceExchange.LOCAL,
                (user, online) -> users.add((online ? "+" : "-") + user.id()));
    }

    Watcher socket(String id) {
        Watcher socket = new Watcher(id);
        assertThat(presences.begin(socket)).isTrue();
        presences.entered(socket);
        return socket;
    }

    void watch() {
        presences.begin(watcher);
        assertThat(presences.watch(watcher, LOBBY)).isTrue();
        timers.pass(GATHER + 1);
        watcher.told();
    }

    Watcher anna(String id, String metadata) {
        Watcher socket = socket(id);
        assertThat(presences.track(socket, LOBBY, user("anna"), metadata)).isTrue();
        return socket;
    }

    List<String> told() {
        timers.pass(GATHER + 1);
        return watcher.told();
    }
}
