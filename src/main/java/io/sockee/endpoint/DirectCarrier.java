package io.sockee.endpoint;

import io.sockee.connection.Carrier;
import io.sockee.connection.Frame;
import io.sockee.connection.Outbox;
import io.sockee.connection.WebSocketChannel;
import io.sockee.websocket.FrameWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries what waits for a WebSocket with framing of our own: as many frames as there are go out with one write, a large one by
 * itself. A broadcast's frame is encoded once, by whoever carries it first. By a thread that handles messages it is carried at the
 * end of that {@link Turn}. After a failed write it carries nothing more.
 */
final class DirectCarrier implements Carrier, FrameWriter.Outcome {
    /** Up to so many bytes are put together; copying more would cost as much as it saves. */
    static final int GATHERED = 16 * 1024;

    private final FrameWriter writer;
    private final Sending sending;
    private final Outbox outbox;
    private final WebSocketChannel.Outcome outcome;

    /** The last that it waits with. Who takes it away sends. */
    private final AtomicReference<Turn.@Nullable Batch> gathering = new AtomicReference<>();

    DirectCarrier(FrameWriter writer, Sending sending, Outbox outbox, WebSocketChannel.Outcome outcome) {
        this.writer = writer;
        this.sending = sending;
        this.outbox = outbox;
        this.outcome = outcome;
    }

    @Override
    public void carry(Outbox from) {
        Turn turn = Turn.current();
        if (turn == null) {
            write();
        } else {
            gathering.set(turn.waiting());
            turn.add(this);
        }
    }

    @Override
    public boolean isGathering() {
        return gathering.get() != null;
    }

    /** What this thread has queued leaves at once, or with its own turn: never only with that of another, or with a helper, which may take their time. */
    @Override
    public void nudge() {
        Turn turn = Turn.current();
        if (turn == null) {
            boolean unused = hurry();
            return;
        }
        for (Turn.Batch other = gathering.get(); other != null && other != turn.waiting(); other = gathering.get()) {
            if (gathering.compareAndSet(other, turn.waiting())) {
                turn.add(this);
            }
        }
    }

    @Override
    public boolean hurry() {
        if (gathering.getAndSet(null) == null) {
            return false;
        }
        Turn turn = Turn.current();
        if (turn != null) {
            turn.pong(); // first
        }
        write();
        return true;
    }

    private void write() {
        try {
            writeWhatWaits();
        } catch (RuntimeException | Error e) { // must not stop the outbox, nor the broadcast that brought the frame
            of(e);
        }
    }

    private void writeWhatWaits() {
        Frame first = outbox.take();
        if (first instanceof Frame.Message message) {
            byte[] frame = sending.encoded(message);
            if (outbox.peek() instanceof Frame.Message) {
                frame = gather(frame);
            } else {
                sending.written(1);
            }
            writer.send(frame, this);
        } else if (first instanceof Frame.Close end) {
            outcome.allSent(end.reason());
        } else {
            outbox.carried();
        }
    }

    /** The frame and those that wait behind it, as many as there is room for. */
    private byte[] gather(byte[] first) {
        int size = first.length;
        List<byte[]> frames = new ArrayList<>();
        frames.add(first);
        while (size < GATHERED && outbox.peek() instanceof Frame.Message next) {
            byte[] frame = sending.encoded(next);
            if (frame.length > GATHERED - size) {
                break;
            }
            outbox.take();
            frames.add(frame);
            size += frame.length;
        }
        sending.written(frames.size());
        return frames.size() == 1 ? first : joined(frames, size);
    }

    private static byte[] joined(List<byte[]> frames, int size) {
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] frame : frames) {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
        }
        return all;
    }

    @Override
    public void of(@Nullable Throwable failure) {
        if (failure == null) {
            outbox.carried();
        } else {
            outcome.notSent(failure);
        }
    }
}
