package io.sockee.endpoint;

import io.sockee.connection.Carrier;
import io.sockee.connection.Outbox;
import io.sockee.connection.Timers;
import io.sockee.connection.WebSocketChannel;
import io.sockee.websocket.Compression;
import io.sockee.websocket.FrameBytes;
import io.sockee.websocket.FrameWriter;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sending side of a WebSocket with framing of our own, and its end. Any thread; does not block. */
final class DirectChannel implements WebSocketChannel {
    /** How long the peer may take to read what was sent before our close frame, and to answer it; then the connection is cut. */
    private static final long CLOSE_TIMEOUT_MILLIS = 10_000;

    private static final byte[] NONE = new byte[0];

    /** Where the frames go. */
    interface Wire extends FrameWriter.Wire {

        /** How often the peer has made room for what the network would not take. Overflows. Any thread. */
        int roomMade();

        /**
         * Ends the connection; does not block. Called once.
         *
         * @param reading whether it is called by the thread that reads from the connection: then no read is pending
         */
        void cut(boolean reading);

        /** Has pending reads and writes fail, so that the connection is cut soon; does not block. */
        void giveUp();
    }

    private final Wire wire;
    private final FrameWriter writer;
    private final Timers timers;
    private final Executor helpers;
    private final Sending sending;
    private final Consumer<DirectChannel> ended;
    private final AtomicBoolean cut = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger(); // written by the thread that reads
    private byte[] lastPing = NONE; // belongs to the thread that reads
    private volatile boolean closeSent;
    private volatile boolean closeReceived;
    private volatile @Nullable Thread reader;
    private Runnable release = () -> {}; // set before anything can come
    private volatile Timers.Timer closing = () -> {};
    private volatile @Nullable DirectCarrier carrier;

    /**
     * @param helpers send what messages on this connection bring about on more connections than one thread should write to
     * @param ended told once, when the connection is being cut
     */
    DirectChannel(Wire wire, Timers timers, Executor helpers, Consumer<DirectChannel> ended, Sending sending) {
        this.sending = sending;
        this.wire = wire;
        this.writer = new FrameWriter(wire);
        this.timers = timers;
        this.helpers = helpers;
        this.ended = ended;
    }

    FrameWriter writer() {
        return writer;
    }

    /** What was agreed on for messages of both sides, if anything was. */
    @Nullable
    Compression compression() {
        return sending.compression();
    }

    /** Sets what is run once, by any thread, when the connection is being cut. Called before it is opened. */
    void whenCut(Runnable task) {
        release = task;
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
    public void sendPing(Sent sent) {
        writer.send(FrameBytes.ping(), sent::sent);
    }

    @Override
    public Carrier carrier(Outbox outbox, Outcome outcome) {
        DirectCarrier made = new DirectCarrier(writer, sending, outbox, outcome);
        carrier = made;
        return made;
    }

    @Override
    public void close(int code, String reason) {
        Turn turn = Turn.current();
        if (turn != null) {
            turn.pong(); // behind the close frame it would not go
        }
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

    @Override
    public int progress() {
        return reads.get() + wire.roomMade();
    }

    /** Some bytes have come, of whatever. On the thread that reads. */
    void received() {
        reads.lazySet(reads.getPlain() + 1);
    }

    /** Reads what has come, on the container's thread for this WebSocket. What it brings about is sent at the end. */
    void reading(Runnable input) {
        reader = Thread.currentThread();
        Turn.take(
                () -> {
                    try {
                        input.run();
                        sendGathered(); // who sent is answered by this thread, whatever helpers have to do for others
                    } finally {
                        reader = null;
                    }
                },
                helpers);
    }

    /** A ping has come, on the thread that reads. Its answer leaves with the turn's messages, before them; that to the last ping alone. */
    void ping(byte[] payload) {
        lastPing = payload;
        Turn turn = Turn.current();
        if (turn == null) {
            pong();
        } else {
            turn.pinged(this);
        }
    }

    /** Answers the last ping. On the thread that reads. */
    void pong() {
        writer.pong(FrameBytes.pong(lastPing));
        lastPing = NONE;
    }

    /** Sends what waits on this connection for the end of a turn, or for a helper. */
    void sendGathered() {
        DirectCarrier gathering = carrier;
        boolean more = true;
        while (more) { // what did not fit into one write is gathered again
            more = gathering != null && gathering.hurry();
        }
    }

    /** The peer's close frame has come: ours is sent, if it has not been; then the connection is cut. */
    void closedByPeer(int code) {
        closeReceived = true;
        sendGathered(); // before the close frame came
        close(code, "");
        if (closeSent) {
            cut();
        }
    }

    /** Ends the connection without a close frame. Further calls do nothing. */
    void cut() {
        if (cut.compareAndSet(false, true)) {
            closing.cancel();
            ended.accept(this);
            release.run();
            wire.cut(reader == Thread.currentThread());
        }
    }

    /** Has the connection's own threads end it soon, so that many can be ended at a time. */
    void giveUp() {
        wire.giveUp();
    }

    /** Whether the connection has been cut: what still comes is ignored. */
    boolean isCut() {
        return cut.get();
    }
}
