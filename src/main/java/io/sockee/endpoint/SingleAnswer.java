package io.sockee.endpoint;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one answer to a request that waits without a thread: who is first writes it, and the request is completed when it is written and
 * no more of the request's body comes. Any thread.
 */
abstract class SingleAnswer implements AsyncListener {
    private static final Logger LOG = System.getLogger(SingleAnswer.class.getName());

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final BooleanSupplier gone;
    private final Runnable progress;

    private final boolean bodiesHoldThreads;

    /** While this is true the request must not be completed. */
    private volatile boolean bodyComing;

    private volatile boolean written;
    private volatile boolean completed;

    /** What answers in this one's place, if the answer comes in parts. */
    private volatile @Nullable StreamReply stream;

    /**
     * @param timeoutMillis after which the request counts as failed; 0 for never
     * @param gone asked once, before the answer: whether the client has gone, so that the answer would be lost
     * @param progress run each time that more of a long answer has been taken
     */
    SingleAnswer(
            AsyncContext async,
            HttpServletResponse response,
            long timeoutMillis,
            BooleanSupplier gone,
            Runnable progress) {
        this.async = async;
        this.response = response;
        this.bodiesHoldThreads = UnreadBody.holdsThread(async.getRequest());
        this.gone = gone;
        this.progress = progress;
        async.setTimeout(timeoutMillis);
    }

    /** The client has gone or the answer cannot be written. Called once. */
    abstract void failed();

    final AsyncContext async() {
        return async;
    }

    final HttpServletResponse response() {
        return response;
    }

    /** Claims the answer; true for the one caller who may give it. */
    final boolean claim() {
        return answered.compareAndSet(false, true);
    }

    /** Whether the request has been completed, by the container perhaps: the response is its own again. */
    final boolean isCompleted() {
        return completed;
    }

    /** Has parts answer in this one's place. */
    final StreamReply inParts(StreamReply parts) {
        stream = parts;
        if (!claim()) {
            parts.fail(new IOException("The request has been answered or given up"));
        }
        return parts;
    }

    /** The body of the request is about to be read. */
    void bodyBegins() {
        bodyComing = bodiesHoldThreads;
    }

    /** All of the body has come, or no more of it will, whatever has become of it. */
    void bodyEnds() {
        bodyComing = false;
        if (written) {
            complete();
        }
    }

    /** The client has broken off: nobody waits for an answer. */
    void breakOff() {
        bodyComing = false;
        if (claim()) {
            completeUnanswered();
        } else {
            complete();
        }
    }

    /** A whole answer, whose other headers have been set. */
    void whole(int status, String type, byte[] content) {
        if (claim()) {
            if (!response.containsHeader("Retry-After")) {
                RetryAfter.add(response, status);
            }
            write(status, type, content);
        }
    }

    /** A whole answer; the other headers are set if it is the first one. */
    void whole(int status, String type, byte[] content, Runnable headers) {
        if (claim()) {
            headers.run();
            write(status, type, content);
        }
    }

    final void write(int status, String type, byte[] body) {
        if (gone.getAsBoolean()) {
            fail();
            completeUnanswered();
            return;
        }
        try {
            response.setStatus(status);
            response.setContentType(type);
            if (status != HttpServletResponse.SC_NO_CONTENT) {
                response.setContentLength(body.length);
            }
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new WholeBody(out, body, progress, this::written, this::unwritten));
        } catch (IOException | IllegalStateException e) {
            fail(); // the client has gone and the container has taken the request back
        }
    }

    final void fail() {
        if (failed.compareAndSet(false, true)) {
            failed();
        }
    }

    /** The container has taken all of the answer. */
    private void written() {
        written = true;
        if (!bodyComing) {
            complete();
        }
    }

    private void unwritten() {
        fail();
        complete();
    }

    /** Nobody is thought to read this; but whoever does must not take an untouched response, a 200, for a success. */
    private void completeUnanswered() {
        try {
            response.setHeader("Connection", "close");
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The container has taken the request back", e);
        }
        complete();
    }

    final void complete() {
        completed = true;
        try {
            async.complete();
        } catch (IllegalStateException e) {
            answered.set(true); // it was completed already
        }
    }

    /** Unanswered, as when the container has noticed that the client is gone: the response is the container's again. */
    @Override
    public void onComplete(AsyncEvent event) {
        completed = true;
        StreamReply parts = stream;
        if (parts != null) {
            parts.onComplete(event);
        }
        if (claim()) {
            fail();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        StreamReply parts = stream;
        if (parts != null) {
            parts.onTimeout(event);
            return;
        }
        boolean unanswered = claim();
        fail();
        if (unanswered) {
            apologize();
        }
    }

    /** The answer goes out at once, since the container may be about to cut the connection. */
    private void apologize() {
        try {
            response.setHeader("Connection", "close");
            HttpAnswers.answer(response, HttpServletResponse.SC_REQUEST_TIMEOUT, "text/plain", "");
            response.flushBuffer();
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "A client that was too slow has gone", e);
        }
        if (!bodyComing) {
            complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        StreamReply parts = stream;
        if (parts != null) {
            parts.onError(event);
            return;
        }
        boolean unanswered = claim();
        fail();
        if (unanswered) {
            completeUnanswered();
        } else {
            complete();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started again
    }
}
