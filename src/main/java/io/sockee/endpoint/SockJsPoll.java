package io.sockee.endpoint;

import io.sockee.connection.WebSocketChannel.Sent;
import io.sockee.sockjs.SockJsResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Answers one poll, with one chunk. */
final class SockJsPoll implements SockJsResponse {
    private final AsyncReply reply;
    private final String type;
    private final BooleanSupplier gone;
    private boolean finishing; // guarded by this: a connection that may carry the next request is not looked at

    /**
     * @param onFailure called once if the client has gone or the answer cannot be written
     * @param gone whether the client has closed its connection
     */
    SockJsPoll(
            AsyncContext async,
            HttpServletResponse response,
            String type,
            Consumer<SockJsResponse> onFailure,
            BooleanSupplier gone) {
        this.type = type;
        this.gone = gone;
        this.reply = new AsyncReply(async, response, 0, failed -> onFailure.accept(this), gone);
    }

    @Override
    public void write(byte[] chunk, Sent sent) {
        throw new IllegalStateException("A poll is answered with one chunk.");
    }

    @Override
    public void finish(byte[] chunk) {
        synchronized (this) {
            finishing = true;
        }
        reply.whole(HttpServletResponse.SC_OK, type, chunk);
    }

    @Override
    public synchronized boolean isGone() {
        return !finishing && gone.getAsBoolean();
    }
}
