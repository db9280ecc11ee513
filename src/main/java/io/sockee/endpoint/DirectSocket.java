package io.sockee.endpoint;

import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineSession;
import io.sockee.websocket.CloseCode;
import io.sockee.websocket.FrameReader;
import io.sockee.websocket.FramingException;
import io.sockee.websocket.MessageListener;
import org.jspecify.annotations.Nullable;

/** What comes on a WebSocket with framing of our own, told by one thread at a time. */
final class DirectSocket implements MessageListener {
    /** How much is taken of a peer that is being closed, so that it can read why: more than a few messages that were too big. */
    private static final long LEAST_DISCARDED = 16L * 1024 * 1024;

    private final DirectChannel channel;
    private final EngineServer server;
    private final FrameReader reader;
    private long mayDiscard;
    private @Nullable EngineSession session;

    DirectSocket(DirectChannel channel, EngineServer server) {
        this.channel = channel;
        this.server = server;
        int maxPayload = server.settings().maxPayload();
        this.reader = new FrameReader(maxPayload, this);
        this.mayDiscard = Math.max(LEAST_DISCARDED, 2L * maxPayload);
    }

    /** A client has connected: to begin a session, or to take over one that is polling. */
    void open(Upgrading upgrading) {
        String sid = upgrading.handshake().query().get("sid");
        if (sid == null || sid.isEmpty()) {
            session = server.openWebSocket(upgrading.handshake(), upgrading.sid(), channel);
        } else {
            session = server.session(sid).orElse(null);
            if (session == null) {
                channel.close(CloseCode.POLICY, "Session ID unknown");
            } else {
                session.probe(channel);
            }
        }
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
        if (session != null) {
            session.webSocketFailed(channel);
        }
    }

    @Override
    public void onText(String text) {
        if (session != null) {
            session.text(channel, text);
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        if (session != null) {
            session.binary(channel, bytes);
        }
    }

    @Override
    public void onPing(byte[] payload) {
        channel.ping(payload);
    }

    @Override
    public void onClose(int code, String reason) {
        channel.closedByPeer(code);
        if (session != null) {
            session.webSocketClosed(channel);
        }
    }

    /** The peer has gone. */
    void ended() {
        channel.cut();
        if (session != null) {
            session.webSocketClosed(channel);
        }
    }

    /** It cannot be read on. */
    void failed() {
        channel.cut();
        fail();
    }
}
