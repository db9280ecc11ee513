package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.User;
import io.sockee.connection.RealTimers;
import io.sockee.routing.ValueCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A session that many use at a time")
class SessionConcurrencyTest {
    private static final int USERS = 4;
    private static final int STEPS = 2_000;

    private final MemorySessions store = new MemorySessions(1_000);
    private final ExecutorService threads = Executors.newFixedThreadPool(USERS + 1);

    private Sessions sessions(RealTimers timers) {
        return new Sessions(
                new SessionLimits(Duration.ofDays(14), Duration.ofDays(365), 100, 100_000, 10, 100),
                new SessionCookie("sid", "/", "Lax", Duration.ZERO),
                new Sessions.Parts(
                        store,
                        SessionLogins.NONE,
                        SessionModules.NONE,
                        new ValueCodec(100),
                        Clock.systemUTC(),
                        timers,
                        USERS,
                        Executors.newSingleThreadExecutor(),
                        threads));
    }

    @Test
    @Timeout(60)
    @DisplayName("loses nothing, is one object, and is forgotten when nobody uses it")
    void together() throws Exception {
        try (RealTimers timers = new RealTimers();
                Sessions sessions = sessions(timers)) {
            LiveSession session =
                    sessions.find(sessions.live().issued(sessions.newId())).orElseThrow();
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                int number = i;
                users.add(threads.submit(() -> use(sessions, session, number)));
            }
            Future<?> logins = threads.submit(() -> {
                for (int i = 0; i < STEPS / 10; i++) {
                    session.login(null, User.named("ann"));
                    sessions.sweep().look();
                }
            });
            for (Future<?> user : users) {
                user.get(50, TimeUnit.SECONDS);
            }
            logins.get(50, TimeUnit.SECONDS);
            session.saved().toCompletableFuture().get(10, TimeUnit.SECONDS);
            SessionState stored = store.find(session.digest()).orElseThrow().state();
            for (int i = 0; i < USERS; i++) {
                assertThat(stored.data()).containsEntry("last" + i, Integer.toString(STEPS));
                assertThat(stored.channels()).contains("c" + i);
            }
            assertThat(sessions.size()).isOne();
            sessions.live().release(session);
            await().until(() -> sessions.size() == 0);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void use(Sessions sessions, LiveSession session, int number) {
        Random random = new Random(number);
        for (int i = 1; i <= STEPS; i++) {
            session.put("last" + number, i);
            if (random.nextInt(20) == 0) {
                session.subscribe("c" + number);
                // Its id may change meanwhile, and is not known then.
                sessions.find(session.id()).ifPresent(again -> {
                    assertThat(again).isSameAs(session);
                    sessions.live().release(again);
                });
            }
        }
        session.subscribe("c" + number);
    }
}
