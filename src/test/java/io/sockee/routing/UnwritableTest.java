package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import io.sockee.api.On;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.LazyInitializationException;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results that have no JSON form: the log names the property in one line, and says what to do. */
class UnwritableTest {

    public static class Order {
        public final List<Line> lines = new ArrayList<>();
        public @Nullable Customer customer;
    }

    public record Line(int count, Order order) {}

    public static class Customer {
        public final Map<String, Order> orders = new HashMap<>();

        public String getName() {
            throw new IllegalStateException("no name");
        }
    }

    public static class Lazy {
        public List<String> getTags() {
            throw new LazyInitializationException("failed to lazily initialize");
        }
    }

    public record Holder(List<Lazy> all) {}

    /** As Hibernate makes them of what an entity has many of. */
    public static class LateList extends AbstractList<String> {
        @Override
        public String get(int index) {
            throw new LazyInitializationException("failed to lazily initialize");
        }

        @Override
        public int size() {
            throw new LazyInitializationException("failed to lazily initialize");
        }
    }

    /** As Hibernate makes them of entities. */
    public static class Proxy {
        public String getName() {
            return "n";
        }

        public LazyInitializer getHibernateLazyInitializer() {
            throw new IllegalStateException("asked");
        }
    }

    public static class Parent {
        @JsonManagedReference
        public final List<Child> children = new ArrayList<>();
    }

    public static class Child {
        @JsonBackReference
        public @Nullable Parent parent;

        public int age = 7;
    }

    public static class Controller {
        @On("cycle")
        public Order cycle() {
            Order order = new Order();
            order.lines.add(new Line(1, new Order()));
            order.lines.add(new Line(2, order));
            return order;
        }

        @On("late")
        public List<Map<String, Order>> late() {
            Order inner = cycle();
            return List.of(Map.of("secret", inner));
        }

        @On("self")
        public Map<String, Object> self() {
            Map<String, Object> self = new HashMap<>();
            self.put("secret", self);
            return self;
        }

        @On("deep")
        public List<?> deep() {
            List<?> deep = List.of();
            for (int i = 0; i < 100; i++) {
                deep = List.of(deep);
            }
            return deep;
        }

        @On("lazy")
        public Holder lazy() {
            return new Holder(List.of(new Lazy()));
        }

        @On("late-list")
        public List<String> lateList() {
            return new LateList();
        }

        @On("getter")
        public Customer getter() {
            return new Customer();
        }

        @On("managed")
        public Parent managed() {
            Parent parent = new Parent();
            Child child = new Child();
            child.parent = parent;
            parent.children.add(child);
            return parent;
        }

        @On("proxy")
        public Proxy proxy() {
            return new Proxy();
        }
    }

    private final RecordingCalls calls = new RecordingCalls(Controller.class, new Controller(), false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cycle | Order.lines[1].order is the Order again that is being written: a cycle. Say which",
                "cycle | @JsonManagedReference and @JsonBackReference, by @JsonIdentityInfo or by @JsonIgnore; or answer with a record.",
                "late | [0][key].lines[1].order is the Order again",
                "self | HashMap[key] is the HashMap again",
                "deep | is nested deeper than sockee.json.max-depth, which is 100.",
                "deep | [0][0][0][0][0][0][0][0][0][0][0][0] … (88 steps more)",
                "late-list | as JSON: the result is loaded when it is looked at, and its transaction has ended.",
                "lazy | Holder.all[0].tags is loaded when it is looked at, and its transaction has ended.",
            })
    void isToldInOneLine(String event, String part) {
        try (LogLines log = LogLines.of(Failures.class)) {
            assertThat(calls.ask(event)).startsWith("{\"ok\":false,\"err\":\"Internal error. (");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("Controller." + event.replace("-l", "L")
                            + " failed: A value could not be written as JSON: ")
                    .contains(part)
                    .doesNotContain("\n", "secret")
                    .hasSizeLessThan(700);
            assertThat(log.traces()).isEmpty();
        }
    }

    @Test
    void anExceptionOfItsOwnCodeIsToldWithItsTraceAndThePath() {
        try (LogLines log = LogLines.of(Failures.class)) {
            assertThat(calls.ask("getter")).contains("Internal error.");
            assertThat(log.traces())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageContaining("Customer.name: no name")
                            .hasRootCauseMessage("no name"));
        }
    }

    @Test
    void whatIsAsDeepAsMayBeGoesOut() {
        List<?> deep = List.of();
        for (int i = 1; i < 100; i++) {
            deep = List.of(deep);
        }
        assertThat(calls.codec.encode(deep).json(0)).hasSize(200);
        List<?> deeper = List.of(deep);
        assertThatThrownBy(() -> calls.codec.encode(deeper))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sockee.json.max-depth");
    }

    @Test
    void aCycleThatIsSaidHowToBreakGoesOut() {
        assertThat(calls.ask("managed")).contains("\"res\":{\"children\":[{\"age\":7}]}");
    }

    @Test
    void whatAProxyKnowsOfItselfStaysIn() {
        assertThat(calls.ask("proxy")).contains("\"res\":{\"name\":\"n\"}");
    }
}
