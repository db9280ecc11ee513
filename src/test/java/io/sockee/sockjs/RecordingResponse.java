package io.sockee.sockjs;

import io.sockee.connection.WebSocketChannel.Sent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of which the test sees each chunk, and decides when it has gone out. */
final class RecordingResponse implements SockJsResponse {
    private final List<String> chunks = new ArrayList<>();
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private boolean holding;
    private boolean gone;
    private long taken;
    private boolean finished;

    /** From now on chunks are under way until {@link #complete}. */
    RecordingResponse hold() {
        holding = true;
        return this;
    }

    /** What is under way has gone out, and so does what comes. */
    void release() {
        holding = false;
        while (!underWay.isEmpty()) {
            complete(null);
        }
    }

    void complete(@Nullable Throwable failure) {
        underWay.remove().sent(failure);
    }

    /** The client reads some of what is under way. */
    void move() {
        taken++;
    }

    /** The client has closed its connection, and nobody has told the session. */
    void vanish() {
        gone = true;
    }

    List<String> chunks() {
        return chunks;
    }

    boolean isFinished() {
        return finished;
    }

    private void add(byte[] chunk) {
        if (finished) {
            chunks.add("after the end"); // what is thrown here would only be logged
        }
        chunks.add(new String(chunk, StandardCharsets.UTF_8));
    }

    @Override
    public void write(byte[] chunk, Sent sent) {
        if (!underWay.isEmpty()) {
            chunks.add("chunks overlap");
        }
        add(chunk);
        underWay.add(sent);
        if (!holding) {
            complete(null);
        }
    }

    @Override
    public void finish(byte[] chunk) {
        add(chunk);
        finished = true;
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public boolean isGone() {
        return gone;
    }
}
