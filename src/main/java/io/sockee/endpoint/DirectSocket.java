package io.sockee.endpoint;

import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineWebSocket;
import io.sockee.websocket.CloseCode;
import io.sockee.websocket.FrameReader;
import io.sockee.websocket.FramingException;
import io.sockee.websocket.MessageListener;
import org.jspecify.annotations.Nullable;

/** The receiving side of a WebSocket with framing of our own. Called by one thread at a time. */
final class DirectSocket implements MessageListener {
    /** How many bytes are still read, and ignored, from a peer that is being closed, so that it comes to read the close frame. */
    private static final long LEAST_DISCARDED = 16L * 1024 * 1024;

    private final DirectChannel channel;
    private final EngineServer server;
    private final FrameReader reader;
    private long mayDiscard;
    private @Nullable EngineWebSocket socket;

    DirectSocket(DirectChannel channel, EngineServer server) {
        this.channel = channel;
        this.server = server;
        int maxPayload = server.settings().maxPayload();
        this.reader = new FrameReader(maxPayload, this);
        this.mayDiscard = Math.max(LEAST_DISCARDED, 2L * maxPayload);
    }

    /** A client has connected: to begin a session, or to take over one that is polling. */
    void open(Upgrading upgrading) {
        socket = server.webSocket(upgrading.handshake(), upgrading.sid(), channel)
                .orElse(null);
    }

    /** Some bytes have come. */
    void read(byte[] buffer, int length) {
        if (reader.isOver()) {
            mayDiscard -= length;
            if (mayDiscard < 0) {
                channel.cut();
            }
            return;
        }
        try {
            reader.read(buffer, 0, length);
        } catch (FramingException e) {
            channel.close(e.code(), e.reason());
            fail();
        } catch (RuntimeException | Error e) {
            channel.close(CloseCode.UNEXPECTED, "");
            fail();
            throw e;
        }
    }

    private void fail() {
        if (socket != null) {
            socket.failed();
        }
    }

    @Override
    public void onText(String text) {
        if (socket != null) {
            socket.text(text);
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        if (socket != null) {
            socket.binary(bytes);
        }
    }

    @Override
    public void onPing(byte[] payload) {
        channel.ping(payload);
    }

    @Override
    public void onClose(int code, String reason) {
        channel.closedByPeer(code);
        if (socket != null) {
            socket.closed();
        }
    }

    /** The peer has ended the connection. */
    void ended() {
        channel.cut();
        if (socket != null) {
            socket.closed();
        }
    }

    /** The connection has failed. */
    void failed() {
        channel.cut();
        fail();
    }
}
