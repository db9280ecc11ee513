package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path of Socket.IO, with the slash at its end and without it, and paths below it. */
@DisplayName("The path of Socket.IO")
public abstract class SocketIoPathsSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private Endpoint slashless() {
        return endpoint().at("/socket.io");
    }

    @Test
    @DisplayName("needs no slash at the end: WebSocket")
    void webSocket() {
        try (EngineSocket socket = EngineSocket.connected(slashless())) {
            assertThat(socket.send("42[\"message\",1]").next()).isEqualTo("42[\"message-back\",1]");
        }
    }

    @Test
    @DisplayName("needs no slash at the end: polling, then an upgrade")
    void upgrade() {
        EngineHttp.Session session = new EngineHttp(slashless()).open();
        session.post("40");
        assertThat(session.next()).startsWith("40{\"sid\":");
        try (RawWebSocket socket = Upgrades.upgraded(slashless(), session)) {
            Upgrades.assertText(socket.text("42[\"message\",1]"), "42[\"message-back\",1]");
        }
    }

    @ParameterizedTest(name = "has no WebSocket at {0}: the session that was asked for keeps what waits")
    @ValueSource(strings = {"/socket.io/x", "/socket.io/x/", "/socket.io/socket.io"})
    void elsewhere(String path) {
        EngineHttp.Session session = new EngineHttp(endpoint()).open();
        session.post("40");
        HttpReply refusal = RawWebSocket.to(endpoint().at(path), "EIO=4&transport=websocket&sid=" + session.sid())
                .attempt();
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.body()).isEqualTo("Bad request");
        assertThat(session.next()).startsWith("40{\"sid\":");
    }

    @Test
    @DisplayName("opens no session by an upgrade elsewhere")
    void opensNothing() {
        HttpReply refusal = RawWebSocket.to(endpoint().at("/socket.io/x"), "EIO=4&transport=websocket")
                .attempt();
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.body()).isEqualTo("Bad request");
    }
}
