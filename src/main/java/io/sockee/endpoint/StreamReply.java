package io.sockee.endpoint;

import io.sockee.action.ActionExchange;
import io.sockee.connection.Timers;
import io.sockee.connection.WebSocketChannel.Sent;
import io.sockee.sockjs.SockJsResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes in chunks, each sent at once, from any thread and without blocking one. A counter lets one thread at a
 * time go on with it: the container's when it can take more, or whoever brings a chunk.
 */
final class StreamReply implements SockJsResponse, ActionExchange.EventStream, WriteListener, AsyncListener {
    private static final Logger LOG = System.getLogger(StreamReply.class.getName());

    /** How much is written at a time: what a socket that takes something takes, nearly always. */
    private static final int PIECE = 8192;

    /** When a socket that takes nothing is looked at again, in milliseconds: later each time, up to the second one. */
    private static final long LOOK_AGAIN = 50;

    private static final long LATEST_LOOK = 1_000;

    /** How long a client may take to read the end of the answer, in milliseconds, and longer for a long one: nobody else gives it up. */
    private static final long LONGEST_END = 60_000;

    /** A part of the answer. */
    private static final class Chunk {
        private final byte[] bytes;
        private final @Nullable Sent sent;

        /**
         * @param sent told when it has gone; null for the last part
         */
        Chunk(byte[] bytes, @Nullable Sent sent) {
            this.bytes = bytes;
            this.sent = sent;
        }
    }

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final String type;
    private final Runnable onFailure;
    private final BooleanSupplier gone;
    private final BooleanSupplier takes;
    private final Timers timers;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicReference<@Nullable Chunk> next = new AtomicReference<>();
    private final AtomicReference<@Nullable Chunk> last = new AtomicReference<>();
    private volatile @Nullable ServletOutputStream out; // once the container has said that it takes something
    private boolean finishing; // guarded by this: a connection that may carry the next request is not looked at

    // Owned by whoever steps.
    private @Nullable Chunk current;
    private int done; // bytes of it that have been written
    private boolean unflushed;
    private boolean flushedBefore;
    private long pause = LOOK_AGAIN;
    private volatile Timers.Timer deadline = () -> {};
    private volatile boolean waits; // for a socket that takes nothing
    private volatile long taken;

    /**
     * @param onFailure called once if the client has gone, or the answer cannot be written
     * @param gone asked before each chunk: whether the client has closed its connection
     * @param takes asked before each write: whether it would not block
     */
    StreamReply(
            AsyncContext async,
            HttpServletResponse response,
            String type,
            Consumer<SockJsResponse> onFailure,
            BooleanSupplier gone,
            BooleanSupplier takes,
            Timers timers) {
        this.async = async;
        this.response = response;
        this.type = type;
        this.onFailure = () -> onFailure.accept(this);
        this.gone = gone;
        this.takes = takes;
        this.timers = timers;
    }

    /** Begins to listen to what the container tells of the request, which may last as long as it likes. */
    StreamReply listening() {
        async.setTimeout(0);
        async.addListener(this);
        return this;
    }

    @Override
    public void write(byte[] chunk, Runnable sent) {
        write(chunk, (Sent) failure -> sent.run());
    }

    @Override
    public void write(byte[] chunk, Sent sent) {
        next.set(new Chunk(chunk, sent));
        goOn();
    }

    @Override
    public void finish(byte[] chunk) {
        last.set(new Chunk(chunk, null));
        long longest = LONGEST_END + chunk.length * 1000L / SockJsResponse.SLOWEST;
        deadline = timers.scheduleMillis(longest, () -> fail(new IOException("The end is not read")));
        goOn();
        if (ended.get()) { // before the deadline was known
            deadline.cancel();
        }
    }

    @Override
    public synchronized boolean isGone() {
        return ended.get() || (!finishing && gone.getAsBoolean());
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public void abandon() {
        fail(new IOException("The client takes nothing"));
    }

    private void goOn() {
        if (begun.compareAndSet(false, true)) {
            begin();
        }
        step();
    }

    private void begin() {
        try {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType(type);
            response.setHeader("X-Accel-Buffering", "no"); // nginx would keep chunks back
            response.getOutputStream().setWriteListener(this);
        } catch (IOException | RuntimeException | Error e) {
            fail(e); // the client has gone and the container has taken the request back, most likely
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        if (out == null) {
            out = response.getOutputStream();
        }
        step();
    }

    private void step() {
        if (steps.getAndIncrement() != 0) {
            return; // whoever steps sees the changed count and looks again
        }
        int seen = 1;
        do {
            try {
                stepOn();
            } catch (IOException | RuntimeException | Error e) { // else nobody would step any more
                fail(e);
            }
            seen = steps.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Goes on as far as the container takes something; it calls again when it takes more. */
    private void stepOn() throws IOException {
        ServletOutputStream to = out;
        while (to != null && !waits && !ended.get() && to.isReady()) {
            if (unflushed) {
                unflushed = false;
                flush(to);
            } else if (isWritten()) {
                tellWritten();
            } else if (!(hasMore() && writePiece(to))) {
                return;
            }
        }
    }

    private void flush(ServletOutputStream to) throws IOException {
        to.flush();
        if (!flushedBefore && to.isReady()) {
            flushedBefore = true;
            to.flush(); // Open Liberty leaves the first flush out
        }
    }

    private boolean isWritten() {
        return current != null && done == current.bytes.length;
    }

    private void tellWritten() {
        Chunk written = current;
        current = null;
        done = 0;
        if (written != null && written.sent != null) {
            written.sent.sent(null);
        } else {
            complete();
        }
    }

    /** Whether there is something to write; the next chunk is begun with a look at the client. */
    private boolean hasMore() throws IOException {
        if (current != null) {
            return true;
        }
        Chunk chunk = next.getAndSet(null);
        if (chunk == null) {
            chunk = last.getAndSet(null);
        }
        if (chunk == null) {
            return false;
        }
        if (isGone()) {
            throw new IOException("The client has gone");
        }
        current = chunk;
        return true;
    }

    /** Writes some of the chunk; false, and it is tried again later, where that could block. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes
    private boolean writePiece(ServletOutputStream to) throws IOException {
        Chunk chunk = current;
        if (chunk == null) {
            return false;
        }
        if (!takes.getAsBoolean()) {
            waits = true;
            Timers.Timer unused = timers.scheduleMillis(pause, this::lookAgain);
            pause = Math.min(pause + pause / 8, LATEST_LOOK);
            return false;
        }
        pause = LOOK_AGAIN;
        int length = Math.min(PIECE, chunk.bytes.length - done);
        if (chunk.sent == null && done + length == chunk.bytes.length) {
            synchronized (this) {
                finishing = true;
            }
        }
        to.write(chunk.bytes, done, length);
        done += length;
        taken += length;
        unflushed = true;
        return true;
    }

    private void lookAgain() {
        waits = false;
        step();
    }

    private void complete() {
        if (ended.compareAndSet(false, true)) {
            completeRequest();
        }
    }

    private void completeRequest() {
        deadline.cancel();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The container has ended the request itself", e);
        }
    }

    void fail(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            LOG.log(Level.DEBUG, "A client that received has gone", failure);
            try {
                onFailure.run();
            } finally {
                completeRequest();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        fail(failure);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (ended.compareAndSet(false, true)) { // the container has noticed that the client is gone
            deadline.cancel();
            onFailure.run();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        fail(new IOException("The request has been given up"));
    }

    @Override
    public void onError(AsyncEvent event) {
        fail(event.getThrowable() == null ? new IOException("The request has failed") : event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started again
    }
}
