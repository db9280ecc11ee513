package io.sockee.endpoint;

import io.sockee.connection.Timers;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.PollingReply;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer that comes later, perhaps on another thread, and is written without blocking it. Only the first answer counts. */
final class AsyncReply extends SingleAnswer implements PollingReply {
    private static final Logger LOG = System.getLogger(AsyncReply.class.getName());

    private final Consumer<PollingReply> onFailure;

    private volatile PollCompression.@Nullable ForOne compression; // null where packets are sent as they are

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
        super(async, response, timeoutMillis, gone, progress);
        this.onFailure = onFailure;
        async.addListener(this);
    }

    @Override
    void failed() {
        onFailure.accept(this);
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
        response().setHeader("X-Content-Type-Options", "nosniff");
        packets("text/javascript; charset=UTF-8", utf8);
    }

    private void packets(String type, byte[] body) {
        PollCompression.ForOne by = compression;
        if (by == null) {
            answer(HttpServletResponse.SC_OK, type, body);
        } else if (claim()) {
            by.compress(body, (sent, coding) -> compressed(type, sent, coding));
        }
    }

    /** Often on a thread where nobody hears of what is thrown. */
    private void compressed(String type, byte[] body, Optional<String> coding) {
        if (isCompleted()) { // by the container, meanwhile: the response is its own again
            fail();
            return;
        }
        try {
            response().setHeader("Cache-Control", "no-store");
            coding.ifPresent(name -> response().setHeader("Content-Encoding", name));
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
        response().setHeader("Connection", "close");
        RetryAfter.add(response(), status);
        answer(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets an answer that comes in parts take this one's place; it fails when there is an answer already. */
    StreamReply stream(String type, Runnable onGone, BooleanSupplier hasGone, BooleanSupplier takes, Timers timers) {
        return inParts(new StreamReply(async(), response(), type, failed -> onGone.run(), hasGone, takes, timers));
    }

    private void answer(int status, String type, byte[] body) {
        if (claim()) {
            response().setHeader("Cache-Control", "no-store");
            write(status, type, body);
        }
    }
}
