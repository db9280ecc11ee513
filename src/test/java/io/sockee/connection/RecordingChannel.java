package io.sockee.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A WebSocket of which the test sees each frame, and decides when it was sent. */
public class RecordingChannel implements WebSocketChannel {
    private final List<String> frames = new ArrayList<>();
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private boolean holding;
    private @Nullable String closed;
    private int progress;

    /** From now on frames are under way until {@link #complete}. */
    public RecordingChannel hold() {
        holding = true;
        return this;
    }

    /** From now on, and for what is under way, frames are sent at once. */
    public void release() {
        holding = false;
        while (!underWay.isEmpty()) {
            complete(null);
        }
    }

    public void complete(@Nullable Throwable failure) {
        underWay.remove().sent(failure);
    }

    public boolean isBusy() {
        return !underWay.isEmpty();
    }

    /** A piece of a message has come from the client, or it has read one. */
    public void move() {
        progress++;
    }

    @Override
    public int progress() {
        return progress;
    }

    /** What was sent; binary frames as {@code <number of bytes>}, pings as {@code ping}. */
    public List<String> frames() {
        return frames;
    }

    /** Code and reason of the close, or null while it is open. */
    public @Nullable String closed() {
        return closed;
    }

    private void send(String frame, Sent sent) {
        if (!underWay.isEmpty()) {
            frames.add("sends overlap"); // what is thrown here would only be logged
        }
        if (closed != null) {
            sent.sent(new IllegalStateException("closed"));
            return;
        }
        frames.add(frame);
        underWay.add(sent);
        if (!holding) {
            complete(null);
        }
    }

    @Override
    public void sendText(String text, Sent sent) {
        send(text, sent);
    }

    @Override
    public void sendBinary(byte[] bytes, Sent sent) {
        send("<" + bytes.length + ">", sent);
    }

    @Override
    public void sendPing(Sent sent) {
        send("ping", sent);
    }

    @Override
    public void close(int code, String reason) {
        if (closed == null) {
            closed = code + " " + reason;
        }
    }
}
