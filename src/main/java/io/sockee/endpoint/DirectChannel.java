package io.sockee.endpoint;

import io.sockee.connection.Timers;
import io.sockee.engineio.WebSocketChannel;
import io.sockee.websocket.FrameBytes;
import io.sockee.websocket.FrameWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket with framing of our own: what is sent on it, and how it ends. */
final class DirectChannel implements WebSocketChannel {
    /** How long the peer may take to answer our close frame, and to read what is before it. */
    private static final long CLOSE_TIMEOUT_MILLIS = 10_000;

    /** Where the frames go. */
    interface Wire extends FrameWriter.Wire {

        /**
         * Ends the connection; does not block. Called once.
         *
         * @param reading whether by the thread that reads from it: then no read is pending
         */
        void cut(boolean reading);

        /** Begins to end the connection, which cuts it soon; does not block. */
        void giveUp();
    }

    private final Wire wire;
    private final FrameWriter writer;
    private final Timers timers;
    private final Consumer<DirectChannel> ended;
    private final AtomicBoolean cut = new AtomicBoolean();
    private volatile boolean closeSent;
    private volatile boolean closeReceived;
    private volatile @Nullable Thread reader;
    private volatile Timers.Timer closing = () -> {};

    /**
     * @param ended told when the connection is being cut
     */
    DirectChannel(Wire wire, Timers timers, Consumer<DirectChannel> ended) {
        this.wire = wire;
        this.writer = new FrameWriter(wire);
        this.timers = timers;
        this.ended = ended;
    }

    FrameWriter writer() {
        return writer;
    }

    @Override
    public void sendText(String text, Sent sent) {
        writer.send(FrameBytes.text(text), sent::sent);
    }

    @Override
    public void sendBinary(byte[] bytes, Sent sent) {
        writer.send(FrameBytes.binary(bytes), sent::sent);
    }

    @Override
    public void close(int code, String reason) {
        boolean first = writer.close(FrameBytes.close(code, reason), failure -> {
            closeSent = true;
            if (closeReceived || failure != null) {
                cut();
            }
        });
        if (first && !cut.get()) {
            closing = timers.scheduleMillis(CLOSE_TIMEOUT_MILLIS, this::cut);
        }
    }

    /** Reads what has come, on the container's thread for this WebSocket. */
    void reading(Runnable input) {
        reader = Thread.currentThread();
        try {
            input.run();
        } finally {
            reader = null;
        }
    }

    /** A ping has come. Its answer leaves before messages that wait. */
    void ping(byte[] payload) {
        writer.pong(FrameBytes.pong(payload));
    }

    /** The peer's close frame has come: it gets ours, if it had none. */
    void closedByPeer(int code) {
        closeReceived = true;
        close(code, "");
        if (closeSent) {
            cut();
        }
    }

    /** Ends the connection without a word. */
    void cut() {
        if (cut.compareAndSet(false, true)) {
            closing.cancel();
            ended.accept(this);
            wire.cut(reader == Thread.currentThread());
        }
    }

    /** Has the thread that reads end the connection, soon: where many are ended at a time. */
    void giveUp() {
        wire.giveUp();
    }

    /** Whether the connection has been ended: what still comes is of no use. */
    boolean isCut() {
        return cut.get();
    }
}
