package io.sockee.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sockee.api.User;
import io.sockee.guide.app.AnswersController;
import io.sockee.guide.app.Basket;
import io.sockee.guide.app.BasketController;
import io.sockee.guide.app.MembersController;
import io.sockee.guide.app.NewsDesk;
import io.sockee.guide.app.Passes;
import io.sockee.guide.app.RoomsController;
import io.sockee.guide.app.Visit;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What testing.md says beyond the example's own test. */
class GuideTestingTest {

    @Nested
    @SockeeTest({RoomsController.class, NewsDesk.class})
    class Beans {
        // tag::bean
        @Test
        void newsReachEveryone(TestServer server) {
            TestClient ann = server.connect("/rooms");

            server.bean(NewsDesk.class).publish("Socks are back");

            assertEquals("Socks are back", ann.await("headline").get(String.class));
        }
        // end::bean
    }

    // tag::fake
    @ApplicationScoped
    static class TestPasses extends Passes {
        @Override
        public Optional<User> holder(String token) {
            return token.equals("test") ? Optional.of(User.named("Tester")) : Optional.empty();
        }
    }

    @Nested
    @SockeeTest({MembersController.class, TestPasses.class})
    class Members {

        @Test
        void aPassLetsIn(TestServer server) {
            TestClient tester = server.connect("/members", Map.of("token", "test"));

            assertEquals("Tester reads", tester.call("read").res(String.class));
        }

        @Test
        void aWrongPassDoesNot(TestServer server) {
            var refused = assertThrows(
                    ConnectRefusedException.class, () -> server.connect("/members", Map.of("token", "wrong")));

            assertEquals("Your pass is not valid.", refused.getMessage());
        }
    }
    // end::fake

    // tag::settings
    @Nested
    @SockeeTest(
            value = {BasketController.class, Basket.class, Visit.class},
            settings = "sockee.answer.data-suffix=_ok")
    class Suffix {

        @Test
        void anAnswerWithoutAckIsAnEvent(TestServer server) {
            TestClient ann = server.connect();

            ann.emit("steps");

            assertEquals(2, ann.await("steps_ok").get(Map.class).get("res"));
        }
    }
    // end::settings

    @Nested
    @SockeeTest(AnswersController.class)
    class Questions {
        // tag::question
        @Test
        void asksBeforeItDeletes(TestServer server) {
            TestClient ann = server.connect();

            ann.emit("delete", "a.txt");
            Received question = ann.await("confirm");
            question.ack().send(false);

            assertEquals("kept", ann.await("delete_data").get(Map.class).get("res"));
        }
        // end::question
    }
}
