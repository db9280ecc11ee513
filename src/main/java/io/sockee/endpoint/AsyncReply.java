package io.sockee.endpoint;

import io.sockee.connection.Timers;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.PollingReply;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer that comes later, perhaps on another thread, and is written without blocking it. Only the first answer counts. */
final class AsyncReply implements PollingReply, AsyncListener {
    private static final Logger LOG = System.getLogger(AsyncReply.class.getName());

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Runnable onFailure;
    private final BooleanSupplier gone;
    private final Runnable progress;

    private final boolean bodiesHoldThreads;

    /** While this is true the request must not be completed. */
    private volatile boolean bodyComing;

    private volatile boolean written;
    private volatile boolean completed;

    private volatile PollCompression.@Nullable ForOne compression; // null where packets are sent as they are

    /** What answers in this one's place, if the answer comes in parts. */
    private volatile @Nullable StreamReply stream;

    /**
     * @param timeoutMillis after which the request counts as failed; 0 for never
     * @param onFailure called once if the client has gone or the answer cannot be written
     */
    AsyncReply(AsyncContext async, HttpServletResponse response, long timeoutMillis, Consumer<PollingReply> onFailure) {
        this(async, response, timeoutMillis, onFailure, () -> false, () -> {});
    }

    /**
     * @param gone asked once, before the answer: whether the client has gone, so that the answer would be lost
     * @param progress run each time that more of a long answer has been taken
     */
    AsyncReply(
            AsyncContext async,
            HttpServletResponse response,
            long timeoutMillis,
            Consumer<PollingReply> onFailure,
            BooleanSupplier gone,
            Runnable progress) {
        this.async = async;
        this.response = response;
        this.bodiesHoldThreads = UnreadBody.holdsThread(async.getRequest());
        this.onFailure = () -> onFailure.accept(this);
        this.gone = gone;
        this.progress = progress;
        async.setTimeout(timeoutMillis);
        async.addListener(this);
    }

    /** Has packets compressed; before there is an answer. */
    void compressed(PollCompression.ForOne by) {
        compression = by;
    }

    @Override
    public void leavePlain() {
        compression = null;
    }

    @Override
    public void payload(byte[] utf8) {
        packets("text/plain; charset=UTF-8", utf8);
    }

    @Override
    public void bytes(byte[] payload) {
        packets("application/octet-stream", payload);
    }

    /** 200, a script. */
    void script(byte[] utf8) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        packets("text/javascript; charset=UTF-8", utf8);
    }

    private void packets(String type, byte[] body) {
        PollCompression.ForOne by = compression;
        if (by == null) {
            answer(HttpServletResponse.SC_OK, type, body);
        } else if (answered.compareAndSet(false, true)) {
            by.compress(body, (sent, coding) -> compressed(type, sent, coding));
        }
    }

    /** Often on a thread where nobody hears of what is thrown. */
    private void compressed(String type, byte[] body, Optional<String> coding) {
        if (completed) { // by the container, meanwhile: the response is its own again
            fail();
            return;
        }
        try {
            response.setHeader("Cache-Control", "no-store");
            coding.ifPresent(name -> response.setHeader("Content-Encoding", name));
            write(HttpServletResponse.SC_OK, type, body);
        } catch (RuntimeException e) { // as of a response that the container has just taken back
            LOG.log(Level.DEBUG, "An answer could not be written", e);
            fail();
            complete();
        }
    }

    @Override
    public void ok() {
        answer(HttpServletResponse.SC_OK, "text/html", new byte[] {'o', 'k'});
    }

    @Override
    public void refuse(EngineError error) {
        answer(error.status(), "application/json", error.json().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A refusal, also while the body is still coming: then the rest of it is thrown away, and the connection ends when it has
     * come, or at the time-out.
     */
    void refuse(int status, String type, String body) {
        response.setHeader("Connection", "close");
        RetryAfter.add(response, status);
        answer(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets an answer that comes in parts take this one's place; it fails when there is an answer already. */
    StreamReply stream(String type, Runnable onGone, BooleanSupplier hasGone, BooleanSupplier takes, Timers timers) {
        StreamReply parts = new StreamReply(async, response, type, failed -> onGone.run(), hasGone, takes, timers);
        stream = parts;
        if (!answered.compareAndSet(false, true)) {
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
        if (answered.compareAndSet(false, true)) {
            completeUnanswered();
        } else {
            complete();
        }
    }

    private void answer(int status, String type, byte[] body) {
        if (answered.compareAndSet(false, true)) {
            response.setHeader("Cache-Control", "no-store");
            write(status, type, body);
        }
    }

    /** A whole answer, whose other headers have been set. */
    void whole(int status, String type, byte[] content) {
        if (answered.compareAndSet(false, true)) {
            write(status, type, content);
        }
    }

    /** A whole answer; the other headers are set if it is the first one. */
    void whole(int status, String type, byte[] content, Runnable headers) {
        if (answered.compareAndSet(false, true)) {
            headers.run();
            write(status, type, content);
        }
    }

    private void write(int status, String type, byte[] body) {
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

    private void fail() {
        if (failed.compareAndSet(false, true)) {
            onFailure.run();
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

    private void complete() {
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
        if (answered.compareAndSet(false, true)) {
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
        boolean unanswered = answered.compareAndSet(false, true);
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
        boolean unanswered = answered.compareAndSet(false, true);
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
