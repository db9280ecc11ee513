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

    private Post begun(String mark) {
        Post post = session.polling().post(mark);
        post.begin(free -> assertThat(free).isTrue());
        return post;
    }

    private String answerTo(Post post, String body) {
        RecordingReply reply = new RecordingReply();
        post.body(body, reply);
        return reply.answer();
    }

    /** Its refusal may fail to be written long after. */
    @Test
    void thatTheFirstIsGoneIsToldOnce() {
        Post first = begun("PaB1c2d");
        Post again = begun("PaB1c2d");
        first.gone();
        assertThat(answerTo(again, "4a")).isEqualTo("ok");
        first.gone();
        assertThat(engine.listener.closed()).isEmpty();
        assertThat(engine.listener.messages()).containsExactly("a");
    }

    @Test
    void oneThatWasTooLargeEndsNothingWhenItsClientGoes() {
        Post large = begun("PaB1c2d");
        large.abandon();
        large.gone();
        assertThat(engine.listener.closed()).isEmpty();
    }

    @Test
    void oneThatComesAgainWhileTheFirstIsReadIsHandledOnce() {
        Post first = begun("PaB1c2d");
        assertTaken("4a", "PaB1c2d");
        assertThat(answerTo(first, "4a")).isEqualTo("ok");
        assertThat(engine.listener.messages()).containsExactly("a");
    }

    @Test
    void whenTheFirstBreaksOffTheSecondCounts() {
        Post first = begun("PaB1c2d");
        Post again = begun("PaB1c2d");
        first.gone();
        first.gone();
        assertThat(answerTo(again, "4a")).isEqualTo("ok");
        assertTaken("4b", "PaB1c2e");
        assertThat(engine.listener.messages()).containsExactly("a", "b");
        assertThat(engine.listener.closed()).isEmpty();
    }

    @Test
    void nothingWaitsForAFirstOneThatIsNeverWhole() {
        Post first = begun("PaB1c2d");
        assertTaken("4a", "PaB1c2d");
        assertTaken("4b", "PaB1c2e");
        first.gone();
        assertTaken("4c", "PaB1c2f");
        assertThat(engine.listener.messages()).containsExactly("a", "b", "c");
        assertThat(engine.listener.closed()).isEmpty();
    }

    @Test
    void aFirstOneThatComesLateIsNotHandledOnceMore() {
        Post first = begun("PaB1c2d");
        assertTaken("4a", "PaB1c2d");
        assertTaken("4b", "PaB1c2e");
        assertThat(answerTo(first, "4a")).isEqualTo("ok");
        assertTaken("4c", "PaB1c2f");
        assertThat(engine.listener.messages()).containsExactly("a", "b", "c");
    }

    @Test
    void aLostAnswerIsNoHarmWhileTheRepetitionIsRead() {
        Post first = begun("PaB1c2d");
        assertThat(answerTo(first, "4a")).isEqualTo("ok");
        Post again = begun("PaB1c2d");
        first.gone();
        assertThat(answerTo(again, "4a")).isEqualTo("ok");
        assertThat(engine.listener.messages()).containsExactly("a");
        assertThat(engine.listener.closed()).isEmpty();
    }

    @Test
    void oneMarkForTwoThatComeTogetherIsNone() {
        Post first = begun("t");
        Post other = begun("t");
        assertThat(answerTo(first, "4a")).isEqualTo("ok");
        assertThat(answerTo(other, "4b")).isEqualTo("ok");
        assertTaken("4b", "t");
        assertThat(engine.listener.messages()).containsExactly("a", "b", "b");
    }

    @Test
    void noMoreThanTwoAreReadAtATime() {
        begun("PaB1c2d");
        begun("PaB1c2d");
        assertThat(engine.post(session, "4a", "PaB1c2d").answer()).isEqualTo("BAD_REQUEST");
        assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void oneWhoseAnswerIsLostMayComeAgain() {
        Post first = begun("PaB1c2d");
        assertThat(answerTo(first, "4a")).isEqualTo("ok");
        first.gone();
        assertTaken("4a", "PaB1c2d");
        assertThat(engine.listener.messages()).containsExactly("a");
    }

    @Test
    void oneThatBreaksOffEndsTheSession() {
        begun("PaB1c2d").gone();
        assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void aLostAnswerToOneWithoutAMarkEndsTheSession() {
        Post post = session.polling().post(null);
        post.begin(free -> {});
        assertThat(answerTo(post, "4a")).isEqualTo("ok");
        post.gone();
        assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
    }
}
