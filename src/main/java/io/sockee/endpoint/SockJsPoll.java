package io.sockee.endpoint;

import io.sockee.connection.WebSocketChannel.Sent;
import io.sockee.sockjs.SockJsResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers one poll, with one chunk. */
final class SockJsPoll implements SockJsResponse {
    /** How many bytes a body may have that nobody wants. */
    private static final int LARGEST_BODY = 1024;

    private final AsyncReply reply;
    private final String type;
    private final BooleanSupplier gone;
    private volatile @Nullable BodyReader reader;
    private boolean finishing; // guarded by this: a connection that may carry the next request is not looked at

    /**
     * @param onFailure called once if the client has gone or the answer cannot be written
     * @param gone whether the client has closed its connection
     * @param timeoutMillis after which the request is given up; 0 for never
     */
    SockJsPoll(
            AsyncContext async,
            HttpServletResponse response,
            String type,
            Consumer<SockJsResponse> onFailure,
            BooleanSupplier gone,
            long timeoutMillis) {
        this.type = type;
        this.gone = gone;
        this.reply = new AsyncReply(
                async,
                response,
                timeoutMillis,
                failed -> {
                    BodyReader reading = reader;
                    if (reading != null) {
                        reading.abandon();
                    }
                    onFailure.accept(this);
                },
                gone,
                () -> {});
    }

    /** Reads the request's body to its end, throws it away, and only then goes on. Does not block. */
    void behindBody(ServletInputStream in, Bodies bodies, Bodies.Place place, Runnable goesOn) {
        BodyReader reading = new BodyReader(in, reply, LARGEST_BODY, bodies, place, new BodyReader.Taker() {
            @Override
            public void whole(byte[] body) {
                goesOn.run();
            }

            @Override
            public void refused(int status) {
                reply.refuse(status, "text/plain", "");
            }

            @Override
            public void gone() {
                // nobody waits for an answer
            }
        });
        reader = reading;
        reading.begin();
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
    public long taken() {
        return 0;
    }

    @Override
    public synchronized boolean isGone() {
        return !finishing && gone.getAsBoolean();
    }
}
