package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.SockJsClient;
import io.sockee.spec.client.SockJsClient.Way;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bridge at {@code /sockjs}: clients of SockJS on a server of Socket.IO whose namespaces {@code /} and {@code /custom} have the
 * handlers of the official suite, and which has {@code /farewell} and {@code /load}.
 */
@DisplayName("The bridge")
public abstract class SockJsBridgeSuite {
    private static final String PREFIX = "/sockjs";

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private SockJsClient open(Way way) {
        return SockJsClient.open(base(), PREFIX, way);
    }

    private SockJsClient connect(Way way) {
        SockJsClient client = open(way);
        client.send("40");
        assertThat(client.next()).startsWith("40{\"sid\":\"");
        assertThat(client.next()).isEqualTo("42[\"auth\",{}]");
        return client;
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("connects clients with what they bring, and answers their events")
    void talks(Way way) {
        try (SockJsClient client = open(way)) {
            client.send("40{\"token\":\"123\"}");
            assertThat(client.next()).startsWith("40{\"sid\":\"");
            assertThat(client.next()).isEqualTo("42[\"auth\",{\"token\":\"123\"}]");
            client.send("42[\"message\",1,\"2\",{\"3\":[true]}]", "427[\"message-with-ack\",\"x\"]");
            assertThat(client.next()).isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
            assertThat(client.next()).isEqualTo("437[\"x\"]");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("carries bytes both ways")
    void binary(Way way) {
        String placeholders = "[\"message\",{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]";
        try (SockJsClient client = connect(way)) {
            client.send("452-" + placeholders, "bAQID", "b/w==");
            assertThat(client.next()).isEqualTo("452-" + placeholders.replace("message", "message-back"));
            assertThat(client.next()).isEqualTo("bAQID");
            assertThat(client.next()).isEqualTo("b/w==");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("lets clients join and leave namespaces, and refuses others")
    void namespaces(Way way) {
        try (SockJsClient client = connect(way)) {
            client.send("40/random", "40/custom,{\"a\":1}");
            assertThat(client.next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            assertThat(client.next()).startsWith("40/custom,{\"sid\":\"");
            assertThat(client.next()).isEqualTo("42/custom,[\"auth\",{\"a\":1}]");
            client.send("42/custom,[\"message\",1]", "41/custom,", "42[\"message\",2]");
            assertThat(client.next()).isEqualTo("42/custom,[\"message-back\",1]");
            assertThat(client.next()).isEqualTo("42[\"message-back\",2]");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("keeps hard texts as they are")
    void texts(Way way) {
        String text = "\u0000\u001f\"\\ \u2028\u2029\u200b\ufeff\ufff0\uffff \u20ac\ud83d\ude00</script>";
        String escaped = new org.json.JSONArray(java.util.List.of("message", text)).toString();
        try (SockJsClient client = connect(way)) {
            client.send("42" + escaped);
            assertThat(client.next()).isEqualTo("42" + escaped.replace("message", "message-back"));
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("sends all that was emitted before a disconnect, and then tells of it")
    void farewell(Way way) {
        try (SockJsClient client = open(way)) {
            client.send("40/farewell,");
            assertThat(client.next()).startsWith("40/farewell,{\"sid\":\"");
            client.send("42/farewell,[\"part\",50]");
            for (int i = 0; i < 50; i++) {
                assertThat(client.next()).isEqualTo("42/farewell,[\"word\"," + i + "]");
            }
            assertThat(client.next()).isEqualTo("41/farewell,");
            assertThat(client.next())
                    .isEqualTo(way == Way.WEBSOCKET_RAW ? "1000 Normal closure" : "c[1000,\"Normal closure\"]");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("is there when it is asked, and ends with a client that leaves")
    void leaves(Way way) {
        try (SockJsClient client = connect(way)) {
            client.send("2");
            assertThat(client.next()).isEqualTo("3");
            client.send("1");
            assertThat(client.next())
                    .isEqualTo(way == Way.WEBSOCKET_RAW ? "1000 Normal closure" : "c[1000,\"Normal closure\"]");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "0", "5", "x", "b!", "49", "42", "42{}", "4"})
    @DisplayName("ends with a client that breaks the protocol, and with no other")
    void breaks(String packet) {
        try (SockJsClient other = connect(Way.WEBSOCKET);
                SockJsClient client = connect(Way.XHR_POLLING)) {
            client.send(packet, "42[\"message\",1]");
            assertThat(client.next()).isEqualTo("c[3000,\"Broken framing.\"]");
            other.send("42[\"message\",1]");
            assertThat(other.next()).isEqualTo("42[\"message-back\",1]");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource(names = {"WEBSOCKET", "WEBSOCKET_RAW"})
    @DisplayName("ends a WebSocket whose message is larger than allowed, with 1009, and no other")
    void tooLarge(Way way) {
        try (SockJsClient other = connect(Way.XHR_POLLING);
                SockJsClient client = connect(way)) {
            client.raw().text("[\"42[\\\"message\\\",\\\"" + "x".repeat(1_000_000) + "\\\"]\"]");
            assertThat(client.raw().next(EngineHttp.PATIENCE))
                    .isInstanceOfSatisfying(
                            Frame.Close.class, close -> assertThat(close.code()).isEqualTo(1009));
            other.send("42[\"message\",1]");
            assertThat(other.next()).isEqualTo("42[\"message-back\",1]");
        }
    }

    @Test
    @DisplayName("refuses a POST that is larger than allowed, and goes on")
    void largePost() {
        try (SockJsClient client = connect(Way.XHR_STREAMING)) {
            String packet = "[\"42[\\\"message\\\",\\\"" + "x".repeat(1_000_000) + "\\\"]\"]";
            assertThat(client.http()
                            .send(client.session() + "/xhr_send", packet)
                            .status())
                    .isEqualTo(413);
            client.send("42[\"message\",1]");
            assertThat(client.next()).isEqualTo("42[\"message-back\",1]");
        }
    }

    @Test
    @DisplayName("tells a second receiver so, and goes on with the first")
    void secondReceiver() {
        try (SockJsClient client = connect(Way.XHR_STREAMING)) {
            assertThat(client.http().post(client.session() + "/xhr").body())
                    .isEqualTo("c[2010,\"Another connection still open\"]\n");
            client.send("42[\"message\",1]");
            assertThat(client.next()).isEqualTo("42[\"message-back\",1]");
        }
    }

    @Test
    @DisplayName("takes 1,000 packets in one message, and loses and reorders nothing")
    void many() {
        try (SockJsClient client = connect(Way.XHR_STREAMING)) {
            client.send(IntStream.range(0, 1000)
                    .mapToObj(i -> "42[\"message\"," + i + "]")
                    .toArray(String[]::new));
            for (int i = 0; i < 1000; i++) {
                assertThat(client.next()).isEqualTo("42[\"message-back\"," + i + "]");
            }
        }
    }

    @Test
    @DisplayName("has clients of both protocols and of all transports in one room, and each hears each")
    void oneRoom() {
        try (EngineSocket usual = EngineSocket.open(Endpoint.socketIo(base()))) {
            usual.send("40/load,");
            assertThat(usual.next()).startsWith("40/load,{\"sid\":\"");
            usual.send("42/load,[\"join\",\"both\"]");
            EngineHttp.Session polling = new EngineHttp(Endpoint.socketIo(base())).open();
            polling.post("40/load,");
            assertThat(polling.next()).startsWith("40/load,{\"sid\":\"");
            polling.post("42/load,[\"join\",\"both\"]\u001e42/load,0[\"echoack\"]");
            assertThat(polling.next()).isEqualTo("43/load,0[]");
            SockJsClient[] clients = IntStream.range(0, Way.values().length)
                    .mapToObj(i -> open(Way.values()[i]))
                    .toArray(SockJsClient[]::new);
            for (SockJsClient client : clients) {
                client.send("40/load,");
                assertThat(client.next()).startsWith("40/load,{\"sid\":\"");
                client.send("42/load,[\"join\",\"both\"]", "42/load,0[\"echoack\"]");
                assertThat(client.next()).isEqualTo("43/load,0[]");
            }
            usual.send("42/load,[\"toroom\",\"both\",\"usual\"]");
            assertThat(usual.next()).isEqualTo("42/load,[\"message\",\"usual\"]");
            assertThat(polling.next()).isEqualTo("42/load,[\"message\",\"usual\"]");
            for (SockJsClient client : clients) {
                assertThat(client.next()).isEqualTo("42/load,[\"message\",\"usual\"]");
            }
            clients[0].send("42/load,[\"toroom\",\"both\",\"bridged\"]");
            assertThat(usual.next()).isEqualTo("42/load,[\"message\",\"bridged\"]");
            assertThat(polling.next()).isEqualTo("42/load,[\"message\",\"bridged\"]");
            for (SockJsClient client : clients) {
                assertThat(client.next()).isEqualTo("42/load,[\"message\",\"bridged\"]");
                client.close();
            }
        }
    }
}
