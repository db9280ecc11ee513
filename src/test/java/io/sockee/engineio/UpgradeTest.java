package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.RecordingChannel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From polling to WebSocket; protocol section 1, row "upgrade". */
class UpgradeTest {
    private final EngineFixture engine = new EngineFixture();
    private final EngineSession session = engine.polling();
    private final RecordingChannel probe = new RecordingChannel();

    @Test
    void followsTheWholeDance() {
        RecordingReply poll = engine.poll(session);
        engine.probe(session, probe);
        assertThat(poll.isWaiting()).as("an open probe alone ends no poll").isTrue();
        engine.on(probe).text("2probe");
        assertThat(probe.frames()).containsExactly("3probe");
        assertThat(poll.answer()).isEqualTo("6");
        session.send(EngineFixture.message("meanwhile"));
        assertThat(probe.frames()).as("nothing before the client agrees").hasSize(1);
        engine.on(probe).text("5");
        assertThat(probe.frames()).containsExactly("3probe", "4meanwhile");
        assertThat(session.transport()).isEqualTo("websocket");
        engine.on(probe).text("4hello");
        assertThat(engine.listener.messages()).containsExactly("hello");
        assertThat(engine.listener.transports()).containsExactly("websocket");
        assertThat(engine.timers.size()).as("the heartbeat alone").isEqualTo(1);
    }

    @Test
    void aSessionWantsNoMoreOfProbesThatComeInVain() {
        engine.probe(session, probe);
        for (int i = 0; i < 8; i++) {
            assertThat(session.acceptsProbes()).isTrue();
            RecordingChannel another = new RecordingChannel();
            engine.probe(session, another);
            assertThat(another.closed()).isNotNull();
        }
        assertThat(session.acceptsProbes()).isFalse();
        engine.on(probe).text("2probe");
        assertThat(probe.frames()).as("the first goes on").containsExactly("3probe");
    }

    @Test
    void endsAPollThatBeginsMeanwhileWithinATenthOfASecond() {
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        RecordingReply poll = engine.poll(session);
        assertThat(poll.isWaiting()).isTrue();
        engine.timers.pass(101);
        assertThat(poll.answer()).isEqualTo("6");
    }

    @Test
    void thePollMayCarryMessagesUntilThen() {
        RecordingReply poll = engine.poll(session);
        engine.probe(session, probe);
        session.send(EngineFixture.message("a"));
        assertThat(poll.answer()).isEqualTo("4a");
    }

    /** The container may tell late that the 3probe was sent; the client has it and goes on. */
    @Test
    void takesWhatTheClientSendsBeforeTheAnswerIsReportedAsSent() {
        probe.hold();
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.on(probe).text("5");
        engine.on(probe).text("4early");
        engine.on(probe).binary(new byte[3]);
        session.send(EngineFixture.message("a"));
        assertThat(probe.frames()).as("sends must not overlap").containsExactly("3probe");
        assertThat(engine.listener.messages()).containsExactly("early", "<3>");
        probe.release();
        assertThat(probe.frames()).containsExactly("3probe", "4a");
        assertThat(session.transport()).isEqualTo("websocket");
        assertThat(probe.closed()).isNull();
    }

    @Test
    void aFailedAnswerAfterTheClientAgreedEndsTheSession() {
        probe.hold();
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.on(probe).text("5");
        probe.complete(new IOException("reset"));
        assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
        assertThat(engine.timers.size()).isZero();
    }

    @Test
    void aSessionThatIsClosedBeforeTheAnswerIsReportedSaysSoAfterIt() {
        probe.hold();
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.on(probe).text("5");
        session.send(EngineFixture.message("last"));
        session.close(CloseReason.FORCED_SERVER_CLOSE);
        probe.release();
        assertThat(probe.frames()).containsExactly("3probe", "4last");
        assertThat(probe.closed()).startsWith("1000");
        assertThat(engine.timers.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "2", "3", "4message", "2prob", "2probe2", "", "garbage", "1"})
    void anythingButTheProbeClosesTheProbeOnly(String frame) {
        engine.probe(session, probe);
        engine.on(probe).text(frame);
        assertThat(probe.closed()).isEqualTo("1008 Bad request");
        assertSessionPolls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2probe", "2", "4message", "55", "garbage", "1"})
    void anythingButTheAgreementClosesTheProbeOnly(String frame) {
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.on(probe).text(frame);
        assertThat(probe.closed()).isEqualTo("1008 Bad request");
        assertSessionPolls();
    }

    @Test
    void aBinaryFrameClosesTheProbeOnly() {
        engine.probe(session, probe);
        engine.on(probe).binary(new byte[1]);
        assertThat(probe.closed()).isNotNull();
        assertSessionPolls();
    }

    @Test
    void aProbeThatGoesAwayLeavesTheSessionPolling() {
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.on(probe).closed();
        assertSessionPolls();
    }

    @Test
    void aProbeWhoseAnswerFailsLeavesTheSessionPolling() {
        probe.hold();
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        probe.complete(new IOException("reset"));
        assertSessionPolls();
    }

    @Test
    void givesUpAfterItsTime() {
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.timers.pass(9_980);
        engine.poll(session);
        engine.timers.pass(19);
        assertThat(probe.closed()).isNull();
        engine.timers.pass(2);
        assertThat(probe.closed()).isNotNull();
        assertSessionPolls();
    }

    @Test
    void givesUpAfterItsTimeWhereNothingWasAsked() {
        engine.probe(session, probe);
        engine.timers.pass(10_001);
        assertThat(probe.closed()).isNotNull();
        assertSessionPolls();
    }

    /** It has no way back: what it agreed to is on its way, on a machine that is slow. */
    @Test
    void givesAClientThatHasLeftPollingItsTimeTwice() {
        engine.poll(session);
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        session.send(EngineFixture.message("a"));
        engine.timers.pass(15_000);
        engine.on(probe).text("5");
        assertThat(probe.frames()).containsExactly("3probe", "4a");
        assertThat(engine.listener.closed()).isEmpty();
    }

    @Test
    void givesUpInTheEnd() {
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.timers.pass(19_999);
        assertThat(probe.closed()).isNull();
        engine.timers.pass(3);
        assertThat(probe.closed()).isNotNull();
        assertSessionPolls();
    }

    @Test
    void aSecondProbeIsClosedAndTheFirstGoesOn() {
        RecordingChannel second = new RecordingChannel();
        engine.probe(session, probe);
        engine.probe(session, second);
        engine.on(second).text("2probe");
        assertThat(second.closed()).isNotNull();
        engine.on(probe).text("2probe");
        engine.on(probe).text("5");
        assertThat(session.transport()).isEqualTo("websocket");
    }

    @Test
    void succeedsAfterOneThatFailed() {
        engine.probe(session, probe);
        engine.on(probe).text("garbage");
        RecordingChannel next = engine.upgrade(session);
        session.send(EngineFixture.message("a"));
        assertThat(next.frames()).containsExactly("4a");
        assertThat(engine.timers.size()).isEqualTo(1);
    }

    @Test
    void theEndOfTheSessionClosesTheProbe() {
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        engine.post(session, "1");
        assertThat(probe.closed()).isNotNull();
        assertThat(engine.timers.size()).isZero();
    }

    /** The client has left polling: what was sent to it can only go by the WebSocket that it is changing to. */
    @Test
    void aSessionThatIsClosedAfterTheProbeGivesTheRestByTheWebSocket() {
        RecordingReply poll = engine.poll(session);
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        assertThat(poll.answer()).isEqualTo("6");
        session.send(EngineFixture.message("first"));
        session.send(EngineFixture.message("last"));
        session.close(CloseReason.FORCED_SERVER_CLOSE);
        assertThat(probe.closed()).isNull();
        engine.timers.pass(300);
        engine.on(probe).text("5");
        assertThat(probe.frames()).containsExactly("3probe", "4first", "4last");
        assertThat(probe.closed()).startsWith("1000");
        assertThat(engine.listener.closed()).containsExactly(CloseReason.FORCED_SERVER_CLOSE);
        assertThat(engine.timers.size()).isZero();
        assertThat(engine.server.size()).isZero();
    }

    @Test
    void aSessionThatIsClosedAfterTheProbeGivesTheRestToAClientThatStaysWithPolling() {
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        session.send(EngineFixture.message("last"));
        session.close(CloseReason.FORCED_SERVER_CLOSE);
        engine.on(probe).closed();
        assertThat(engine.poll(session).answer()).isEqualTo("4last");
        assertThat(engine.poll(session).answer()).isEqualTo("1");
        assertThat(engine.timers.size()).isZero();
    }

    @Test
    void aSessionThatIsClosedTakesNoNewProbe() {
        session.close(CloseReason.FORCED_SERVER_CLOSE);
        engine.probe(session, probe);
        assertThat(probe.closed()).isEqualTo("1008 Bad request");
    }

    @Test
    void aProbeOfASessionThatIsOverIsClosed() {
        engine.post(session, "1");
        engine.probe(session, probe);
        engine.on(probe).text("2probe");
        assertThat(probe.closed()).isNotNull();
        assertThat(engine.timers.size()).isZero();
    }

    private void assertSessionPolls() {
        assertThat(engine.timers.size()).as("the heartbeat alone").isEqualTo(1);
        RecordingReply poll = engine.poll(session);
        session.send(EngineFixture.message("still here"));
        assertThat(poll.answer()).isEqualTo("4still here");
        assertThat(engine.post(session, "4and here").answer()).isEqualTo("ok");
        assertThat(engine.listener.messages()).contains("and here");
        assertThat(session.transport()).isEqualTo("polling");
        assertThat(engine.listener.closed()).isEmpty();
    }
}
