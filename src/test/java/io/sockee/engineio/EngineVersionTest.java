package io.sockee.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Frame;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.RecordingChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** What any version of Engine.IO has to do for its sessions, and that two live side by side. */
class EngineVersionTest {
    static final List<EngineVersion> VERSIONS = List.of(EngineIo4.INSTANCE, EngineIo3.INSTANCE);

    private final EngineFixture engine = new EngineFixture(EngineFixture.SETTINGS, VERSIONS);

    private EngineSession open(EngineVersion version, RecordingReply reply) {
        return engine.server.openPolling(handshake(version.number()), sid -> reply);
    }

    private static HandshakeRequest handshake(String eio) {
        return new HandshakeRequest(
                "/socket.io/", Map.of("EIO", eio), Map.of(), "192.0.2.1", false, false, 0, Optional.empty());
    }

    private static String single(EngineVersion version, String packet) {
        return new String(version.single(packet), StandardCharsets.UTF_8);
    }

    @Nested
    @ParameterizedClass
    @FieldSource("io.sockee.engineio.EngineVersionTest#VERSIONS")
    class Any {
        private final EngineVersion version;
        private final RecordingReply handshake = new RecordingReply();
        private final EngineSession session;

        Any(EngineVersion version) {
            this.version = version;
            this.session = open(version, handshake);
        }

        private List<String> messages() {
            return engine.listener.messages();
        }

        @Test
        void opensWithOnePacket() {
            EngineVersion.PayloadReader packets = version.packets(String.valueOf(handshake.answer()));
            assertThat(packets.read()).asString().startsWith("Text[0{\"sid\":\"sid1\"");
            assertThat(packets.read()).isNull();
        }

        @Test
        void takesItsOwnPayloads() {
            assertThat(engine.post(session, single(version, "4a")).answer()).isEqualTo("ok");
            assertThat(messages()).containsExactly("a");
        }

        @Test
        void saysWhichBodiesItTakes() {
            for (String type : new String[] {null, "text/plain;charset=UTF-8", "application/x-www-form-urlencoded"}) {
                assertThat(session.polling().takes(type)).as(type).isTrue();
            }
            assertThat(session.polling().takes("application/octet-stream"))
                    .isEqualTo(!version.number().equals("4"));
        }

        @Test
        void answersAPollWithAllThatWaits() {
            session.send(EngineFixture.message("a"));
            session.send(EngineFixture.message("b"));
            EngineVersion.PayloadReader packets =
                    version.packets(String.valueOf(engine.poll(session).answer()));
            assertThat(Stream.generate(packets::read).limit(3))
                    .containsExactly(new Frame.Text("4a"), new Frame.Text("4b"), null);
        }

        @Test
        void answersAPollThatWaitsWithAllThatIsQueuedAtOnce() {
            RecordingReply poll = engine.poll(session);
            session.queue(EngineFixture.message("a"));
            session.queue(EngineFixture.message("b"));
            session.flush();
            EngineVersion.PayloadReader packets = version.packets(String.valueOf(poll.answer()));
            assertThat(Stream.generate(packets::read).limit(3))
                    .containsExactly(new Frame.Text("4a"), new Frame.Text("4b"), null);
        }

        /** The client has stopped polling, so it has twice the time, whatever its heartbeat does meanwhile. */
        @Test
        void closesAProbeThatIsAbandoned() {
            RecordingChannel channel = new RecordingChannel();
            engine.probe(session, channel);
            engine.on(channel).text("2probe");
            for (int tenths = 0; tenths < 205; tenths++) {
                engine.timers.pass(100);
            }
            assertThat(channel.closed()).isNotNull();
            assertThat(engine.listener.closed()).isEmpty();
        }

        @Test
        void refusesMorePacketsThanItMay() {
            EngineVersion.PayloadWriter two = version.payload(100, true);
            two.add(new Frame.Text("4a"));
            two.add(new Frame.Text("4b"));
            String body = new String(two.bytes(), StandardCharsets.UTF_8);
            assertThat(version.packets(body).hasMoreThan(2)).isFalse();
            assertThat(version.packets(body).hasMoreThan(1)).isTrue();
        }

        @Test
        void ofAnotherVersionIsARequestRefused() {
            String other = version.number().equals("4") ? "3" : "4";
            assertThat(check(version.number())).isEmpty();
            assertThat(check(other)).contains(EngineError.BAD_REQUEST);
        }

        private Optional<EngineError> check(@Nullable String eio) {
            return engine.server.check(new EngineRequest("GET", "polling", eio, session.sid(), false, null, true));
        }

        @Test
        void endsWithoutTheClientsPartOfTheHeartbeat() {
            engine.poll(session);
            engine.timers.pass(25_001);
            engine.timers.pass(20_001);
            assertThat(engine.listener.closed()).containsExactly(CloseReason.PING_TIMEOUT);
            assertThat(engine.timers.size()).isZero();
        }
    }

    @Nested
    class WhereClientsPing {
        private final EngineSession session = open(EngineIo3.INSTANCE, new RecordingReply());

        @Test
        void areAnsweredWithWhatTheySent() {
            RecordingReply poll = engine.poll(session);
            engine.post(session, "6:2probe");
            assertThat(poll.answer()).isEqualTo("6:3probe");
        }

        @Test
        void liveOnWhileTheyPing() {
            for (int i = 0; i < 3; i++) {
                engine.timers.pass(40_000);
                engine.post(session, "1:2");
            }
            assertThat(engine.listener.closed()).isEmpty();
        }
    }

    @Test
    void takesBinaryMessagesFromBehindTheirPrefix() {
        RecordingChannel channel = new RecordingChannel();
        EngineWebSocket webSocket =
                engine.server.webSocket(handshake("3"), "sid", channel).orElseThrow();
        webSocket.binary(new byte[] {4, 7, 7});
        assertThat(engine.listener.messages()).containsExactly("<2>");
        webSocket.binary(new byte[] {5});
        assertThat(engine.listener.closed()).containsExactly(CloseReason.PARSE_ERROR);
    }

    /** As the official server does: a client that names no version, or one that nobody knows, counts as an old one. */
    @Test
    void whatIsNotTheFourthIsTheThird() {
        for (String eio : new String[] {"3", null, "", "5", "abc"}) {
            assertThat(begins(engine, eio)).as(eio).isEmpty();
        }
    }

    @Test
    void refusesTheThirdUnlessItIsAllowed() {
        EngineFixture fourthAlone = new EngineFixture();
        assertThat(begins(fourthAlone, "3")).contains(EngineError.UNSUPPORTED_PROTOCOL);
        assertThat(fourthAlone.oldClients).isEqualTo(1);
        for (String eio : new String[] {null, "", "5", "abc"}) {
            assertThat(begins(fourthAlone, eio)).as(eio).contains(EngineError.UNSUPPORTED_PROTOCOL);
        }
        assertThat(fourthAlone.oldClients).as("those that say so").isEqualTo(1);
    }

    private static Optional<EngineError> begins(EngineFixture at, @Nullable String eio) {
        return at.server.check(new EngineRequest("GET", "polling", eio, null, false, null, true));
    }
}
