package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.wire.LetterWire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients whose wires differ are in one namespace and in the same rooms. */
class WireTest {
    private final SocketFixture fixture = new SocketFixture(new TestController.Fast());
    private final LetterWire letters = new LetterWire();
    private final RecordingConnection usual = fixture.client();
    private final RecordingConnection other = new RecordingConnection().speaking(fixture.server, letters);
    private final RecordingConnection another = new RecordingConnection().speaking(fixture.server, letters);

    @AfterEach
    void close() {
        fixture.close();
    }

    private void connect() {
        usual.say("0/fast,");
        other.say("0/fast,");
        another.say("0/fast,");
        usual.heard();
        other.heard();
        another.heard();
        letters.events().clear();
    }

    @Test
    void eachHearsInItsOwnForm() {
        usual.say("0/fast,");
        other.say("0/fast,");
        assertThat(usual.heard()).first().asString().startsWith("0/fast,{\"sid\":");
        assertThat(other.heard()).first().isEqualTo("C");
        other.say("0/nowhere,");
        assertThat(other.heard()).containsExactly("X");
    }

    @Test
    void whatGoesToAllIsWrittenOnceForEachForm() {
        connect();
        new HubPublisher(fixture.server.emitter(), "/fast").emit("news", 1);
        assertThat(usual.heard()).containsExactly("2/fast,[\"news\",1]");
        assertThat(other.heard()).containsExactly("n");
        assertThat(another.heard()).containsExactly("n");
        assertThat(letters.events()).containsExactly("news");
    }

    @Test
    void answersAreInTheFormOfWhoAsked() {
        connect();
        other.say("2/fast,7[\"secret\"]");
        assertThat(other.heard()).containsExactly("A");
        usual.say("2/fast,7[\"secret\"]");
        assertThat(usual.heard()).first().asString().startsWith("3/fast,7[");
    }
}
