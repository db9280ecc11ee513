package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.EventName;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.metrics.Counters.Counter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events whose names begin with {@code sockee:} are the server's word: nobody else's. */
class OwnEventsTest {

    /** Passes on all that comes. */
    @NonBlocking
    @Controller
    public static class Relay {
        private Socket last;

        @On("*")
        public void relay(Socket socket, @EventName String event, Arguments all) {
            last = socket;
            socket.broadcast(event, all);
        }
    }

    private final Relay relay = new Relay();
    private final SocketFixture fixture = new SocketFixture(relay);
    private final RecordingConnection from = fixture.client().say("0");
    private final RecordingConnection to = fixture.client().say("0");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void areNotPassedOn() {
        to.heard();
        from.say("2[\"said\",1]");
        assertThat(to.heard()).containsExactly("2[\"said\",1]");
        from.say("2[\"sockee:session\",{\"token\":\"mine\"}]", "2[\"sockee:cancel\",1]");
        assertThat(to.heard()).isEmpty();
        assertThat(fixture.counters.get(Counter.EVENTS_UNKNOWN)).isEqualTo(1);
    }

    @Test
    void areNotEmittedByApplications() {
        from.say("2[\"said\",1]");
        String why = "An event must not be named 'sockee:x': names that begin with sockee: are those of Sockee itself.";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> relay.last.emit("sockee:x"))
                .withMessage(why);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> relay.last.to("room").emit("sockee:x"))
                .withMessage(why);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> relay.last.emitWithAck(Duration.ofSeconds(1), "sockee:x"))
                .withMessage(why);
    }
}
