package io.sockee.endpoint;

import io.sockee.engineio.EngineServer;
import io.sockee.engineio.EngineWebSocket;
import io.sockee.websocket.CloseCode;
import io.sockee.websocket.FrameReader;
import io.sockee.websocket.FramingException;
import io.sockee.websocket.MessageListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Reads a WebSocket with framing of our own, on the container's threads, one at a time. */
final class DirectSocket implements ReadListener, MessageListener {
    private static final Logger LOG = System.getLogger(DirectSocket.class.getName());

    /** More than the container has read beyond the request's head: the first read has to take all of that. */
    private static final int BUFFER = 16 * 1024;

    /** After so many buffers that were full, others have their turn. */
    private static final int ROUNDS = 8;

    /** How much is taken of a peer that is being closed, so that it can read why: more than a few messages that were too big. */
    private static final long LEAST_DISCARDED = 16L * 1024 * 1024;

    private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[BUFFER]);

    private final ServletInputStream in;
    private final DirectChannel channel;
    private final EngineServer server;
    private final FrameReader reader;
    private long mayDiscard;
    private @Nullable EngineWebSocket socket;

    DirectSocket(ServletInputStream in, DirectChannel channel, EngineServer server) {
        this.in = in;
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
        in.setReadListener(this);
    }

    /**
     * Open Liberty waits for more by itself when this returns, whether all has been read or not. So a look whether there is
     * more, which is a read for one byte, is saved after a read that did not fill the buffer.
     */
    @Override
    public void onDataAvailable() throws IOException {
        channel.reading(this::readOn);
    }

    private void readOn() throws IOException {
        byte[] buffer = BUFFERS.get();
        int length = buffer.length;
        for (int round = 0; round < ROUNDS && length == buffer.length && !channel.isCut() && in.isReady(); round++) {
            length = in.read(buffer);
            if (length < 0) {
                onAllDataRead();
                return;
            }
            read(buffer, length);
        }
    }

    private void read(byte[] buffer, int length) {
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

    /** The peer has gone, or the connection was closed here. */
    @Override
    public void onAllDataRead() {
        channel.cut();
        if (socket != null) {
            socket.closed();
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.DEBUG, "A WebSocket has failed", failure);
        channel.cut();
        fail();
    }
}
