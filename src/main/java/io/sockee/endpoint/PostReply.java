package io.sockee.endpoint;

import io.sockee.engineio.EngineError;
import io.sockee.engineio.PollingReply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a POST whose body came with its head. It is nearly always given before the request's thread is done, and then
 * written on that thread without making the request asynchronous: a few bytes, which do not block even if the client does not
 * read.
 */
final class PostReply implements PollingReply {
    private final HttpServletResponse response;
    private @Nullable EngineError error;
    private boolean answered;
    private @Nullable PollingReply later;

    PostReply(HttpServletResponse response) {
        this.response = response;
    }

    @Override
    public void payload(byte[] utf8) {
        throw new IllegalStateException("A POST is never answered with packets.");
    }

    @Override
    public void bytes(byte[] payload) {
        payload(payload);
    }

    @Override
    public void ok() {
        answer(null);
    }

    @Override
    public void refuse(EngineError reason) {
        answer(reason);
    }

    private synchronized void answer(@Nullable EngineError reason) {
        if (later != null) {
            give(later, reason);
        } else {
            answered = true;
            error = reason;
        }
    }

    private static void give(PollingReply to, @Nullable EngineError reason) {
        if (reason == null) {
            to.ok();
        } else {
            to.refuse(reason);
        }
    }

    /**
     * Writes the answer if it has been given, else makes the request asynchronous. Called once, by the request's thread, last.
     *
     * @param async makes the request asynchronous
     */
    synchronized void finish(Supplier<PollingReply> async) throws IOException {
        if (!answered) {
            later = async.get();
        } else if (error == null) {
            HttpAnswers.answer(response, HttpServletResponse.SC_OK, "text/html", "ok");
        } else {
            HttpAnswers.refuse(response, error);
        }
    }
}
