package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.Frames;
import org.junit.jupiter.api.Test;

/** The answer to a poll is left as it is if all that is in it was sent so. */
class PlainPollTest {
    private final EngineFixture engine = new EngineFixture();
    private final EngineSession session = engine.polling();

    private static Frames plain(String text) {
        Frames frames = Frames.text("4" + text);
        frames.leavePlain();
        return frames;
    }

    @Test
    void allOfItWasSentSo() {
        session.send(plain("a"));
        session.send(plain("b"));
        RecordingReply poll = engine.poll(session);
        assertThat(poll.answer()).isEqualTo("4a\u001e4b");
        assertThat(poll.isPlain()).isTrue();
    }

    @Test
    void someOfItWasNot() {
        session.send(plain("a"));
        session.send(Frames.text("4b"));
        assertThat(engine.poll(session).isPlain()).isFalse();
    }

    @Test
    void aRepeatedPollGetsItAsTheFirstDid() {
        RecordingReply first = engine.poll(session, "mark");
        session.send(plain("a"));
        assertThat(first.isPlain()).isTrue();
        RecordingReply second = engine.poll(session, "mark");
        assertThat(second.answer()).isEqualTo(first.answer());
        assertThat(second.isPlain()).isTrue();
    }
}
