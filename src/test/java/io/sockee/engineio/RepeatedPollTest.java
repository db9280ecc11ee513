package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser asks again when its connection breaks before the answer: it gets the same answer. A client that asks for more gets more. */
class RepeatedPollTest {
    private final EngineFixture engine = new EngineFixture();
    private final EngineSession session = engine.polling();

    private void says(String text) {
        assertThat(session.send(EngineFixture.message(text))).isTrue();
    }

    /** As C#'s client does: two polls within a second have the same. */
    @ParameterizedTest
    @ValueSource(strings = {"1764272400", "1764272400.25", ""})
    void secondsAreNoMark(String seconds) {
        for (int i = 0; i < 10; i++) {
            RecordingReply poll = engine.poll(session, seconds);
            assertThat(poll.isWaiting()).isTrue();
            says("m" + i);
            assertThat(poll.answer()).isEqualTo("4m" + i);
        }
    }

    @Test
    void aClientWhoseMarkIsAlwaysTheSameHasNone() {
        RecordingReply poll = engine.poll(session, "t");
        says("a");
        assertThat(poll.answer()).isEqualTo("4a");
        for (int i = 0; i < 3; i++) {
            assertThat(engine.poll(session, "t").answer())
                    .as("as good as a repetition")
                    .isEqualTo("4a");
        }
        for (int i = 0; i < 10; i++) {
            poll = engine.poll(session, "t");
            assertThat(poll.isWaiting()).isTrue();
            says("m" + i);
            assertThat(poll.answer()).isEqualTo("4m" + i);
        }
    }

    /** The answer's messages have been taken by then, and the one that asked first will not hear them. */
    @Test
    void oneThatComesWhileTheAnswerIsMadeGetsItToo() {
        RecordingReply again = new RecordingReply();
        RecordingReply first = new RecordingReply() {
            @Override
            public boolean takesTextAlone() {
                session.polling().poll(again, "t1");
                return false;
            }
        };
        session.polling().poll(first, "t1");
        says("a");
        assertThat(first.answer()).isEqualTo("4a");
        assertThat(again.answer()).isEqualTo("4a");
        session.polling().pollFailed(first);
        assertThat(engine.listener.closed()).isEmpty();
        session.polling().pollFailed(again);
        assertThat(engine.listener.closed()).hasSize(1);
    }

    /** What it had taken is lost, whoever asks. */
    @Test
    void oneThatComesWhileTheAnswerFailsIsRefused() {
        RecordingReply again = new RecordingReply();
        RecordingReply first = new RecordingReply() {
            @Override
            public boolean takesTextAlone() {
                session.polling().poll(again, "t1");
                throw new IllegalStateException("as asked for");
            }
        };
        session.polling().poll(first, "t1");
        says("a");
        assertThat(first.answer()).isEqualTo("BAD_REQUEST");
        assertThat(again.isWaiting()).isFalse();
        assertThat(engine.listener.closed()).hasSize(1);
    }
}
