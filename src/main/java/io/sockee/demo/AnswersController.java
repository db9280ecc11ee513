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

/** The ways in which a method can answer. */
@Controller
public class AnswersController {

    private static final String NOTE = "demo.note";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A colour that is computed from its name. */
    public record Color(String event, String name, int hue) {}

    /** Returns a value, or throws a refusal. */
    @On("demo:greet")
    public Map<String, String> greet(String name) {
        if (name.isBlank()) {
            throw new RefusedException("Tell me your name first.");
        }
        return Map.of("greeting", "Hello, " + name.strip() + "!");
    }

    /** Returns nothing. */
    @On("demo:remember")
    public void remember(Socket socket, String note) {
        socket.data().put(NOTE, note);
    }

    /** Returns the note, once. */
    @On("demo:recall")
    public Optional<Object> recall(Socket socket) {
        return Optional.ofNullable(socket.data().remove(NOTE));
    }

    /** Answers later; no thread waits. */
    @On("demo:later")
    public CompletionStage<String> later(Socket socket, int seconds) {
        var answer = new CompletableFuture<String>();
        var delay = Duration.ofSeconds(Math.max(0, Math.min(seconds, 5)));
        socket.after(delay, () -> answer.complete("Done."));
        return answer;
    }

    /** Sends the ack itself: any number of arguments, without envelope. */
    @On("demo:raw")
    public void raw(Ack ack, String text) {
        ack.send(text.toUpperCase(Locale.ROOT), text.length(), true);
    }

    /** Returns the bytes that it got, and their number. */
    @On("demo:bytes")
    @NonBlocking
    public Map<String, Object> bytes(byte[] bytes) {
        return Map.of("length", bytes.length, "bytes", bytes);
    }

    /** Emits to the client with an ack before it answers. */
    @On("demo:order-drink")
    public CompletionStage<String> orderDrink(Socket socket) {
        return socket.emitWithAck(PATIENCE, "demo:question", "Tea or coffee?")
                .thenApply(reply -> "One " + reply.get(0, String.class) + ", please.")
                .exceptionally(failure -> "No drink was chosen.");
    }

    /** Answers all events whose names match its pattern. */
    @On("demo:color.{name}")
    public Color color(@EventName String event, @NameParam String name) {
        return new Color(event, name, Math.floorMod(name.hashCode(), 360));
    }
}
