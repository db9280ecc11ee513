package io.sockee.testkit;

import io.sockee.connection.WebSocketChannel;
import io.sockee.connection.WebSocketInput;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.Transport;
import org.jspecify.annotations.Nullable;

/** By a WebSocket, with SockJS's frames or without. */
final class SockJsByWebSocket implements SockJsWay, WebSocketChannel {
    private final SockJsServer server;
    private final String url;
    private final boolean raw;
    private final TestSockJs client;
    private @Nullable WebSocketInput input;

    SockJsByWebSocket(SockJsServer server, String prefix, Transport transport, TestSockJs client) {
        this.server = server;
        this.raw = transport == Transport.WEBSOCKET_RAW;
        this.url = prefix + (raw ? "/websocket" : "/000/test/websocket");
        this.client = client;
    }

    @Override
    public void open() {
        if (raw) {
            client.open();
        }
        input = server.webSocket(SockJsWay.handshake(url), raw, this);
    }

    private WebSocketInput input() {
        if (input == null) {
            throw new IllegalStateException("The client is not connected.");
        }
        return input;
    }

    @Override
    public void send(String message, String json) {
        input().text(raw ? message : "[" + json + "]");
    }

    @Override
    public void leave() {
        input().closed();
    }

    @Override
    public void drop() {
        input().failed();
    }

    @Override
    public void sendText(String text, Sent sent) {
        client.came(text);
        if (raw) {
            client.message(text);
        } else {
            client.frame(text);
        }
        sent.sent(null);
    }

    @Override
    public void sendBinary(byte[] bytes, Sent sent) {
        throw new AssertionError("The server sent bytes, which SockJS has none of.");
    }

    /** Answered at once, as browsers do. */
    @Override
    public void sendPing(Sent sent) {
        sent.sent(null);
        input().pong();
    }

    @Override
    public void close(int code, String reason) {
        client.closed(code, reason);
    }
}
