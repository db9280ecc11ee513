package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import org.junit.jupiter.api.Test;

/** A browser sends a POST again when its connection breaks before the answer: it is handled once. */
class RepeatedPostTest {
    private final EngineFixture engine = new EngineFixture();
    private final EngineSession session = engine.polling();

    private void assertTaken(String body, String mark) {
        assertThat(engine.post(session, body, mark).answer()).isEqualTo("ok");
    }

    @Test
    void oneThatComesAgainIsAnsweredAndNotHandled() {
        assertTaken("4a", "PaB1c2d");
        assertTaken("4a", "PaB1c2d");
        assertTaken("4a", "PaB1c2d");
        assertTaken("4b", "PaB1c2e");
        assertThat(engine.listener.messages()).containsExactly("a", "b");
    }

    @Test
    void theSameBodyWithAnotherMarkIsAnotherPost() {
        assertTaken("4a", "PaB1c2d");
        assertTaken("4a", "PaB1c2d.0");
        assertThat(engine.listener.messages()).containsExactly("a", "a");
    }

    @Test
    void clientsThatMarkNothingMaySayTheSameTwice() {
        assertTaken("4a", null);
        assertTaken("4a", null);
        assertThat(engine.listener.messages()).containsExactly("a", "a");
    }

    /** As C#'s client does: two POSTs within a second have the same. */
    @Test
    void secondsAreNoMark() {
        assertTaken("4a", "1764272400");
        assertTaken("4a", "1764272400");
        assertTaken("4a", "1764272400.25");
        assertTaken("4a", "1764272400.25");
        assertThat(engine.listener.messages()).hasSize(4);
    }

    @Test
    void aClientWhoseMarkIsAlwaysTheSameHasNone() {
        assertTaken("4a", "t");
        assertTaken("4b", "t");
        assertTaken("4b", "t");
        assertTaken("4b", "u");
        assertTaken("4b", "u");
        assertThat(engine.listener.messages()).containsExactly("a", "b", "b", "b", "b");
    }

    @Test
    void aMarkThatIsLongerThanAnyClientsIsNone() {
        assertTaken("4a", "m".repeat(65));
        assertTaken("4a", "m".repeat(65));
        assertThat(engine.listener.messages()).containsExactly("a", "a");
    }

    @Test
    void oneThatComesAgainWhileTheFirstIsReadIsHandledOnce() {
        RecordingReply first = new RecordingReply();
        session.polling().beginPost("PaB1c2d", free -> assertThat(free).isTrue());
        assertTaken("4a", "PaB1c2d");
        session.polling().post("4a", first);
        assertThat(first.answer()).isEqualTo("ok");
        assertThat(engine.listener.messages()).containsExactly("a");
    }

    @Test
    void whenTheFirstBreaksOffTheSecondCounts() {
        session.polling().beginPost("PaB1c2d", free -> {});
        session.polling().beginPost("PaB1c2d", free -> assertThat(free).isTrue());
        session.polling().postGone();
        RecordingReply again = new RecordingReply();
        session.polling().post("4a", again);
        assertThat(again.answer()).isEqualTo("ok");
        assertThat(engine.listener.messages()).containsExactly("a");
        assertThat(engine.listener.closed()).isEmpty();
    }

    @Test
    void noMoreThanTwoAreReadAtATime() {
        session.polling().beginPost("PaB1c2d", free -> {});
        session.polling().beginPost("PaB1c2d", free -> {});
        assertThat(engine.post(session, "4a", "PaB1c2d").answer()).isEqualTo("BAD_REQUEST");
        assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void oneWhoseAnswerIsLostMayComeAgain() {
        assertTaken("4a", "PaB1c2d");
        session.polling().postGone();
        assertTaken("4a", "PaB1c2d");
        assertThat(engine.listener.messages()).containsExactly("a");
    }

    @Test
    void oneThatBreaksOffEndsTheSessionAndSoDoesALostAnswerToOneWithoutAMark() {
        session.polling().beginPost("PaB1c2d", free -> {});
        session.polling().postGone();
        EngineSession other = engine.polling();
        engine.post(other, "4a");
        other.polling().postGone();
        assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR, CloseReason.TRANSPORT_ERROR);
    }
}
