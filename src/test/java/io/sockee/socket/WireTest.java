package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.event.EventReader;
import io.sockee.socketio.SocketIo4;
import io.sockee.socketio.SocketIo5;
import io.sockee.wire.LetterWire;
import io.sockee.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Clients speak and are spoken to in the forms of their wires, and are in one namespace and in the same rooms. */
class WireTest {

    @NonBlocking
    @Controller(namespace = "/letters")
    public static class Letters {
        private int asked;

        @On("q")
        public int question() {
            return ++asked;
        }
    }

    /** What a client says in a wire. */
    record Spoken(Wire wire, String connect, String question, String answer, String leave, String malformed) {
        @Override
        public String toString() {
            return wire.getClass().getSimpleName();
        }
    }

    static final List<Spoken> WIRES = List.of(
            new Spoken(
                    new SocketIo5("4", new EventReader(100), 10),
                    "0/letters,",
                    "2/letters,0[\"q\"]",
                    "3/letters,0[1]",
                    "1/letters,",
                    "9"),
            new Spoken(
                    new SocketIo4("4", Frame.Binary::new, new EventReader(100), 10),
                    "0/letters,",
                    "2/letters,0[\"q\"]",
                    "3/letters,0[1]",
                    "1/letters,",
                    "9"),
            new Spoken(new LetterWire("/letters"), "C", "q", "A", "D", "abc"));

    private final Letters controller = new Letters();
    private final SocketFixture fixture = new SocketFixture(controller);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    @ParameterizedClass
    @FieldSource("io.sockee.socket.WireTest#WIRES")
    class Any {
        private final Spoken spoken;
        private final RecordingConnection client;

        Any(Spoken spoken) {
            this.spoken = spoken;
            this.client = fixture.client(spoken.wire());
        }

        @Test
        void connects() {
            client.say(spoken.connect());
            assertThat(client.heard()).hasSize(1);
            assertThat(fixture.hub.sockets()).isEqualTo(1);
        }

        @Test
        void asksAndIsAnswered() {
            client.say(spoken.connect(), spoken.question());
            assertThat(client.heard()).hasSize(2);
            assertThat(controller.asked).isEqualTo(1);
        }

        @Test
        void answers() {
            client.say(spoken.connect());
            SocketOutput member =
                    (SocketOutput) fixture.namespace("/letters").member("s1").orElseThrow();
            CompletionStage<?> answer = member.socket().emitWithAck(Duration.ofSeconds(1), "q");
            client.say(spoken.answer());
            assertThat(answer).succeedsWithin(Duration.ofSeconds(10)); // what follows an answer has threads of its own
        }

        @Test
        void leavesAndComesAgain() {
            client.say(spoken.connect(), spoken.leave());
            assertThat(fixture.hub.sockets()).isZero();
            client.say(spoken.connect());
            assertThat(fixture.hub.sockets()).isEqualTo(1);
        }

        @Test
        void isCutOffWhereItBreaksItsProtocol() {
            client.say(spoken.connect(), spoken.malformed());
            assertThat(client.closed()).containsExactly(CloseReason.PARSE_ERROR);
        }

        @Test
        void isCutOffWhereItSpeaksToANamespaceThatItHasNotJoined() {
            client.say(spoken.question());
            assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
        }
    }

    @Nested
    class Two {
        private final LetterWire letters = new LetterWire("/letters");
        private final RecordingConnection usual = fixture.client();
        private final RecordingConnection other = fixture.client(letters);
        private final RecordingConnection another = fixture.client(letters);

        private void connect() {
            usual.say("0/letters,");
            other.say("C");
            another.sayBinary('C');
            usual.heard();
            other.heard();
            another.heard();
            letters.events().clear();
        }

        @Test
        void hearEachInItsOwnForm() {
            usual.say("0/letters,");
            other.say("C");
            assertThat(usual.heard()).first().asString().startsWith("0/letters,{\"sid\":");
            assertThat(other.heard()).first().isEqualTo("C");
        }

        @Test
        void areSentWhatGoesToAllWrittenOnceForEachForm() {
            connect();
            new HubPublisher(fixture.server, "/letters").emit("news", 1);
            assertThat(usual.heard()).containsExactly("2/letters,[\"news\",1]");
            assertThat(other.heard()).containsExactly("n");
            assertThat(another.heard()).containsExactly("n");
            assertThat(letters.events()).containsExactly("news");
        }

        @Test
        void areAnsweredInTheFormInWhichTheyAsked() {
            connect();
            other.say("q");
            assertThat(other.heard()).containsExactly("A");
            usual.say("2/letters,7[\"q\"]");
            assertThat(usual.heard()).containsExactly("3/letters,7[{\"ok\":true,\"err\":false,\"res\":2}]");
        }
    }
}
