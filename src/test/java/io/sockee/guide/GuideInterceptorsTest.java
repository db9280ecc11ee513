package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.guide.app.CalculatorActions;
import io.sockee.guide.app.Diary;
import io.sockee.guide.app.OpeningHours;
import io.sockee.guide.app.Shop;
import io.sockee.guide.app.Timekeeper;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import org.junit.jupiter.api.Test;

/** What interceptors.md says. */
@SockeeTest({
    GuideInterceptorsTest.Counter.class,
    CalculatorActions.class,
    Timekeeper.class,
    OpeningHours.class,
    Diary.class,
    Shop.class
})
class GuideInterceptorsTest {

    @Controller
    public static class Counter {
        @OnConnect
        public void connect() {
            // is only there to be stood around
        }

        @On("count")
        public int count(int to) {
            return to;
        }

        public void helper() {
            // is called by nobody outside
        }
    }

    @Test
    void eachMethodThatClientsCallIsIntercepted(TestServer server) {
        Diary diary = server.bean(Diary.class);
        TestClient client = server.connect();
        assertThat(client.call("count", 3).res(int.class)).isEqualTo(3);
        assertThat(client.call("calculator.square", 4).res(int.class)).isEqualTo(16);
        assertThat(client.call("calculator.square", 1_000_000).err()).contains("less than or equal");
        server.bean(Counter.class).helper();
        assertThat(diary.lines()).hasSize(2);
        assertThat(diary.lines().get(0)).matches("count took \\d+ ms");
        assertThat(diary.lines().get(1)).matches("square took \\d+ ms");
    }

    @Test
    void anInterceptorOfConnectsRefuses(TestServer server) {
        server.bean(Shop.class).close(true);
        assertThatThrownBy(server::connect)
                .isInstanceOf(ConnectRefusedException.class)
                .hasMessageContaining("We are closed.");
        server.bean(Shop.class).close(false);
        assertThat(server.connect().id()).isNotEmpty();
    }
}
