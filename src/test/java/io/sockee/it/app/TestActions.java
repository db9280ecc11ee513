package io.sockee.it.app;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.LoggedIn;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.RateLimit;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** What clients can call. */
@Actions("app")
public class TestActions {

    private static final AtomicInteger WAITING = new AtomicInteger();

    /** A point. */
    public record Point(int x, int y) {}

    @Action
    public int square(@Max(1000) int n) {
        return n * n;
    }

    @Action
    @NonBlocking
    public String hello(@NotBlank String name, Optional<Integer> times) {
        return ("Hello, " + name + "! ").repeat(times.orElse(1)).strip();
    }

    @Action("geo.mirrored")
    public Point mirrored(Point point) {
        return new Point(point.y(), point.x());
    }

    @Action
    public int sum(List<Integer> numbers, int more) {
        return more + numbers.stream().mapToInt(n -> n).sum();
    }

    @Action
    public LocalDate next(LocalDate day) {
        return day.plusDays(1);
    }

    @Action
    public void nothing() {}

    @Action
    public byte[] bytes() {
        return new byte[] {1, 2, 3};
    }

    @Action
    public CompletionStage<String> later(String text) {
        return CompletableFuture.supplyAsync(
                () -> text, CompletableFuture.delayedExecutor(20, java.util.concurrent.TimeUnit.MILLISECONDS));
    }

    @Action
    public CompletionStage<String> never() {
        return new CompletableFuture<>();
    }

    @Action
    @RateLimit(perSecond = 0.01, burst = 3, per = RateLimit.Per.ALL)
    public int rare() {
        return 1;
    }

    /** So many numbers, as fast as they are asked for. */
    @Action
    public Flow.Publisher<Object> count(int last) {
        return new Counting(last);
    }

    /** One item, and then nothing, for as long as somebody waits for it. */
    @Action
    public Flow.Publisher<Object> waits() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                if (WAITING.incrementAndGet() > 0) {
                    subscriber.onNext("waiting");
                }
            }

            @Override
            public void cancel() {
                WAITING.decrementAndGet();
            }
        });
    }

    /** How many wait. */
    @Action
    public int waiting() {
        return WAITING.get();
    }

    @On(value = "app.opened", http = true)
    public String opened(int n) {
        return "opened " + n;
    }

    @Action
    public String refused() {
        throw new RefusedException("Not today.");
    }

    @Action
    public String refusedWithData() {
        throw new RefusedException("Not this one.", new Told(2, new byte[] {1, 2, 3}));
    }

    /** What a refusal tells. */
    public record Told(int left, byte[] key) {}

    @Action
    public String soon() {
        throw RefusedException.retryAfter("Not now.", Duration.ofSeconds(7));
    }

    @Action
    public String broken() {
        throw new IllegalStateException("a secret");
    }

    @Action
    @LoggedIn
    public String who(User user) {
        return user.name();
    }

    @Action
    public String room(Socket socket) {
        return socket.id();
    }

    @Action(http = false)
    public String inside() {
        return "inside";
    }

    /** The log of requests does not tell of it. */
    @Action(silent = true)
    public String quiet(boolean refused) {
        if (refused) {
            throw new RefusedException("Hush.");
        }
        return "quiet";
    }

    /** Not marked, so nobody can call it. */
    public String hidden() {
        return "hidden";
    }
}
