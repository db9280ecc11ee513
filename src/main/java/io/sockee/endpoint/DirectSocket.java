package io.sockee.endpoint;

import io.sockee.connection.WebSocketInput;
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
    private final Upgrading upgrading;
    private final FrameReader reader;
    private final boolean mayBlock;
    private long mayDiscard;
    private volatile @Nullable WebSocketInput socket; // the failed self-test's thread looks, too

    /**
     * @param mayBlock whether the thread that reads may be held while another is busy with the session; where not, who reads asks
     *     {@link #isBehind}
     */
    DirectSocket(DirectChannel channel, Upgrading upgrading, boolean mayBlock) {
        this.channel = channel;
        this.upgrading = upgrading;
        this.mayBlock = mayBlock;
        int maxPayload = upgrading.maxMessage();
        this.reader = new FrameReader(maxPayload, this, channel.compression());
        channel.whenCut(reader::end);
        this.mayDiscard = Math.max(LEAST_DISCARDED, 2L * maxPayload);
    }

    /** A client has connected. */
    void open() {
        socket = upgrading.opens().apply(channel).orElse(null);
    }

    /** Some bytes have come. */
    void read(byte[] buffer, int length) {
        channel.received();
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
            close(e.code(), e.reason());
            fail();
        } catch (RuntimeException | Error e) {
            close(CloseCode.UNEXPECTED, "");
            fail();
            throw e;
        }
    }

    private void close(int code, String reason) {
        channel.sendGathered(); // before
        channel.close(code, reason);
    }

    private void fail() {
        WebSocketInput told = socket;
        if (told != null) {
            told.failed();
        }
    }

    /** Whether no more should be read before {@link #onceCaughtUp} has told. */
    boolean isBehind() {
        return socket != null && socket.isBehind();
    }

    /** Runs a task, which must not block, when what has been read by now has been handled. Any thread. */
    void onceCaughtUp(Runnable task) {
        if (socket != null) {
            socket.onceCaughtUp(task);
        }
    }

    @Override
    public void onText(String text) {
        WebSocketInput to = socket;
        if (to != null) {
            await(to);
            to.text(text);
            Turn.handled();
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        WebSocketInput to = socket;
        if (to != null) {
            await(to);
            to.binary(bytes);
            Turn.handled();
        }
    }

    private void await(WebSocketInput to) {
        if (mayBlock && to.isBehind()) {
            Turn.flush(); // nobody waits meanwhile for what has been gathered
            to.awaitOthers();
        }
    }

    @Override
    public void onPing(byte[] payload) {
        channel.ping(payload);
    }

    @Override
    public void onPong() {
        WebSocketInput to = socket;
        if (to != null) {
            await(to);
            to.pong();
            Turn.handled();
        }
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
