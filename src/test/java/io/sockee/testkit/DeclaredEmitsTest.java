package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Addressed;
import io.sockee.api.BroadcastAnswers;
import io.sockee.api.Controller;
import io.sockee.api.Emits;
import io.sockee.api.Emitter;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.Publish;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.ObserverException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is declared")
@SockeeTest({
    DeclaredEmitsTest.ShopController.class,
    DeclaredEmitsTest.Desk.class,
    DeclaredEmitsTest.Observers.class,
    DeclaredEmitsTest.Parcel.class,
    DeclaredEmitsTest.Letter.class
})
class DeclaredEmitsTest {

    @Emitter
    public interface Shop extends Addressed<Shop> {
        void price(String item, int euros);

        @Emits(event = "shop.open")
        void opened(@Nullable String by);

        CompletionStage<BroadcastAnswers> more(Duration timeout, String item);

        default void free(String item) {
            price(item, 0);
        }
    }

    /** Nobody injects it by its type alone. */
    @Emitter(namespace = "/back")
    public interface Back {
        void bell();
    }

    @Publish(event = "sold", to = "item-{item}")
    public record Sold(@Nullable String item, int count) {}

    @Publish(event = "sent", toUser = "{to.name}")
    public static class Parcel {
        private final Owner to;

        Parcel(Owner to) {
            this.to = to;
        }

        public Owner getTo() {
            return to;
        }
    }

    /** A parcel, too, of which another event tells. */
    @Publish(event = "letter")
    public static class Letter extends Parcel {
        Letter(Owner to) {
            super(to);
        }
    }

    /** One that tells of itself as a parcel. */
    public static class Box extends Parcel {
        Box(Owner to) {
            super(to);
        }
    }

    public record Owner(String name) {}

    public static class Broken {
        public String getName() {
            throw new IllegalStateException("broken");
        }
    }

    @Publish(event = "broken")
    public record Bad(Broken inside) {}

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Late {}

    /** Events that observers make something of. */
    public record Bid(String item, int euros) {}

    @ApplicationScoped
    public static class Observers {
        private final CompletableFuture<Sold> late = new CompletableFuture<>();

        @Publish(event = "bid", to = "item-{item}")
        public @Nullable Bid told(@Observes Bid bid) {
            return bid.euros() > 1 ? bid : null;
        }

        @Publish(event = "bid-later")
        protected Bid toldLater(@ObservesAsync Bid bid) {
            return bid;
        }

        public CompletableFuture<Sold> late() {
            return late;
        }

        void sold(@ObservesAsync @Late Sold sold) {
            late.complete(sold);
        }
    }

    @ApplicationScoped
    public static class Desk {
        @Inject
        Shop shop;

        @Inject
        jakarta.enterprise.inject.Instance<Back> back;

        @Inject
        Event<Sold> sold;

        @Inject
        @Late
        Event<Sold> soldLate;

        @Inject
        Event<Parcel> parcels;

        @Inject
        Event<Bid> bids;

        @Inject
        Event<Bad> bad;

        @Inject
        @Any
        Event<Object> any;

        @Inject
        Observers observers;

        CompletableFuture<Sold> late() {
            return observers.late();
        }

        Object field(String name) {
            return switch (name) {
                case "shop" -> shop;
                case "back" -> back.get();
                case "sold" -> sold;
                case "soldLate" -> soldLate;
                case "parcels" -> parcels;
                case "bids" -> bids;
                case "bad" -> bad;
                default -> any;
            };
        }
    }

    @Controller(namespace = {"/", "/back"})
    public static class ShopController {
        @On("join")
        public void join(Socket socket, String room) {
            socket.join(room);
        }

        @On("who")
        @LoggedIn
        public String who(User user) {
            return user.id();
        }
    }

    private TestServer server;
    private Desk desk;
    private TestClient ann;
    private TestClient bob;

    @BeforeEach
    void connect(TestServer started) {
        server = started;
        desk = server.bean(Desk.class);
        ann = server.connect();
        bob = server.connect();
        ann.call("join", "item-sock");
    }

    private Shop shop() {
        return (Shop) desk.field("shop");
    }

    @SuppressWarnings("unchecked")
    private <T> Event<T> event(String name) {
        return (Event<T>) desk.field(name);
    }

    private String heard(TestClient client) {
        server.settle();
        return client.received().stream()
                .map(one -> one.event()
                        + IntStream.range(0, one.arguments().size())
                                .mapToObj(one.arguments()::json)
                                .toList())
                .toList()
                .toString();
    }

    @Test
    @DisplayName("as an emitter emits by its methods, to everybody or to fewer")
    void emitter() {
        shop().price("sock", 2);
        shop().to("item-sock").price("sock", 3);
        shop().except("item-sock").free("shoe");
        shop().to("item-sock")
                .except(ann.id())
                .compress(false)
                .ifWritable()
                .local()
                .price("sock", 4);
        shop().opened(null);
        assertThat(heard(ann)).isEqualTo("[price[\"sock\", 2], price[\"sock\", 3], shop.open[null]]");
        assertThat(heard(bob)).isEqualTo("[price[\"sock\", 2], price[\"shoe\", 0], shop.open[null]]");
        assertThat(shop().to("a"))
                .hasToString("the emitter " + Shop.class.getName())
                .isNotEqualTo(shop());
    }

    @Test
    @DisplayName("as an emitter reaches users and other namespaces")
    void elsewhere() {
        TestClient cid = server.connectAs(User.named("cid"));
        TestClient back = server.connect("/back");
        shop().toUser("cid").price("sock", 5);
        shop().to("item-sock").toUser("cid").price("sock", 6);
        ((Back) desk.field("back")).bell();
        assertThat(heard(cid)).isEqualTo("[price[\"sock\", 5], price[\"sock\", 6]]");
        assertThat(heard(ann)).isEqualTo("[price[\"sock\", 6]]");
        assertThat(heard(back)).isEqualTo("[bell[]]");
    }

    @Test
    @DisplayName("as an emitter asks")
    void asks() {
        CompletionStage<BroadcastAnswers> answers = shop().to("item-sock").more(Duration.ofSeconds(5), "sock");
        ann.await("more").ack().send("yes");
        assertThat(answers.toCompletableFuture().join().answers().get(ann.id()).get(0, String.class))
                .isEqualTo("yes");
        assertThatThrownBy(() -> shop().more(null, "sock")).isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("as an event is emitted when it is fired")
    void fired() {
        event("sold").fire(new Sold("sock", 1));
        event("sold").select(Sold.class).fire(new Sold("sock", 2));
        event("soldLate").fire(new Sold("sock", 3));
        event("any").select(Sold.class).fire(new Sold("sock", 4));
        event("any").fire(new Sold(null, 5));
        assertThat(heard(ann).replaceAll("[^\\d]+", " ").strip()).isEqualTo("1 2 3 4");
        assertThat(heard(ann)).contains("sold[{\"item\":\"sock\",\"count\":1}]");
        assertThat(heard(bob)).isEqualTo("[]");
    }

    @Test
    @DisplayName(
            "as an event is emitted once when it is fired for asynchronous observers, who hear of it with their qualifiers")
    void firedAsync() {
        event("sold").fireAsync(new Sold("sock", 1)).toCompletableFuture().join();
        assertThat(desk.late()).isNotDone();
        event("soldLate").fireAsync(new Sold("sock", 2)).toCompletableFuture().join();
        assertThat(desk.late()).isCompletedWithValue(new Sold("sock", 2));
        assertThat(heard(ann).replaceAll("[^\\d]+", " ").strip()).isEqualTo("1 2");
    }

    @Test
    @DisplayName("as an event is refused where nobody knows its transaction")
    void firedAsyncByOthers() {
        CompletableFuture<?> fired = event("any").fireAsync(new Sold("sock", 1)).toCompletableFuture();
        assertThatThrownBy(fired::join)
                .isInstanceOf(CompletionException.class)
                .rootCause()
                .hasMessageContaining("Inject an Event<Sold>");
        assertThat(heard(ann)).isEqualTo("[]");
    }

    @Test
    @DisplayName("as an event is that of the nearest class, and goes to the user it names")
    void inherited() {
        TestClient cid = server.connectAs(User.named("cid"));
        Owner owner = new Owner("cid");
        event("parcels").fire(new Parcel(owner));
        event("parcels").fire(new Box(owner));
        event("parcels").fire(new Letter(owner));
        assertThat(heard(cid)).matches("\\[sent\\[.*], sent\\[.*], letter\\[.*]]");
        assertThat(heard(bob)).startsWith("[letter").doesNotContain("sent");
    }

    @Test
    @DisplayName("as an observer's result is emitted, unless it is null")
    void observed() {
        event("bids").fire(new Bid("sock", 1));
        event("bids").fire(new Bid("sock", 2));
        event("bids").fireAsync(new Bid("sock", 3)).toCompletableFuture().join();
        assertThat(heard(ann))
                .isEqualTo("[bid[{\"item\":\"sock\",\"euros\":2}], bid-later[{\"item\":\"sock\",\"euros\":3}]]");
        assertThat(heard(bob)).isEqualTo("[bid-later[{\"item\":\"sock\",\"euros\":3}]]");
    }

    @Test
    @DisplayName("as an event and has no JSON form fails where it is fired")
    void unwritable() {
        Bad unwritable = new Bad(new Broken());
        assertThatThrownBy(() -> event("bad").fire(unwritable))
                .isInstanceOf(ObserverException.class) // as CDI has it for observers of extensions
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event("bad").fireAsync(unwritable)).isInstanceOf(IllegalArgumentException.class);
    }

    @Publish(event = "lost", to = "{owner}")
    public record Lost(String name) {}

    @ApplicationScoped
    public static class Losing {
        @Inject
        Event<Lost> lost;
    }

    @Test
    @DisplayName("wrongly keeps the server from starting")
    void wrong() {
        List<Class<?>> beans = List.of(Losing.class);
        assertThatThrownBy(() -> TestServer.start(beans, List.of()).close())
                .isInstanceOf(DeploymentException.class)
                .hasMessage(Lost.class.getName() + ": '{owner}' names the property 'owner', which "
                        + Lost.class.getName() + " does not have; it has name.");
    }
}
