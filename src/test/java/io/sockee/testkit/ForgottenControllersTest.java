package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would be silent: classes that are meant to answer, and never would. */
class ForgottenControllersTest {

    @ApplicationScoped
    public static class Unmarked {
        @On("say")
        public void say() {}
    }

    @Dependent
    public static class UnmarkedConnect extends Base {
        @OnConnect
        public void connect() {}
    }

    @Controller
    public static class NoConstructor {
        public NoConstructor(String name) {}

        @On("say")
        public void say() {}
    }

    @Controller
    public abstract static class Abstract {
        @On("say")
        public void say() {}
    }

    @Controller
    public class Inner {
        @On("say")
        public void say() {}
    }

    // Those that are as they should be

    public static class Base {
        @On("inherited")
        public String inherited() {
            return "inherited";
        }
    }

    @Controller
    public static class Derived extends Base {}

    @Controller
    public static class Injected {
        @Inject
        public Injected(Derived other) {}

        protected Injected() {}

        @On("injected")
        public void injected() {}
    }

    @Controller
    @Alternative
    public static class NotChosen {
        @On("inherited")
        public String inherited() {
            return "not chosen";
        }
    }

    public abstract static class Unused {
        @On("unused")
        public void unused() {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unmarked | Unmarked.say has @On, but its class is no @Controller",
                "UnmarkedConnect | has @OnConnect, but its class is no @Controller",
                "NoConstructor | NoConstructor is a @Controller, but no bean",
                "NoConstructor | it has neither a constructor with @Inject nor one without parameters",
                "Abstract | it is abstract, and no bean extends it",
                "Inner | it is an inner class, make it static",
            })
    void isRefusedByName(String name, String problem) throws ClassNotFoundException {
        Class<?> type = Class.forName(ForgottenControllersTest.class.getName() + "$" + name);
        assertThatThrownBy(() -> TestServer.start(List.of(type, Derived.class), List.of()))
                .hasMessageContaining(problem)
                .hasMessageContaining(type.getName());
    }

    @Test
    void othersAreNot() {
        try (TestServer server = TestServer.start(
                List.of(Base.class, Derived.class, Injected.class, NotChosen.class, Unused.class), List.of())) {
            assertThat(server.connect().call("inherited").res(String.class)).isEqualTo("inherited");
        }
    }

    @Test
    void aCallThatNoMethodAnswersIsToldAtOnce() {
        try (TestServer server = TestServer.start(List.of(Derived.class), List.of())) {
            TestClient ann = server.connect();
            assertThatThrownBy(() -> ann.call("inherit"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no method answers 'inherit' in the namespace /");
            ann.emit("inherit");
            assertThat(ann.call("inherited").ok()).isTrue();
        }
    }
}
