package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.Handshake;
import io.sockee.api.Json;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.guide.app.CalculatorActions;
import io.sockee.guide.app.Diary;
import io.sockee.guide.app.EmitLog;
import io.sockee.guide.app.Gate;
import io.sockee.guide.app.OpeningHours;
import io.sockee.guide.app.Shop;
import io.sockee.guide.app.Timekeeper;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What interceptors.md says. */
@SockeeTest({
    GuideInterceptorsTest.Counter.class,
    CalculatorActions.class,
    Timekeeper.class,
    OpeningHours.class,
    Diary.class,
    EmitLog.class,
    Gate.class,
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
    void whatIsEmittedIsWrittenDown(TestServer server) {
        server.publisher().to("news").emit("headline", "x");
        assertThat(server.bean(Diary.class).lines()).contains("headline to [news]");
    }

    @Test
    void aGuardRefusesByWhatTheRequestSays(TestServer server) {
        Gate gate = server.bean(Gate.class);
        assertThatThrownBy(() -> gate.check(request("1")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("too old");
        gate.check(request("2"));
    }

    private static Handshake request(String client) {
        return new Handshake(
                "/socket.io/",
                Map.of("client", client),
                Map.of(),
                "192.0.2.1",
                true,
                false,
                Instant.EPOCH,
                new Json("{}"));
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
