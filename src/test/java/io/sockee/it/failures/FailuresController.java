package io.sockee.it.failures;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Answers in every way, failures above all. */
@Controller(namespace = "/failures")
public class FailuresController {
    private static final Executor ELSEWHERE = task -> new Thread(task, "elsewhere").start();

    public record Login(String how) {}

    /** A value that has no JSON form. */
    public static class Broken {
        public String getText() {
            throw new IllegalStateException("no such text");
        }
    }

    @OnConnect
    public void connect(Login login) throws Exception {
        if (!login.how().isEmpty()) {
            fail(login.how());
        }
    }

    @On("fail")
    public String fail(String how) throws Exception {
        throw exception(how);
    }

    @On("fail-quick")
    @NonBlocking
    public String failQuick(String how) throws Exception {
        throw exception(how);
    }

    @On("stage")
    public CompletionStage<String> stage(String how) {
        return CompletableFuture.supplyAsync(
                () -> {
                    if (how.equals("none")) {
                        return "well done";
                    }
                    throw new CompletionException(exception(how));
                },
                ELSEWHERE);
    }

    private static Exception exception(String how) {
        return switch (how) {
            case "app" -> new AppException("app");
            case "special" -> new AppException.Special("special");
            case "more-special" -> new AppException.MoreSpecial("more");
            case "wrapped" -> new IllegalStateException("outer", new IllegalArgumentException(new AppException("app")));
            case "hopeless" -> new AppException.Hopeless("hopeless");
            case "refused" -> new RefusedException("Not today.");
            case "fields" -> RefusedException.ofFields("Both are wrong.", Map.of("name", "is taken"));
            case "empty" -> new RefusedException("");
            default -> new IllegalStateException("the detail");
        };
    }

    @On("stage-null")
    public CompletionStage<String> stageNull() {
        return CompletableFuture.completedFuture(null);
    }

    @On("stage-optional")
    public CompletionStage<Optional<Integer>> stageOptional() {
        return CompletableFuture.completedFuture(Optional.of(5));
    }

    @On("stage-broken")
    public CompletionStage<Broken> stageBroken() {
        return CompletableFuture.supplyAsync(Broken::new, ELSEWHERE);
    }

    @On("no-stage")
    public CompletionStage<String> noStage() {
        return null;
    }

    @On("null")
    public String nothing() {
        return null;
    }

    @On("empty")
    public Optional<String> empty() {
        return Optional.empty();
    }

    @On("void")
    public void done() {}

    @On("broken")
    public Broken broken() {
        return new Broken();
    }

    @On("raw")
    public void raw(Ack ack, int answers) {
        for (int i = 1; i <= answers; i++) {
            ack.send("answer", i, List.of(ack.isRequested()));
        }
    }

    @On("raw-late")
    public void rawLate(Ack ack) {
        ELSEWHERE.execute(() -> ack.send("late"));
    }

    @On("raw-fails")
    public void rawFails(Ack ack, boolean afterwards) throws Exception {
        if (afterwards) {
            ack.send("first");
        }
        throw new AppException("app");
    }
}
