package io.sockee.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.declaration.Declarations;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.ValueCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in a declaration is told by the compiler, where it is, and in the same words when the server starts. */
@DisplayName("What is declared wrongly")
class DeclarationProcessorTest {
    private static final List<String> PARAMETERS = List.of("-parameters", "-proc:none");

    /**
     * A small source.
     *
     * @param line where the error is; 0 for none
     * @param problem the beginning of what is told
     */
    record Case(String name, int line, String problem, String source) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> wrong() {
        return Stream.of(
                new Case("an emitter that is a class", 1, "only an interface can be an emitter", """
                        @Emitter
                        public abstract class Shop { public abstract void open(); }"""),
                new Case("an emitter that is not public", 1, "must be public to be called", """
                        @Emitter
                        interface Shop { void open(); }"""),
                new Case("an emitter with type parameters", 1, "cannot have type parameters", """
                        @Emitter
                        public interface Shop<T> { void open(); }"""),
                new Case(
                        "an emitter of another namespace than one", 1, "the namespace '/shop/{id}' has variables", """
                        @Emitter(namespace = "/shop/{id}")
                        public interface Shop { void open(); }"""),
                new Case("a namespace without its slash", 1, "the namespace 'shop' does not begin with a slash", """
                        @Emitter(namespace = "shop")
                        public interface Shop { void open(); }"""),
                new Case(
                        "an answer that is no answer",
                        3,
                        "a method of an emitter returns void, or a CompletionStage<BroadcastAnswers>",
                        """
                        @Emitter
                        public interface Shop {
                          int price(String item);
                        }"""),
                new Case(
                        "a question without its time",
                        3,
                        "a method that asks for answers has the java.time.Duration to wait",
                        """
                        @Emitter
                        public interface Shop {
                          CompletionStage<BroadcastAnswers> more(String item);
                        }"""),
                new Case("a name of a client's own", 3, "no event may be named 'connect'", """
                        @Emitter
                        public interface Shop {
                          void connect();
                        }"""),
                new Case("a name of Sockee's own", 3, "no event may be named 'sockee:open'", """
                        @Emitter
                        public interface Shop {
                          @Emits(event = "sockee:open")
                          void open();
                        }"""),
                new Case("a name with variables", 3, "the event is emitted by the very name 'price.{item}'", """
                        @Emitter
                        public interface Shop {
                          @Emits(event = "price.{item}")
                          void price(String item);
                        }"""),
                new Case("no name", 3, "the event has no name", """
                        @Emitter
                        public interface Shop {
                          @Emits(event = " ")
                          void price(String item);
                        }"""),
                new Case(
                        "types beside those of the parameters",
                        3,
                        "@Emits gives a method of an emitter a name alone",
                        """
                        @Emitter
                        public interface Shop {
                          @Emits(event = "price", type = String.class)
                          void price(String item);
                        }"""),
                new Case(
                        "a method with type parameters",
                        3,
                        "a method with type parameters does not say what it emits",
                        """
                        @Emitter
                        public interface Shop {
                          <T> void price(T item);
                        }"""),
                new Case("one event of two methods", 4, "the event 'price' is emitted by ", """
                        @Emitter
                        public interface Shop {
                          void price(String item);
                          void price(String item, BigDecimal price);
                        }"""),
                new Case("a value that is none", 4, "a io.sockee.api.Socket is no data and has no JSON form", """
                        @Emitter
                        public interface Shop {
                          void price(String item,
                              Socket socket);
                        }"""),
                new Case("a list of what is no value", 3, "a java.util.stream.Stream is no data", """
                        @Emitter
                        public interface Shop {
                          void prices(Map<String, List<java.util.stream.Stream<Integer>>> all);
                        }"""),
                new Case("a record with what is no value", 3, "a java.io.InputStream is no data", """
                        @Emitter
                        public interface Shop {
                          void picture(Picture picture);
                          record Picture(String name, java.io.InputStream[] data) {}
                        }"""),
                new Case(
                        "an event that another one says otherwise",
                        3,
                        "the event 'price' of the namespace / is emitted with ",
                        """
                        @Emitter
                        public interface Shop {
                          void price(String item, BigDecimal price);
                          @Emits(event = "price", type = String.class)
                          class Other {}
                        }"""),
                new Case(
                        "an event that a bean says twice",
                        3,
                        "the event 'price' of the namespace /shop is emitted with (",
                        """
                        @Emits(event = "price", type = Integer.class, namespace = "/shop")
                        public class Shop {
                          @Emits(event = "price", type = String.class, namespace = "/shop")
                          public void change() {}
                        }"""),
                new Case(
                        "a room of a property that is not there",
                        1,
                        "'item-{itm}' names the property 'itm', which shop.Price does not have; it has euros, item",
                        """
                        @Publish(event = "price", to = {"all", "item-{itm}"})
                        public record Price(String item, BigDecimal euros, List<String> tags) {}"""),
                new Case(
                        "a room of a property's property that is not there",
                        1,
                        "'{shelf.nr}' names the property 'nr', which shop.Price.Shelf does not have",
                        """
                        @Publish(event = "price", to = "{shelf.nr}")
                        public record Price(Shelf shelf) { public record Shelf(int number) {} }"""),
                new Case("a room of a list", 1, "'{tags}' names the property 'tags', which is a java.util.List", """
                        @Publish(event = "price", to = "{tags}")
                        public record Price(List<String> tags) {}"""),
                new Case("a room without the end of a brace", 1, "'item-{item' has a '{' without its '}'", """
                        @Publish(event = "price", to = "item-{item")
                        public record Price(String item) {}"""),
                new Case("a room with no name in braces", 1, "'item-{}' has '' in braces", """
                        @Publish(event = "price", to = "item-{}")
                        public record Price(String item) {}"""),
                new Case("a user of a property that is not there", 1, "'{owner}' names the property 'owner'", """
                        @Publish(event = "price", toUser = "{owner}")
                        public record Price(String item) {}"""),
                new Case(
                        "a result that is none", 2, "@Publish emits what the method returns, and it returns void", """
                        public class Shop {
                          @Publish(event = "price") public void change() {}
                        }"""),
                new Case(
                        "a result that comes later",
                        2,
                        "@Publish emits what the method returns, and it returns java.util.concurrent.CompletionStage",
                        """
                        public class Shop {
                          @Publish(event = "price") public CompletionStage<String> change() { return null; }
                        }"""),
                new Case(
                        "a method whose call nobody sees",
                        2,
                        "a method with @Publish is neither private nor static",
                        """
                        public class Shop {
                          @Publish(event = "price") static String change() { return ""; }
                        }"""),
                new Case(
                        "a room of what a method does not return",
                        2,
                        "'{item}' names the property 'item', which shop.Shop.Price does not have",
                        """
                        public class Shop {
                          @Publish(event = "price", to = "{item}") public Price change() { return null; }
                          public record Price(int euros) {}
                        }"""),
                new Case("changes of what is no entity", 1, "@PublishChanges is for entities, and this is none", """
                        @PublishChanges(to = "{id}")
                        public class Order { @Id long id; }"""),
                new Case(
                        "changes to a room of a property that is not there",
                        1,
                        "'order-{number}' names the property 'number', which shop.Order does not have; it has id, state",
                        """
                        @PublishChanges(to = "order-{number}") @Entity
                        public class Order { @Id private long id; String state; @ManyToOne Order before; }"""),
                new Case(
                        "changes to a room of a relation's field",
                        1,
                        "'{before.id}' names the property 'id', which shop.Order does not have",
                        """
                        @PublishChanges(to = "{before.id}") @Entity
                        public class Order { @Id private long id; @ManyToOne Order before; }"""),
                new Case(
                        "changes as what is not made of the entity",
                        1,
                        "as = shop.Order.Line.class has no constructor with shop.Order as its only parameter",
                        """
                        @PublishChanges(as = Order.Line.class) @Entity
                        public class Order { @Id long id; public record Line(long id) {} }"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    @DisplayName("is told by the compiler, at its line:")
    void byTheCompiler(Case wrong) {
        Compiled compiled = Compiled.of(wrong.source(), List.of("-proc:only"), new DeclarationProcessor());
        assertThat(compiled.errors()).hasSize(1);
        String error = compiled.errors().get(0);
        assertThat(error.toLowerCase(Locale.ROOT)).contains(wrong.problem().toLowerCase(Locale.ROOT));
        assertThat(error).startsWith(wrong.line() + ": ").endsWith(".");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    @DisplayName("is told when the server starts:")
    void atTheStart(Case wrong) {
        Compiled compiled = Compiled.of(wrong.source(), PARAMETERS);
        assertThat(compiled.errors()).isEmpty();
        List<Class<?>> classes = compiled.load();
        assertThatThrownBy(() -> Declarations.of(classes, new ValueCodec(100)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(wrong.problem()
                        .replace("shop.Price.Shelf", "shop.Price$Shelf")
                        .replace("shop.Shop.Price", "shop.Shop$Price")
                        .replace("shop.Order.Line", "shop.Order$Line"))
                .hasMessageContaining("shop.");
    }

    @Test
    @DisplayName("is not what is right")
    void right() {
        String source = """
                @Emitter(namespace = "/shop")
                public interface Shop extends Addressed<Shop>, Times {
                  void price(String item, BigDecimal euros);
                  @Emits(event = "order.paid") void paid(Order order, Optional<List<String[]>> notes);
                  CompletionStage<BroadcastAnswers> more(Duration timeout, String item);
                  default void free(String item) { price(item, BigDecimal.ZERO); }
                  @Override Shop to(String... rooms);
                  @PublishChanges(to = "order-{id}", toUser = "{owner.name}", as = Line.class) @Entity
                  class Order { @Id long id; Owner owner; public Owner getOwner() { return owner; } }
                  record Owner(String name) {}
                  record Line(long id) { public Line(Order order) { this(order.id); } }
                  enum State { OPEN }
                  @Publish(event = "state", to = {"{state}-{id}-{open}", "all"})
                  record Changed(State state, UUID id, boolean open, Changed before) {}
                  @Publish(event = "any", toUser = "{name}") interface Named { String getName(); }
                  class Desk {
                    @Publish(event = "state") Changed seen(Object event) { return null; }
                    @Emits(event = "order.{id}.seen", type = {long.class, Changed.class})
                    @Emits(event = "same", type = int.class)
                    public void see() {}
                    @Emits(event = "same", type = Integer.class) public void again() {}
                  }
                }
                interface Times { void time(java.time.Instant now, byte[] picture, Object any, Json raw); }""";
        assertThat(Compiled.of(source, List.of("-proc:only"), new DeclarationProcessor())
                        .errors())
                .isEmpty();
        Compiled compiled = Compiled.of(source, PARAMETERS);
        assertThat(Declarations.of(compiled.load(), new ValueCodec(100)))
                .extracting(event -> event.namespace() + " " + event.event())
                .containsExactly(
                        "/ any",
                        "/ order.created",
                        "/ order.removed",
                        "/ order.updated",
                        "/ order.{id}.seen",
                        "/ same",
                        "/ state",
                        "/shop more",
                        "/shop order.paid",
                        "/shop price",
                        "/shop time");
    }

    @Test
    @DisplayName("is found by a compiler that has Sockee's classes and nothing else said")
    void byItself() {
        String path = Path.of(DeclarationProcessor.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        assertThat(Path.of(path, "META-INF/services/javax.annotation.processing.Processor"))
                .matches(Files::exists);
        List<String> errors =
                Compiled.of("""
                        @Emitter
                        public interface Shop { int price(); }""", List.of("-proc:only", "-processorpath", path)).errors();
        assertThat(errors).singleElement().asString().startsWith("2: A method of an emitter returns void");
    }
}
