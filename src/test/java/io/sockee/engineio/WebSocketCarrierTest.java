package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.RecordingChannel;
import io.sockee.connection.WebSocketInput;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What any WebSocket channel has to do with a session's outbox, however it writes. A new one gets a line in {@link #channels}. */
@ParameterizedClass
@MethodSource("channels")
class WebSocketCarrierTest {

    static Stream<Named<Supplier<RecordingChannel>>> channels() {
        return Stream.of(
                Named.of("frame by frame", RecordingChannel::new), Named.of("gathering", GatheringChannel::new));
    }

    private final EngineFixture engine = new EngineFixture();
    private final RecordingChannel channel;
    private final EngineSession session;

    WebSocketCarrierTest(Supplier<RecordingChannel> channels) {
        channel = channels.get();
        session = engine.webSocket(channel);
    }

    /** The frames after the open packet, however many were written at once. */
    private List<String> sent() {
        return channel.frames().stream()
                .skip(1)
                .flatMap(written -> Stream.of(written.split("\\+")))
                .toList();
    }

    @Test
    void sendsWhatIsSentWhileNothingWaits() {
        session.send(EngineFixture.message("a"));
        session.send(EngineFixture.message("b"));
        assertThat(sent()).containsExactly("4a", "4b");
    }

    @Test
    void keepsTheOrderOfWhatWaits() {
        channel.hold();
        session.send(EngineFixture.message("a"));
        session.send(EngineFixture.packet("b", 1, 2));
        session.send(EngineFixture.message("c"));
        assertThat(sent()).containsExactly("4a");
        channel.release();
        assertThat(sent()).containsExactly("4a", "4b", "<1>", "<2>", "4c");
    }

    @Test
    void sendsAgainAfterItHadNothingToSend() {
        channel.hold();
        session.send(EngineFixture.message("a"));
        channel.release();
        session.send(EngineFixture.message("b"));
        assertThat(session.isWritable()).isTrue();
        assertThat(sent()).containsExactly("4a", "4b");
    }

    @Test
    void closesBehindWhatWaits() {
        channel.hold();
        session.send(EngineFixture.message("a"));
        session.send(EngineFixture.message("b"));
        session.close(CloseReason.FORCED_SERVER_CLOSE);
        assertThat(channel.closed()).isNull();
        channel.release();
        assertThat(sent()).containsExactly("4a", "4b");
        assertThat(channel.closed()).startsWith("1000");
        assertThat(engine.server.size()).isZero();
    }

    @Test
    void tellsWhenAFrameDidNotGoOut() {
        channel.hold();
        session.send(EngineFixture.message("a"));
        session.send(EngineFixture.message("b"));
        channel.complete(new IllegalStateException("on purpose"));
        engine.timers.pass(WebSocketInput.GOING_AWAY_PAUSE + 1);
        assertThat(engine.listener.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
        assertThat(sent()).as("nothing after it").containsExactly("4a");
    }

    @Test
    void takesASessionOverFromPolling() {
        EngineFixture polls = new EngineFixture();
        EngineSession polling = polls.polling();
        polling.send(EngineFixture.message("waits"));
        RecordingChannel probe = channel instanceof GatheringChannel ? new GatheringChannel() : new RecordingChannel();
        polls.probe(polling, probe);
        polls.on(probe).text("2probe");
        polls.on(probe).text("5");
        polling.send(EngineFixture.message("follows"));
        assertThat(probe.frames()).containsExactly("3probe", "4waits", "4follows");
    }
}
