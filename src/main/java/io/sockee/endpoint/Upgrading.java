package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.connection.WebSocketChannel;
import io.sockee.connection.WebSocketInput;
import io.sockee.engineio.EngineServer;
import io.sockee.websocket.OpeningHandshake;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * An upgrade under way: what the adapter that has checked the request tells the WebSocket, which does not see it.
 *
 * @param opens begins a connection on the WebSocket, or takes one over, whatever protocol is spoken; gives nothing when it has
 *     closed the WebSocket
 * @param maxMessage how many bytes a message may have
 * @param helpers run inputs that wait after a thread has run its share
 * @param closers runs closes, which may block for some seconds
 * @param compressed whether compression has been agreed on
 * @param cookies the values of {@code Set-Cookie} for the answer, as far as cookies are wanted
 * @param subprotocol the one that the answer takes of those that the client offers
 */
record Upgrading(
        Function<WebSocketChannel, Optional<? extends WebSocketInput>> opens,
        int maxMessage,
        Timers timers,
        Executor helpers,
        Executor closers,
        boolean compressed,
        List<String> cookies,
        Optional<String> subprotocol) {

    /**
     * One that begins a session of Engine.IO, or takes over the one that its request names.
     *
     * @param sid the id for the session, if one begins
     */
    static Upgrading of(
            EngineServer server, Executor closers, HandshakeRequest handshake, String sid, List<String> cookies) {
        return new Upgrading(
                channel -> server.webSocket(handshake, sid, channel),
                server.settings().maxPayload(),
                server.timers(),
                server.executor(),
                closers,
                false,
                cookies,
                OpeningHandshake.subprotocol(handshake
                        .headers()
                        .getOrDefault(OpeningHandshake.SUBPROTOCOL.toLowerCase(Locale.ROOT), List.of())));
    }

    /** The same with compression. */
    Upgrading withCompression() {
        return new Upgrading(opens, maxMessage, timers, helpers, closers, true, cookies, subprotocol);
    }

    /** Adds what a client is told in the answer to its request. */
    void answer(HttpServletResponse response) {
        cookies.forEach(cookie -> response.addHeader("Set-Cookie", cookie));
        subprotocol.ifPresent(taken -> response.setHeader(OpeningHandshake.SUBPROTOCOL, taken));
    }
}
