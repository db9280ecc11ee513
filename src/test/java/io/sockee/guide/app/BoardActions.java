package io.sockee.guide.app;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Emits;
import io.sockee.api.Publisher;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;

/** Of the page about the client. */
// tag::actions
@Actions("board")
@Emits(event = "noted", type = BoardActions.Note.class)
public class BoardActions {

    public record Note(@NotBlank @Size(max = 100) String text, List<String> tags) {}

    private final List<Note> notes = new CopyOnWriteArrayList<>();

    @Inject
    Publisher publisher;

    @Action
    public int add(@Valid Note note) {
        notes.add(note);
        publisher.emit("noted", note);
        return notes.size();
    }
    // end::actions

    /** Answers so late that a connection can be cut before. */
    @Action
    public CompletionStage<Integer> addSlowly(Note note) {
        notes.add(note);
        int size = notes.size();
        return CompletableFuture.supplyAsync(() -> size, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
    }

    /** All notes, one by one. */
    @Action
    public Flow.Publisher<Note> all() {
        return subscriber -> {
            SubmissionPublisher<Note> publisher = new SubmissionPublisher<>();
            publisher.subscribe(subscriber);
            notes.forEach(publisher::submit);
            publisher.close();
        };
    }

    @Action
    public long count(String text) {
        return notes.stream().filter(note -> note.text().equals(text)).count();
    }
}
