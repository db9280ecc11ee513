package io.sockee.document;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.sockee.api.Ack;
import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Arguments;
import io.sockee.api.Emits;
import io.sockee.api.Json;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.api.ValidationGroups;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Actions with one of each kind of type. */
@Actions("library")
@Emits(
        event = "lent",
        type = {LibraryActions.Book.class, LocalDate.class})
@Emits(event = "closed", namespace = "/staff")
public class LibraryActions {

    public enum Genre {
        NOVEL,
        @JsonProperty("how-to")
        MANUAL
    }

    public record Author(@NotBlank String name, @Email Optional<String> mail) {}

    public record Book(
            @NotBlank @Size(max = 100) String title,
            @Valid @NotEmpty List<@NotNull Author> authors,
            Genre genre,
            @Nullable LocalDate read,
            @Positive int pages,
            BigDecimal price,
            @JsonProperty("kind_of") @Size(min = 2) Set<@NotBlank String> tags,
            Map<UUID, Instant> lent,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long isbn,
            @Pattern(regexp = "[A-Z]{2}\\d+") @Nullable String shelf) {}

    public record Tree(String name, List<Tree> below) {}

    public record Page<T>(List<T> items, int total) {}

    public record Picture(String name, byte[] data) {}

    /** What comes in has other properties than what goes out. */
    public static class Account {
        private String name = "";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getShown() {
            return name;
        }

        public void setPassword(String password) {}
    }

    public static class Named {
        @JsonbProperty("full-name")
        public String name = "";
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    public sealed interface Figure {}

    public record Circle(double radius) implements Figure {}

    public record Square(double side) implements Figure {}

    public static class NameAlone extends JsonSerializer<Author> {
        @Override
        public void serialize(Author author, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(author.name());
        }
    }

    /** What the annotations leave out, or replace. */
    public record Sparse(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nullable,

            @JsonInclude(JsonInclude.Include.NON_NULL) String full,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> filled,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int count,
            @JsonSerialize(using = NameAlone.class) Author author,
            @JsonSerialize(contentUsing = NameAlone.class) List<Author> authors) {}

    @Action
    public Sparse sparse() {
        return new Sparse(null, "", List.of(), 0, new Author("Ann", Optional.empty()), List.of());
    }

    @Action
    public int square(@Max(40_000) int n) {
        return n * n;
    }

    @Action
    public Book add(@Valid Book book) {
        return book;
    }

    @Action
    public Book unchecked(Book book) {
        return book;
    }

    @Action
    public CompletionStage<Page<Book>> find(String text, Optional<Genre> genre, @Min(1) @Nullable Integer page) {
        return CompletableFuture.completedStage(new Page<>(List.of(), 0));
    }

    @Action("users.named")
    public Page<Named> named(Named like) {
        return new Page<>(List.of(like), 1);
    }

    @Action
    @LoggedIn
    public void remove(User user, Socket socket, String... titles) {}

    @Action
    public Tree tree(Tree tree) {
        return tree;
    }

    @Action
    public Picture picture(Picture picture, byte[] more) {
        return picture;
    }

    @Action
    public Account account(Account account) {
        return account;
    }

    @Action
    public Figure figure(Figure figure) {
        return figure;
    }

    @Action
    public @Nullable String lookUp(Json any, Map<String, List<Double>> numbers) {
        return null;
    }

    @Action
    @ValidationGroups(Author.class)
    public long grouped(@Max(5) long function) {
        return function;
    }

    @Action
    public Flow.Publisher<Book> arrivals() {
        return subscriber -> {};
    }

    @On("raw")
    public void raw(Arguments all, Ack ack) {
        ack.send(all);
    }

    @On("library")
    public boolean open() {
        return true;
    }

    @On("shelf.{id}.moved")
    @Emits(event = "moved", type = String.class)
    public String moved(String to) {
        return to;
    }
}
