package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.Emitter;
import io.sockee.api.On;
import io.sockee.api.Publish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is declared can be injected")
@SockeeTest({
    DeclaredInjectionTest.Bells.class,
    DeclaredInjectionTest.Basket.class,
    DeclaredInjectionTest.Makers.class,
    DeclaredInjectionTest.Desk.class
})
class DeclaredInjectionTest {

    @Emitter
    public interface Bell {
        void ring();
    }

    @Publish(event = "sold")
    public record Sold(String item) {}

    @Controller
    public static class Bells {
        @Inject
        Provider<Bell> bell;

        @On("ring")
        public void ring() {
            bell.get().ring();
        }
    }

    @ApplicationScoped
    public static class Desk {
        @Inject
        Event<Sold> sold;

        @Inject
        Makers.Box<String>.Lid lid;

        public Event<Sold> sold() {
            return sold;
        }
    }

    /** A bean that a server may write to its disk. */
    @SessionScoped
    public static class Basket implements Serializable {
        private static final long serialVersionUID = 1L;

        @Inject
        @SuppressWarnings("serial") // what CDI injects can be written
        Event<Sold> sold;
    }

    public static class Makers {

        /** The type of its lid is parameterized, and has no arguments. */
        public static class Box<T> {
            private final T inside;

            Box(T inside) {
                this.inside = inside;
            }

            /** Tells what is inside. */
            public class Lid {
                public T look() {
                    return inside;
                }
            }
        }

        @Produces
        @Dependent
        Box<String>.Lid lid() {
            return new Box<>("a").new Lid();
        }
    }

    @Test
    @DisplayName("by a provider")
    void byProvider(TestServer server) {
        TestClient client = server.connect();
        client.emit("ring");
        assertThat(client.await("ring").arguments().size()).isZero();
    }

    @Test
    @DisplayName("into beans that are written to a disk, and works when they have been read again")
    void passivated(TestServer server) throws Exception {
        TestClient client = server.connect();
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(disk)) {
            out.writeObject(server.bean(Desk.class).sold());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(disk.toByteArray()))) {
            @SuppressWarnings("unchecked")
            Event<Sold> sold = (Event<Sold>) in.readObject();
            sold.fire(new Sold("sock"));
        }
        assertThat(client.await("sold").arguments().json(0)).isEqualTo("{\"item\":\"sock\"}");
    }
}
