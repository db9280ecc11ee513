package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineHttp3;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SockJsClient;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * Clients that come, join a room, have timers, and go in one of the ways that a server learns of: with a word, or with the end of the
 * connection. That a client of SockJS has left a stream shows at the next heartbeat, and that it polls no more after the disconnect delay.
 */
final class Visits {
    private static final String ROOM = "room";
    private static final String TIMERS = "/churn";

    private final URI base;

    Visits(URI base) {
        this.base = base;
    }

    /** How a client comes and goes. */
    enum Way {
        WEBSOCKET,
        WEBSOCKET_WITHOUT_FAREWELL,
        WEBSOCKET_THAT_BREAKS_OFF,
        POLLING,
        UPGRADE,
        OLD_WEBSOCKET,
        OLD_POLLING,
        OLD_UPGRADE,
        SOCKJS_WEBSOCKET,
        SOCKJS_RAW_WEBSOCKET,
        SOCKJS_STREAMING,
        SOCKJS_POLLING,
        SOCKJS_EVENTSOURCE
    }

    /** @param number tells the room, of which there are a few */
    void visit(Way way, int number) {
        String join = "42/load,1[\"join\",\"" + ROOM + number % 50 + "\"]";
        switch (way) {
            case WEBSOCKET -> webSocket(join).farewell();
            case WEBSOCKET_WITHOUT_FAREWELL -> webSocket(join).socket.close();
            case WEBSOCKET_THAT_BREAKS_OFF -> webSocket(join).socket.reset();
            case POLLING -> polling(join);
            case UPGRADE -> upgrade(join);
            case OLD_WEBSOCKET -> oldWebSocket(join);
            case OLD_POLLING -> oldPolling(join);
            case OLD_UPGRADE -> oldUpgrade(join);
            case SOCKJS_WEBSOCKET -> sockJs(SockJsClient.Way.WEBSOCKET, join);
            case SOCKJS_RAW_WEBSOCKET -> sockJs(SockJsClient.Way.WEBSOCKET_RAW, join);
            case SOCKJS_STREAMING -> sockJs(SockJsClient.Way.XHR_STREAMING, join);
            case SOCKJS_POLLING -> sockJs(SockJsClient.Way.XHR_POLLING, join);
            case SOCKJS_EVENTSOURCE -> sockJs(SockJsClient.Way.EVENTSOURCE, join);
        }
    }

    private Endpoint endpoint() {
        return Endpoint.socketIo(base);
    }

    /** A client that is there, and has not yet gone. */
    private record Guest(EngineSocket socket) {

        /** Leaves its namespaces, then the server, and waits for that to close the connection. */
        void farewell() {
            assertThat(socket.send("41/load,")
                            .send("41" + TIMERS + ",")
                            .send("1")
                            .ending()
                            .packets())
                    .isEmpty();
            socket.close();
        }
    }

    private Guest webSocket(String join) {
        EngineSocket socket = EngineSocket.open(endpoint());
        assertThat(socket.send("40/load,").next()).startsWith("40/load,");
        assertThat(socket.send(join).next()).startsWith("43/load,1");
        assertThat(socket.send("40" + TIMERS + ",").next()).startsWith("40" + TIMERS);
        return new Guest(socket);
    }

    private EngineHttp.Session joined(String join) {
        EngineHttp.Session session = new EngineHttp(endpoint()).open();
        session.post("40/load,");
        assertThat(session.next()).startsWith("40/load,");
        session.post(join);
        assertThat(session.next()).startsWith("43/load,1");
        return session;
    }

    private void polling(String join) {
        EngineHttp.Session session = joined(join);
        session.post("40" + TIMERS + ",");
        assertThat(session.next()).startsWith("40" + TIMERS);
        CompletableFuture<HttpReply> poll =
                session.polling(); // as clients have one that waits; else the last word would wait for one
        assertThat(session.post("1").status()).isEqualTo(200);
        EngineHttp.answer(poll);
    }

    private void upgrade(String join) {
        EngineHttp.Session session = joined(join);
        String query = session.query().replace("polling", "websocket");
        try (RawWebSocket socket = RawWebSocket.to(endpoint(), query).open().text("2probe")) {
            until(socket, "3probe");
            socket.text("5").text("40" + TIMERS + ",");
            until(socket, "40" + TIMERS);
        }
    }

    private Endpoint old() {
        return endpoint().at("/socket.io-v3/");
    }

    private void oldWebSocket(String join) {
        try (RawWebSocket socket =
                RawWebSocket.to(old(), "EIO=3&transport=websocket").open().text("40/load")) {
            until(socket, "40/load");
            socket.text(join);
            until(socket, "43/load,1");
            socket.text("40" + TIMERS);
            until(socket, "40" + TIMERS);
        }
    }

    private static void until(RawWebSocket socket, String start) {
        Frame frame = socket.next(EngineHttp.PATIENCE);
        while (frame instanceof Frame.Text text && !text.text().startsWith(start)) {
            frame = socket.next(EngineHttp.PATIENCE);
        }
        assertThat(frame).isInstanceOf(Frame.Text.class);
    }

    private void oldPolling(String join) {
        EngineHttp3 session = EngineHttp3.open(old(), "&b64=1");
        post(session, "40/load", "40/load");
        post(session, join, "43/load,1");
        post(session, "40" + TIMERS, "40" + TIMERS);
        CompletableFuture<HttpReply> poll = session.polling();
        assertThat(session.post("1:1").status()).isEqualTo(200);
        EngineHttp.answer(poll);
    }

    private void oldUpgrade(String join) {
        EngineHttp3 session = EngineHttp3.open(old(), "&b64=1");
        post(session, "40/load", "40/load");
        try (RawWebSocket socket = session.webSocket(old()).open().text("2probe")) {
            until(socket, "3probe");
            socket.text("5").text(join);
            until(socket, "43/load,1");
            socket.text("40" + TIMERS);
            until(socket, "40" + TIMERS);
        }
    }

    private static void post(EngineHttp3 session, String packet, String expected) {
        assertThat(session.post(packet.length() + ":" + packet).status()).isEqualTo(200);
        String body = session.poll().body();
        while (!body.contains(expected)) {
            assertThat(body).matches("(?s)\\d+:.*"); // else it has been refused
            body = session.poll().body();
        }
    }

    private void sockJs(SockJsClient.Way way, String join) {
        try (SockJsClient client = SockJsClient.open(base, "/sockjs", way)) {
            client.send("40/load,");
            assertThat(client.next()).startsWith("40/load,");
            client.send(join);
            assertThat(client.next()).startsWith("43/load,1");
            client.send("40" + TIMERS + ",");
            assertThat(client.next()).startsWith("40" + TIMERS);
        }
    }
}
