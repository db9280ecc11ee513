package io.sockee.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.NonBlocking;
import io.sockee.api.RateLimit;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import io.sockee.event.EventReader;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.ExceptionMappers;
import io.sockee.routing.Failures;
import io.sockee.routing.Strays;
import io.sockee.routing.TextArguments;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An action that is called over HTTP")
class ActionServerTest {

    /** What is called. */
    @Actions("desk")
    public static class Desk {
        private final CountDownLatch free = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final SubmissionPublisher<Object> feed = new SubmissionPublisher<>(Runnable::run, 64);

        @Action
        @NonBlocking
        public int add(int a, Optional<Integer> b) {
            return a + b.orElse(0);
        }

        @Action
        @NonBlocking
        public CompletionStage<String> never() {
            return new CompletableFuture<>();
        }

        @Action
        public String waits() throws InterruptedException {
            begun.incrementAndGet();
            free.await();
            return "done";
        }

        @Action
        @NonBlocking
        @RateLimit(perSecond = 0.5, per = RateLimit.Per.ADDRESS)
        public int rare() {
            return 1;
        }

        @Action
        @NonBlocking
        public Flow.Publisher<Object> feed() {
            return feed;
        }

        @Action
        @NonBlocking
        public CompletionStage<Flow.Publisher<Object>> laterFeed() {
            return CompletableFuture.completedFuture(feed);
        }

        @Action
        public String who(Optional<User> user) {
            return user.map(User::name).orElse("nobody");
        }
    }

    private final Desk desk = new Desk();
    private final Counters counters = new Counters();
    private final ManualTimers timers = new ManualTimers();
    private final CallPool pool = new CallPool(1, 1, Thread::new, counters);
    private final List<ActionAnswer> answers = new CopyOnWriteArrayList<>();
    private final Exchange exchange = new Exchange();
    private final ActionServer server = server();

    /** Remembers what is answered; a stream's chunks are under way until they are said to have gone. */
    private final class Exchange implements ActionExchange, ActionExchange.EventStream {
        private final List<String> chunks = new CopyOnWriteArrayList<>();
        private final Queue<Runnable> underWay = new ConcurrentLinkedQueue<>();
        private volatile Runnable gone = () -> {};
        private volatile boolean slow;
        private volatile boolean hasGone;
        private volatile boolean takenBack;
        private volatile boolean abandoned;
        private volatile long taken;

        @Override
        public void answer(ActionAnswer answer) {
            answers.add(answer);
        }

        @Override
        public EventStream stream(Map<String, String> headers, Runnable whenGone) {
            if (takenBack) {
                throw new IllegalStateException("The request is the container's again.");
            }
            gone = whenGone;
            return this;
        }

        @Override
        public void write(byte[] chunk, Runnable sent) {
            chunks.add(new String(chunk, StandardCharsets.UTF_8));
            if (slow) {
                underWay.add(sent);
            } else {
                sent.run();
            }
        }

        @Override
        public void finish(byte[] chunk) {
            chunks.add(new String(chunk, StandardCharsets.UTF_8) + "END");
        }

        @Override
        public long taken() {
            return taken;
        }

        @Override
        public void abandon() {
            abandoned = true;
        }

        @Override
        public boolean isGone() {
            return hasGone;
        }
    }

    private ActionServer server() {
        ValueCodec codec = new ValueCodec(100);
        ControllerScan scan = new ControllerScan(codec, Optional.empty(), key -> Optional.empty());
        scan.add(Desk.class, desk);
        return new ActionServer(
                scan.routes(),
                new Dispatcher(
                        codec,
                        "_data",
                        "_error",
                        new Failures(new ExceptionMappers(), false, counters),
                        CommitGate.ALWAYS_OPEN,
                        new Strays(false, false, counters),
                        counters),
                new TextArguments(new EventReader(100), codec),
                new ActionServer.Services(CommitGate.ALWAYS_OPEN, timers, pool, CallContext.NONE, null),
                () -> "call",
                new WaitingCalls.Bounds(10, 5, 1_000),
                30_000,
                10_000,
                45_000,
                new OpenStreams.Bounds(4, 3, 2));
    }

    @AfterEach
    void close() {
        desk.free.countDown();
        pool.close();
    }

    /** Knows the users of tokens. */
    private record Tokens(Function<String, Callers.Known> users) implements Callers {
        @Override
        public boolean knows(String authorization) {
            return authorization.startsWith("Bearer ");
        }

        @Override
        public Known of(String authorization, String address) {
            return users.apply(authorization.substring("Bearer ".length()));
        }

        @Override
        public String challenge() {
            return "Bearer";
        }

        @Override
        public String challengeAfter(String authorization) {
            return "Bearer error=\"invalid_token\"";
        }
    }

    private void call(
            String action,
            @Nullable String query,
            @Nullable String body,
            Function<String, Callers.Known> users,
            String... token) {
        HandshakeRequest request = new HandshakeRequest(
                "/api",
                Map.of(),
                token.length == 0 ? Map.of() : Map.of("authorization", List.of("Bearer " + token[0])),
                "192.0.2.1",
                false,
                false,
                0,
                Optional.empty());
        Map<String, String> named = query != null && query.contains("=")
                ? Map.of(query.split("=", 2)[0], query.split("=", 2)[1])
                : Map.of();
        server.call(new ActionRequest(action, request, query, named, true, body), new Tokens(users), exchange);
    }

    private void call(String action, @Nullable String query, @Nullable String body) {
        call(action, query, body, token -> {
            throw new AssertionError("no token was sent");
        });
    }

    private ActionAnswer answer() {
        await().untilAsserted(() -> assertThat(answers).isNotEmpty());
        return answers.remove(0);
    }

    @Test
    @DisplayName("takes a bare value, a named one, a JSON value or an array, and leaves no timer")
    void arguments() {
        call("desk.add", "4", null);
        call("desk.add", "a=4", null);
        call("desk.add", null, "4");
        call("desk.add", "b=ignored", "[4, 5]");
        assertThat(answers).extracting(ActionAnswer::body).containsExactly("4", "4", "4", "9");
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("is told as problem details when it is not there, or its arguments are wrong")
    void problems() {
        call("desk.sub", null, null);
        assertThat(answer().status()).isEqualTo(404);
        call("desk.add", null, "{");
        assertThat(answer().body())
                .isEqualTo("{\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"The body is no JSON, or is nested too deep.\"}");
        call("desk.add", null, "4, 5");
        assertThat(answer().status()).isEqualTo(400);
        call("desk.add", null, "[".repeat(200) + "]".repeat(200));
        assertThat(answer().status()).isEqualTo(400);
        call("desk.add", "b=1", null);
        assertThat(answer().body()).contains("Argument 1 (a) is missing: expected int.");
    }

    @Test
    @DisplayName("is given up after a while, and answered once")
    void timeout() {
        call("desk.never", null, null);
        timers.pass(29_900);
        assertThat(answers).isEmpty();
        timers.pass(200);
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(504));
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("is refused when all threads are busy and too many calls wait")
    void busy() {
        call("desk.waits", null, null);
        await().until(() -> pool.waiting() == 0 && !pool.isQuiet());
        call("desk.waits", null, null);
        call("desk.waits", null, null);
        ActionAnswer refused = answer();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("Retry-After", "5");
        desk.free.countDown();
        await().untilAsserted(() ->
                assertThat(answers).extracting(ActionAnswer::body).containsExactly("\"done\"", "\"done\""));
    }

    @Test
    @DisplayName("does not begin any more when its caller has been told that it takes too long")
    void givenUpBeforeItBegan() {
        call("desk.waits", null, null);
        await().until(() -> desk.begun.get() == 1);
        call("desk.waits", null, null);
        timers.pass(30_100);
        assertThat(answers).extracting(ActionAnswer::status).containsExactly(504, 504);
        desk.free.countDown();
        await().until(pool::isQuiet);
        assertThat(desk.begun).hasValue(1);
    }

    @Test
    @DisplayName("is answered at once when whoever knows callers fails")
    void failingCallers() {
        call(
                "desk.who",
                null,
                null,
                token -> {
                    throw new IllegalStateException("a secret");
                },
                "any");
        assertThat(answer()).satisfies(failed -> {
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.body()).contains("Internal error.").doesNotContain("secret");
        });
    }

    @Test
    @DisplayName("knows the user of its token, tells of the token that takes its place, and refuses a wrong one")
    void tokens() {
        User ann = new User("1", "ann", Set.of());
        call("desk.who", null, null);
        assertThat(answer().body()).isEqualTo("\"nobody\"");
        call("desk.who", null, null, token -> new Callers.Known(ann, Optional.empty()), "good");
        assertThat(answer().body()).isEqualTo("\"ann\"");
        call("desk.who", null, null, token -> new Callers.Known(ann, Optional.of(token + "2")), "old");
        assertThat(answer().headers()).containsEntry("Sockee-Token", "old2");
        call(
                "desk.who",
                null,
                null,
                token -> {
                    throw new RefusedException("User not found.");
                },
                "wrong");
        assertThat(answer().status()).isEqualTo(401);
        call(
                "desk.who",
                null,
                null,
                token -> {
                    throw RefusedException.retryAfter("No database.", Duration.ofSeconds(5));
                },
                "unknown");
        assertThat(answer().headers()).containsEntry("Retry-After", "5");
    }

    /** No class with names for them. */
    public static class Nameless {
        @Action
        public void lost() {}
    }

    /** A name that is none. */
    @Actions("a b")
    public static class Misnamed {
        @Action
        public void lost() {}
    }

    @Test
    @DisplayName("stops the start when it has no name, or one that cannot be called")
    void names() {
        ControllerScan scan = new ControllerScan(new ValueCodec(100), Optional.empty(), key -> Optional.empty());
        Assertions.assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> scan.add(Nameless.class, new Nameless()))
                .withMessageContaining("lost has @Action, but its class has no @Actions, which would name it.");
        Assertions.assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> scan.add(Misnamed.class, new Misnamed()))
                .withMessageContaining("The action 'a b.lost'");
        ControllerScan twice = new ControllerScan(new ValueCodec(100), Optional.empty(), key -> Optional.empty());
        twice.add(Desk.class, new Desk());
        Assertions.assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> twice.add(Desk.class, new Desk()))
                .withMessageContaining("answered twice");
    }

    @Test
    @DisplayName("is refused with 429 and the seconds when it comes too often")
    void tooOften() {
        call("desk.rare", null, null);
        call("desk.rare", null, null);
        assertThat(answer().body()).isEqualTo("1");
        ActionAnswer refused = answer();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "2");
        assertThat(refused.body())
                .isEqualTo("{\"title\":\"Too Many Requests\",\"status\":429,"
                        + "\"detail\":\"Too many calls: try again in 2 seconds.\",\"retryAfter\":2}");
    }

    @Test
    @DisplayName("that publishes answers with server-sent events, and is not given up while it does")
    void streams() {
        call("desk.feed", null, null);
        assertThat(exchange.chunks).containsExactly(":\n\n");
        desk.feed.submit(Map.of("n", 1));
        desk.feed.submit("two\nlines");
        timers.pass(10_100);
        assertThat(exchange.chunks)
                .containsExactly(":\n\n", "data: {\"n\":1}\n\n", "data: \"two\\nlines\"\n\n", ":\n\n");
        timers.pass(60_000);
        desk.feed.close();
        assertThat(exchange.chunks).endsWith("event: end\ndata: {}\n\nEND");
        assertThat(answers).isEmpty();
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("that publishes later is known as one whose answer may last")
    void streamsLater() {
        assertThat(server.streams("desk.laterFeed")).isTrue();
        assertThat(server.streams("desk.never")).isFalse();
        call("desk.laterFeed", null, null);
        assertThat(exchange.chunks).containsExactly(":\n\n");
    }

    @Test
    @DisplayName("that publishes waits for a caller that reads slowly, and sends together what has come meanwhile")
    void slowReaders() {
        exchange.slow = true;
        call("desk.feed", null, null);
        for (int i = 0; i < 40; i++) {
            desk.feed.submit(i);
        }
        assertThat(exchange.chunks).hasSize(1);
        exchange.underWay.remove().run();
        assertThat(exchange.chunks).hasSize(2);
        assertThat(exchange.chunks.get(1)).startsWith("data: 0\n\ndata: 1\n\n").endsWith("data: 15\n\n");
        exchange.slow = false;
        exchange.underWay.remove().run();
        await().untilAsserted(
                        () -> assertThat(exchange.chunks).last().asString().endsWith("data: 39\n\n"));
    }

    @Test
    @DisplayName("that publishes is cancelled when its caller has gone, and fails with problem details")
    void goneReaders() {
        call("desk.feed", null, null);
        assertThat(desk.feed.getNumberOfSubscribers()).isEqualTo(1);
        exchange.hasGone = true;
        timers.pass(10_100);
        await().until(() -> desk.feed.getNumberOfSubscribers() == 0);
        assertThat(timers.size()).isZero();
        exchange.hasGone = false;
        call("desk.feed", null, null);
        exchange.gone.run();
        await().until(() -> desk.feed.getNumberOfSubscribers() == 0);
        call("desk.feed", null, null);
        desk.feed.closeExceptionally(new RefusedException("No more."));
        assertThat(exchange.chunks)
                .endsWith("event: error\ndata: {\"title\":\"Unprocessable Content\",\"status\":422,"
                        + "\"detail\":\"No more.\"}\n\nEND");
    }

    @Test
    @DisplayName("that publishes gives up a caller who takes nothing, not one who reads slowly")
    void neverRead() {
        exchange.slow = true;
        call("desk.feed", null, null);
        timers.pass(44_000);
        exchange.taken = 1;
        timers.pass(44_000);
        assertThat(exchange.abandoned).isFalse();
        assertThat(desk.feed.hasSubscribers()).isTrue();
        timers.pass(4_000);
        assertThat(exchange.abandoned).isTrue();
        await().until(() -> !desk.feed.hasSubscribers());
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("that publishes ends when the token of its caller is past its time")
    void tokenPast() {
        User ann = new User("1", "ann", Set.of());
        call(
                "desk.feed",
                null,
                null,
                token -> new Callers.Known(
                        ann, Optional.empty(), new Callers.Standing(Optional.of(Duration.ofSeconds(60)))),
                "good");
        await().until(desk.feed::hasSubscribers);
        timers.pass(59_900);
        assertThat(exchange.chunks).noneMatch(chunk -> chunk.startsWith("event:"));
        timers.pass(200);
        assertThat(exchange.chunks)
                .last()
                .asString()
                .startsWith("event: error\ndata: {")
                .contains("\"status\":401");
        await().until(() -> !desk.feed.hasSubscribers());
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("that publishes ends when the login of its caller ends, and is not watched any longer than it lasts")
    void loginEnds() {
        User ann = new User("1", "ann", Set.of());
        List<Runnable> watches = new CopyOnWriteArrayList<>();
        Callers.Standing login = new Callers.Standing(Optional.empty(), ended -> {
            watches.add(ended);
            return () -> watches.remove(ended);
        });
        call("desk.feed", null, null, token -> new Callers.Known(ann, Optional.empty(), login), "good");
        await().until(() -> watches.size() == 1);
        watches.get(0).run();
        await().untilAsserted(() -> assertThat(exchange.chunks)
                .last()
                .asString()
                .contains("\"status\":401")
                .endsWith("END"));
        assertThat(watches).isEmpty();
    }

    /** A login of the container's, which ends with a word, or without. */
    private static final class ServersLogin implements ContainerLogin {
        private final List<Runnable> watches = new CopyOnWriteArrayList<>();
        private volatile boolean good = true;

        @Override
        public boolean isStill() {
            return good;
        }

        @Override
        public Runnable whenLoggedOut(Runnable ended) {
            watches.add(ended);
            return () -> watches.remove(ended);
        }
    }

    /** A stream to somebody whom the container knows. */
    private void feed(ContainerLogin login) {
        HandshakeRequest request = new HandshakeRequest(
                "/api",
                Map.of(),
                Map.of(),
                "192.0.2.1",
                false,
                false,
                0,
                Optional.of(new HandshakeRequest.Caller("ann", Set.of())));
        server.call(
                new ActionRequest("desk.feed", request, null, Map.of(), true, null, login, null),
                Callers.NOBODY,
                exchange);
        await().until(() -> timers.size() == 2); // of the signs of life, and of the looks
    }

    private void endsAsNobody(ServersLogin login) {
        await().untilAsserted(() -> assertThat(exchange.chunks)
                .last()
                .asString()
                .contains("\"status\":401")
                .endsWith("END"));
        await().until(() -> timers.size() == 0);
        assertThat(login.watches).isEmpty();
    }

    @Test
    @DisplayName(
            "that publishes ends when the container does not know its caller any more, which is looked at each second")
    void containerForgets() {
        ServersLogin login = new ServersLogin();
        feed(login);
        timers.pass(50_000);
        assertThat(exchange.chunks).noneMatch(chunk -> chunk.startsWith("event:"));
        login.good = false;
        timers.pass(1_000);
        endsAsNobody(login);
    }

    @Test
    @DisplayName("that publishes ends at once when its caller logs out at the container")
    void containerLogsOut() {
        ServersLogin login = new ServersLogin();
        feed(login);
        login.watches.get(0).run();
        endsAsNobody(login);
    }

    @Test
    @DisplayName("that publishes is refused where too many do: to all with 503, to one address or one user with 429")
    void tooManyStreams() {
        User ann = new User("1", "ann", Set.of());
        for (int i = 0; i < 3; i++) {
            call("desk.feed", null, null, token -> new Callers.Known(ann, Optional.empty()), "good");
            await().until(pool::isQuiet);
        }
        assertThat(answer().status()).as("of one user").isEqualTo(429);
        call("desk.feed", null, null);
        call("desk.feed", null, null);
        ActionAnswer refused = answer();
        assertThat(refused.status()).as("to one address").isEqualTo(429);
        assertThat(refused.headers()).containsKey("Retry-After");
        exchange.gone.run();
        call("desk.feed", null, null);
        assertThat(answers).isEmpty();
    }

    @Test
    @DisplayName("that publishes to a request that is the container's again takes no place among those that do")
    void takenBackStreams() {
        exchange.takenBack = true;
        for (int i = 0; i < 4; i++) {
            call("desk.feed", null, null);
            await().until(pool::isQuiet);
        }
        exchange.takenBack = false;
        call("desk.feed", null, null);
        await().until(() -> !exchange.chunks.isEmpty());
        assertThat(answers).isEmpty();
    }

    @Test
    @DisplayName("is refused by the limits of its address before anybody looks who sends it")
    void limitsFirst() {
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            call(
                    "desk.rare",
                    null,
                    null,
                    token -> {
                        asked.incrementAndGet();
                        throw new RefusedException("Token not valid.");
                    },
                    "guessed");
        }
        await().untilAsserted(() ->
                assertThat(answers).extracting(ActionAnswer::status).containsExactlyInAnyOrder(401, 429));
        assertThat(asked).hasValue(1);
    }
}
