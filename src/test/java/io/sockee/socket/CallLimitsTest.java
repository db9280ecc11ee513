package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.RateLimit;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.limit.Rate;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.CallLimits;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A socket that calls too often")
class CallLimitsTest {
    private static final String TOO_MANY =
            "[{\"ok\":false,\"err\":\"Too many calls: try again in %s.\",\"res\":false,\"retryAfter\":%d}]";
    private static final String IN_A_SECOND = TOO_MANY.formatted("a second", 1);
    private static final String OK = "[{\"ok\":true,\"err\":false,\"res\":1}]";

    /** What is called. */
    @Controller
    @NonBlocking
    public static class Desk {
        private int calls;

        @On("free")
        public int free() {
            calls++;
            return 1;
        }

        @On("rare")
        @RateLimit(perSecond = 0.25, per = RateLimit.Per.SOCKET)
        public int rare() {
            calls++;
            return 1;
        }

        @On("own")
        @RateLimit(perSecond = 1, burst = 2)
        public int own() {
            calls++;
            return 1;
        }

        @On("shared")
        @RateLimit(perSecond = 1, burst = 3, per = RateLimit.Per.ALL)
        public int shared() {
            calls++;
            return 1;
        }

        @On("in")
        public void in(Socket socket, String name) {
            socket.logIn(User.named(name));
        }
    }

    private final Desk desk = new Desk();

    private SocketFixture fixture(Optional<Rate> socket, Optional<Rate> user, Optional<Rate> address) {
        return new SocketFixture(new CallLimits.Rates(socket, user, address, Optional.empty()), desk);
    }

    private static RecordingConnection joined(SocketFixture fixture) {
        RecordingConnection client = fixture.client();
        client.say("0");
        client.heard();
        return client;
    }

    private static Optional<Rate> rate(double perSecond, int burst) {
        return Optional.of(new Rate(perSecond, burst));
    }

    @Test
    @DisplayName("is told when it may call again, runs nothing, and is not closed")
    void told() {
        try (SocketFixture fixture = fixture(rate(2, 3), Optional.empty(), Optional.empty())) {
            RecordingConnection client = joined(fixture);
            for (int i = 1; i <= 5; i++) {
                client.say("2" + i + "[\"free\"]");
            }
            assertThat(client.heard())
                    .containsExactly("31" + OK, "32" + OK, "33" + OK, "34" + IN_A_SECOND, "35" + IN_A_SECOND);
            assertThat(desk.calls).isEqualTo(3);
            assertThat(fixture.counters.get(Counter.CALLS_LIMITED)).isEqualTo(2);
            fixture.timers.pass(500);
            client.say("26[\"free\"]", "27[\"free\"]");
            assertThat(client.heard()).containsExactly("36" + OK, "37" + IN_A_SECOND);
            assertThat(client.closed()).isEmpty();
            assertThat(joined(fixture).say("21[\"free\"]").heard())
                    .as("another one")
                    .containsExactly("31" + OK);
        }
    }

    @Test
    @DisplayName("counts with all of its namespaces together, and acks do not count")
    void ofTheConnection() {
        try (SocketFixture fixture = fixture(rate(1, 1), Optional.empty(), Optional.empty())) {
            RecordingConnection client = joined(fixture);
            client.say("3999[]", "3998[]", "21[\"free\"]");
            assertThat(client.heard()).containsExactly("31" + OK);
            client.say("1", "0", "21[\"free\"]");
            assertThat(client.heard()).contains("31" + IN_A_SECOND);
        }
    }

    @Test
    @DisplayName("has no new credit for a method by joining its namespace again")
    void ofTheConnectionByAnnotation() {
        try (SocketFixture fixture = fixture(Optional.empty(), Optional.empty(), Optional.empty())) {
            RecordingConnection client = joined(fixture);
            assertThat(client.say("21[\"rare\"]").heard()).containsExactly("31" + OK);
            client.say("1", "0");
            client.heard();
            assertThat(client.say("22[\"rare\"]").heard()).containsExactly("32" + in(4));
            assertThat(joined(fixture).say("23[\"rare\"]").heard()).containsExactly("33" + OK);
        }
    }

    @Test
    @DisplayName("and asks for no answers is told once in a second")
    void withoutAcks() {
        try (SocketFixture fixture = fixture(rate(0.5, 1), Optional.empty(), Optional.empty())) {
            RecordingConnection client = joined(fixture);
            for (int i = 0; i < 1_000; i++) {
                client.say("2[\"free\"]");
            }
            assertThat(client.heard())
                    .containsExactly("2[\"free_data\"," + OK.substring(1), "2[\"free_error\"," + in(2).substring(1));
            fixture.timers.pass(1_000);
            client.say("2[\"free\"]", "2[\"free\"]");
            assertThat(client.heard()).containsExactly("2[\"free_error\"," + IN_A_SECOND.substring(1));
            assertThat(desk.calls).isEqualTo(1);
        }
    }

    private static String in(int seconds) {
        return TOO_MANY.formatted(seconds + " seconds", seconds);
    }

    @Test
    @DisplayName("is limited with the other sockets of its user, and of its address")
    void ofUsersAndAddresses() {
        try (SocketFixture fixture = fixture(Optional.empty(), rate(1, 2), rate(1, 6))) {
            RecordingConnection one = joined(fixture);
            RecordingConnection two = joined(fixture);
            one.say("2[\"in\",\"ann\"]");
            two.say("2[\"in\",\"ann\"]");
            assertThat(one.say("21[\"free\"]").heard()).containsExactly("31" + OK);
            assertThat(two.say("21[\"free\"]").heard()).containsExactly("31" + OK);
            assertThat(two.say("22[\"free\"]").heard()).containsExactly("32" + IN_A_SECOND);
            RecordingConnection nobody = joined(fixture);
            assertThat(nobody.say("21[\"free\"]", "22[\"free\"]", "23[\"free\"]")
                            .heard())
                    .as("what was refused has not counted for the address")
                    .containsExactly("31" + OK, "32" + OK, "33" + IN_A_SECOND);
        }
    }

    @Test
    @DisplayName("is limited by what a method says of itself")
    void byAnnotation() {
        try (SocketFixture fixture = fixture(Optional.empty(), Optional.empty(), Optional.empty())) {
            RecordingConnection one = joined(fixture);
            RecordingConnection two = joined(fixture);
            assertThat(one.say("21[\"rare\"]", "22[\"rare\"]", "23[\"free\"]").heard())
                    .containsExactly("31" + OK, "32" + in(4), "33" + OK);
            assertThat(two.say("21[\"rare\"]").heard()).containsExactly("31" + OK);
            assertThat(one.say("21[\"shared\"]", "22[\"shared\"]").heard()).containsExactly("31" + OK, "32" + OK);
            assertThat(two.say("21[\"shared\"]", "22[\"shared\"]").heard())
                    .containsExactly("31" + OK, "32" + IN_A_SECOND);
            one.say("2[\"in\",\"ann\"]");
            assertThat(one.say("21[\"own\"]", "22[\"own\"]", "23[\"own\"]").heard())
                    .containsExactly("31" + OK, "32" + OK, "33" + IN_A_SECOND);
            assertThat(two.say("21[\"own\"]").heard()).as("nobody").containsExactly("31" + OK);
        }
    }
}
