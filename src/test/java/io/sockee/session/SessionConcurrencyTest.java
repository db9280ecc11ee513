package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.User;
import io.sockee.connection.RealTimers;
import io.sockee.routing.LogLines;
import io.sockee.routing.ValueCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
        return sessions(timers, store);
    }

    private Sessions sessions(RealTimers timers, SessionStore in) {
        return new Sessions(
                new SessionLimits(Duration.ofDays(14), Duration.ofDays(365), 100, 100_000, 10, 100),
                new SessionCookie("sid", "/", "Lax", Duration.ZERO),
                new Sessions.Parts(
                        in,
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
    @Timeout(30)
    @DisplayName(
            "is given up when the application ends and the database hangs, which takes as long as it may and no longer")
    void hangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        BooleanSupplier hangs = () -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return true;
        };
        try (RealTimers timers = new RealTimers()) {
            Sessions sessions = sessions(timers, new AwayStore(store, hangs));
            LiveSession session =
                    sessions.find(sessions.live().issued(sessions.newId())).orElseThrow();
            session.put("name", "Ann");
            asked.await();
            try (LogLines log = LogLines.of(SessionWriter.class)) {
                sessions.close(Duration.ofMillis(50));
                assertThat(log.lines()).contains("The last changes of 1 sessions could not be stored and are lost.");
            }
            interrupted.await();
        }
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
