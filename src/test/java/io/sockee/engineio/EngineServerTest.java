package io.sockee.engineio;

import static io.sockee.engineio.EngineError.BAD_HANDSHAKE_METHOD;
import static io.sockee.engineio.EngineError.BAD_REQUEST;
import static io.sockee.engineio.EngineError.FORBIDDEN;
import static io.sockee.engineio.EngineError.SESSION_UNKNOWN;
import static io.sockee.engineio.EngineError.TRANSPORT_UNKNOWN;
import static io.sockee.engineio.EngineError.UNSUPPORTED_PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.RecordingChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of a request: transport, origin's characters, session, mismatch, method, the rest, origin, version. */
class EngineServerTest {
    private final EngineFixture engine = new EngineFixture();

    private @Nullable EngineError check(
            String method,
            @Nullable String transport,
            @Nullable String eio,
            @Nullable String sid,
            boolean upgrade,
            @Nullable String origin,
            boolean allowed) {
        return engine.server
                .check(new EngineRequest(method, transport, eio, sid, upgrade, origin, allowed))
                .orElse(null);
    }

    @ParameterizedTest(name = "{0} transport={1} EIO={2} sid={3} upgrade={4} allowed={5}: {6}")
    @CsvSource(
            nullValues = "-",
            value = {
                // The handshake.
                "GET,  polling,   4, -, false, true,  -",
                "GET,  websocket, 4, -, true,  true,  -",
                "GET,  polling,   4, '', false, true, -",
                "GET,  -,         4, -, false, true,  TRANSPORT_UNKNOWN",
                "GET,  '',        4, -, false, true,  TRANSPORT_UNKNOWN",
                "GET,  Polling,   4, -, false, true,  TRANSPORT_UNKNOWN",
                "GET,  toString,  4, -, false, true,  TRANSPORT_UNKNOWN",
                "POST, polling,   4, -, false, true,  BAD_HANDSHAKE_METHOD",
                "PUT,  polling,   4, -, false, true,  BAD_HANDSHAKE_METHOD",
                "HEAD, polling,   4, -, false, true,  BAD_HANDSHAKE_METHOD",
                "GET,  websocket, 4, -, false, true,  BAD_REQUEST",
                "GET,  polling,   4, -, true,  true,  BAD_REQUEST",
                "GET,  polling,   4, -, false, false, FORBIDDEN",
                "GET,  polling,   -, -, false, true,  UNSUPPORTED_PROTOCOL",
                "GET,  polling,   3, -, false, true,  UNSUPPORTED_PROTOCOL",
                "GET,  polling,   5, -, false, true,  UNSUPPORTED_PROTOCOL",
                "GET,  polling,  04, -, false, true,  UNSUPPORTED_PROTOCOL",
                // A session that is polling.
                "GET,  polling,   4, sid1, false, true,  -",
                "POST, polling,   4, sid1, false, true,  -",
                "PUT,  polling,   4, sid1, false, true,  -",
                "GET,  websocket, 4, sid1, true,  true,  -",
                "GET,  polling,   4, gone, false, true,  SESSION_UNKNOWN",
                "POST, websocket, 4, gone, true,  true,  SESSION_UNKNOWN",
                "GET,  websocket, 4, sid1, false, true,  BAD_REQUEST",
                "GET,  polling,   4, sid1, true,  true,  BAD_REQUEST",
                "GET,  polling,   -, sid1, false, true,  BAD_REQUEST",
                "GET,  polling,   3, sid1, false, true,  BAD_REQUEST",
                "POST, polling,   4, sid1, false, false, FORBIDDEN",
                "GET,  websocket, 4, sid1, true,  false, FORBIDDEN",
                // A session over WebSocket.
                "GET,  polling,   4, sid2, false, true,  BAD_REQUEST",
                "POST, polling,   4, sid2, false, true,  BAD_REQUEST",
                "GET,  websocket, 4, sid2, false, true,  BAD_REQUEST",
                "POST, websocket, 4, sid2, false, true,  BAD_REQUEST",
            })
    void refusesWhatBreaksARule(
            String method,
            @Nullable String transport,
            @Nullable String eio,
            @Nullable String sid,
            boolean upgrade,
            boolean allowed,
            @Nullable EngineError expected) {
        engine.polling();
        engine.webSocket(new RecordingChannel());
        assertThat(check(method, transport, eio, sid, upgrade, "https://example.org", allowed))
                .isEqualTo(expected);
        assertThat(engine.refused).isEqualTo(expected == null ? 0 : 1);
    }

    @Test
    void looksInTheOrderOfTheProtocol() {
        String badOrigin = "http://\u2603";
        assertThat(List.of(
                        check("POST", "x", "3", "gone", true, badOrigin, false),
                        check("POST", "websocket", "3", "gone", false, badOrigin, false),
                        check("POST", "websocket", "3", "gone", false, null, false),
                        check("POST", "websocket", "3", null, false, null, false),
                        check("GET", "websocket", "3", null, false, null, false),
                        check("GET", "websocket", "3", null, true, null, false),
                        check("GET", "websocket", "3", null, true, null, true)))
                .containsExactly(
                        TRANSPORT_UNKNOWN,
                        BAD_REQUEST,
                        SESSION_UNKNOWN,
                        BAD_HANDSHAKE_METHOD,
                        BAD_REQUEST,
                        FORBIDDEN,
                        UNSUPPORTED_PROTOCOL);
    }

    @Test
    void refusesOriginsThatNoHeaderCanHold() {
        for (String origin : List.of("a\u0000b", "a\u001fb", "a\u007fb", "a\nb", "\u0100")) {
            assertThat(check("GET", "polling", "4", null, false, origin, true)).isEqualTo(BAD_REQUEST);
        }
        for (String origin : List.of("null", "https://example.org", "a\tb", "\u00ff")) {
            assertThat(check("GET", "polling", "4", null, false, origin, true)).isNull();
        }
    }

    @Test
    void refusesATransportThatIsSwitchedOff() {
        EngineSettings all = EngineFixture.SETTINGS;
        EngineFixture pollingOnly = new EngineFixture(new EngineSettings(
                all.pingInterval(),
                all.pingTimeout(),
                all.upgradeTimeout(),
                all.maxPayload(),
                all.maxPackets(),
                all.maxPollPayload(),
                all.maxPollPackets(),
                EnumSet.of(Transport.POLLING),
                true,
                16,
                1_000,
                true));
        Optional<EngineError> error =
                pollingOnly.server.check(new EngineRequest("GET", "websocket", "4", null, true, null, true));
        assertThat(error).contains(TRANSPORT_UNKNOWN);
    }

    private static EngineRequest handshake(String eio) {
        return new EngineRequest("GET", "polling", eio, null, false, null, true);
    }

    @Test
    void theApplicationMayRefuseAHandshakeInItsOwnWords() {
        Optional<EngineRefusal> refusal = engine.server.check(handshake("4"), () -> Optional.of("\"No\""));
        assertThat(refusal).map(EngineRefusal::error).contains(FORBIDDEN);
        assertThat(refusal).map(EngineRefusal::json).contains("{\"code\":4,\"message\":\"\\\"No\\\"\"}");
        assertThat(engine.server.check(handshake("4"), Optional::empty)).isEmpty();
    }

    @Test
    void theApplicationIsAskedBeforeTheVersionAndOnlyOfHandshakesThatAreRightElse() {
        assertThat(engine.server.check(handshake("3"), () -> Optional.of("No")))
                .map(EngineRefusal::message)
                .contains("No");
        String sid = engine.polling().sid();
        Supplier<Optional<String>> unasked = () -> {
            throw new AssertionError("asked");
        };
        assertThat(engine.server.check(new EngineRequest("GET", "polling", "4", sid, false, null, true), unasked))
                .isEmpty();
        assertThat(engine.server.check(new EngineRequest("GET", "polling", "4", null, false, null, false), unasked))
                .map(EngineRefusal::message)
                .contains("Forbidden");
        assertThat(engine.server.check(new EngineRequest("POST", "polling", "4", null, false, null, true), unasked))
                .map(EngineRefusal::error)
                .contains(BAD_HANDSHAKE_METHOD);
    }

    @Test
    void anIdIsThatOfOneSession() {
        RecordingReply first = new RecordingReply();
        Optional<EngineSession> opened = engine.server.openPolling(EngineFixture.handshake(), "mine", () -> first);
        assertThat(opened).map(EngineSession::sid).contains("mine");
        assertThat(engine.server.openPolling(EngineFixture.handshake(), "mine", () -> {
                    throw new AssertionError("replied");
                }))
                .isEmpty();
        RecordingChannel channel = new RecordingChannel();
        assertThat(engine.server.webSocket(EngineFixture.handshake(), "mine", channel))
                .isEmpty();
        assertThat(engine.server.session("mine")).isEqualTo(opened);
        assertThat(engine.server.size()).isEqualTo(1);
    }

    @Test
    void errorsHaveTheProtocolsCodesTextsAndStatuses() {
        assertThat(Set.of(EngineError.values()).stream().map(e -> e.status() + " " + e.json()))
                .containsExactlyInAnyOrder(
                        "400 {\"code\":0,\"message\":\"Transport unknown\"}",
                        "400 {\"code\":1,\"message\":\"Session ID unknown\"}",
                        "400 {\"code\":2,\"message\":\"Bad handshake method\"}",
                        "400 {\"code\":3,\"message\":\"Bad request\"}",
                        "400 {\"code\":3,\"message\":\"Too many packets\"}",
                        "403 {\"code\":4,\"message\":\"Forbidden\"}",
                        "400 {\"code\":5,\"message\":\"Unsupported protocol version\"}");
    }

    @Test
    void findsSessionsWhileTheyLive() {
        EngineSession session = engine.polling();
        assertThat(engine.server.session("sid1")).contains(session);
        assertThat(engine.server.session("sid2")).isEmpty();
        assertThat(engine.server.session(null)).isEmpty();
        engine.post(session, "1");
        assertThat(engine.server.session("sid1")).isEmpty();
        assertThat(engine.opened).isEqualTo(1);
        assertThat(engine.closed).isEqualTo(1);
    }

    @Test
    void letsAWebSocketBeginASession() {
        RecordingChannel channel = new RecordingChannel();
        assertThat(engine.server.webSocket(EngineFixture.handshake(), "sid7", channel))
                .isPresent();
        assertThat(engine.server.session("sid7")).isPresent();
        assertThat(channel.frames()).hasSize(1).first().asString().startsWith("0{\"sid\":\"sid7\"");
    }

    @Test
    void letsAWebSocketTakeOverTheSessionThatItNames() {
        EngineSession session = engine.polling();
        RecordingChannel channel = new RecordingChannel();
        EngineWebSocket probe = engine.server
                .webSocket(EngineFixture.takingOver(session.sid()), "unused", channel)
                .orElseThrow();
        probe.text("2probe");
        probe.text("5");
        assertThat(channel.frames()).containsExactly("3probe");
        assertThat(session.transport()).isEqualTo("websocket");
        assertThat(engine.opened).isEqualTo(1);
    }

    @Test
    void closesAWebSocketWhoseSessionHasEnded() {
        RecordingChannel channel = new RecordingChannel();
        assertThat(engine.server.webSocket(EngineFixture.takingOver("gone"), "unused", channel))
                .isEmpty();
        assertThat(channel.closed()).isEqualTo("1008 Session ID unknown");
        assertThat(engine.opened).isZero();
    }
}
