package io.sockee.demo;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.EventName;
import io.sockee.api.NameParam;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every kind of answer that a method can give. */
@Controller
public class AnswersController {

    private static final String NOTE = "demo.note";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Each name has a colour of its own. */
    public record Color(String event, String name, int hue) {}

    /** Says hello, or refuses to. */
    @On("demo:greet")
    public Map<String, String> greet(String name) {
        if (name.isBlank()) {
            throw new RefusedException("Tell me your name first.");
        }
        return Map.of("greeting", "Hello, " + name.strip() + "!");
    }

    /** Has nothing to say when it has done its work. */
    @On("demo:remember")
    public void remember(Socket socket, String note) {
        socket.data().put(NOTE, note);
    }

    /** Gives a note back, once. */
    @On("demo:recall")
    public Optional<Object> recall(Socket socket) {
        return Optional.ofNullable(socket.data().remove(NOTE));
    }

    /** Answers later; no thread waits meanwhile. */
    @On("demo:later")
    public CompletionStage<String> later(Socket socket, int seconds) {
        var answer = new CompletableFuture<String>();
        var delay = Duration.ofSeconds(Math.max(0, Math.min(seconds, 5)));
        socket.after(delay, () -> answer.complete("It was worth it."));
        return answer;
    }

    /** Answers by hand: as many arguments as it likes, in no envelope. */
    @On("demo:raw")
    public void raw(Ack ack, String text) {
        ack.send(text.toUpperCase(Locale.ROOT), text.length(), true);
    }

    /** Gives back the bytes that it got, and says how many they were. */
    @On("demo:bytes")
    @NonBlocking
    public Map<String, Object> bytes(byte[] bytes) {
        return Map.of("length", bytes.length, "bytes", bytes);
    }

    /** Asks the client something before it answers. */
    @On("demo:order-drink")
    public CompletionStage<String> orderDrink(Socket socket) {
        return socket.emitWithAck(PATIENCE, "demo:question", "Tea or coffee?")
                .thenApply(reply -> "One " + reply.get(0, String.class) + ", please.")
                .exceptionally(failure -> "Water, then.");
    }

    /** Answers all events that fit its pattern. */
    @On("demo:color.{name}")
    public Color color(@EventName String event, @NameParam String name) {
        return new Color(event, name, Math.floorMod(name.hashCode(), 360));
    }
}
