package io.sockee.endpoint;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one request as it comes, without holding a thread, and never more or longer than allowed. The
 * container calls it on threads of its own, on WildFly on the few that do all its I/O: the {@link Taker} must not block.
 */
final class BodyReader implements ReadListener {

    /** Is told what has become of a body: exactly one of these methods is called, once, on any thread. None may block. */
    interface Taker {
        /** Some more of it has come. */
        default void arriving() {}

        /** The body is whole. */
        void whole(byte[] body);

        /**
         * The body is given up, and the client can still be told.
         *
         * @param status 400 (ended early, or not well-formed), 408 (too slow), 413 (too large) or 503 (too many)
         */
        void refused(int status);

        /** The request has ended before its body: its client was too slow, and has been told so. */
        void gone();
    }

    private final ServletInputStream in;
    private final @Nullable AsyncReply reply;
    private final int limit;
    private final Bodies bodies;
    private final Bodies.Place place;
    private final Taker taker;
    private final long begun = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private final byte[] buffer = new byte[4096];
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * @param in the body
     * @param reply the answer to the same request, if it has to know whether the body is still coming
     * @param limit how many bytes the body may have
     */
    BodyReader(
            ServletInputStream in,
            @Nullable AsyncReply reply,
            int limit,
            Bodies bodies,
            Bodies.Place place,
            Taker taker) {
        this.in = in;
        this.reply = reply;
        this.limit = limit;
        this.bodies = bodies;
        this.place = place;
        this.taker = taker;
    }

    /** Begins, once the request is asynchronous. */
    void begin() {
        if (reply != null) {
            reply.bodyBegins();
        }
        in.setReadListener(this);
        place.whenGivenUp(() -> refuse(503));
    }

    /** Begins as well, but throws away what comes. */
    void discard() {
        boolean unused = end();
        begin();
    }

    /** Whether the request has a body. */
    static boolean isExpected(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (in.isReady() && !in.isFinished()) {
            int count = in.read(buffer);
            if (count > 0 && !over.get()) {
                taker.arriving();
                take(count);
            }
        }
        if (!over.get() && bodies.limits().isTooSlow(body.size(), (System.nanoTime() - begun) / 1_000_000)) {
            refuse(408);
        }
    }

    private void take(int count) {
        if (body.size() + count > limit) {
            refuse(413);
        } else if (!place.grow(count)) {
            refuse(503);
        } else {
            body.write(buffer, 0, count);
        }
    }

    @Override
    public void onAllDataRead() {
        if (reply != null) {
            reply.bodyEnds();
        }
        if (end()) {
            taker.whole(body.toByteArray());
        }
    }

    /** It has ended early, or is none. Its client may have gone, or have ended only what it sends and still read. */
    @Override
    public void onError(Throwable failure) {
        if (reply != null) {
            reply.bodyEnds();
        }
        if (end()) {
            bodies.refused();
            taker.refused(400);
        } else if (reply != null) {
            reply.breakOff();
        }
    }

    private void refuse(int status) {
        if (end()) {
            bodies.refused();
            taker.refused(status);
        }
    }

    /** The request has ended; its body, if it is still coming, is given up. */
    void abandon() {
        if (end()) {
            bodies.refused();
            taker.gone();
        }
    }

    private boolean end() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            place.leave();
        }
        return first;
    }
}
