package io.sockee.document;

import io.sockee.api.Addressed;
import io.sockee.api.BroadcastAnswers;
import io.sockee.api.Emits;
import io.sockee.api.Emitter;
import io.sockee.api.Publish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An emitter with one of each kind of method. */
@Emitter
public interface LibraryNews extends Addressed<LibraryNews> {

    /** What is owed, by a member of the library. */
    @Publish(event = "fined", toUser = "{member}")
    record Fine(String member, int cents) {}

    void arrived(List<LibraryActions.Book> books, Map<String, int[]> shelves, @Nullable String by);

    @Emits(event = "news.closing")
    void closing(boolean now);

    CompletionStage<BroadcastAnswers> wanted(Duration timeout, LibraryActions.Page<LibraryActions.Author> authors);
}
